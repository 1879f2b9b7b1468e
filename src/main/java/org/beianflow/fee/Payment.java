package org.beianflow.fee;

import java.time.Instant;
import java.time.LocalDate;

/**
 * One payment, announced or received.
 *
 * @param id its id
 * @param filing reference of the filing
 * @param channel how it was paid
 * @param state where it stands
 * @param amountFen announced or ordered amount in 分
 * @param receivedFen what came in, in 分; 0 while nothing is known
 * @param transferredOn day of the transfer as declared; null for online payments
 * @param slipMaterialVersionId uploaded bank slip; null for online payments
 * @param reference the payer's bank serial number, or the gateway's transaction id
 * @param bankReference serial number on our bank statement; null before and for online
 * payments
 * @param note what finance wrote at matching; null where nothing
 * @param recordedBy id of the person who entered the bank receipt; null before
 * @param confirmedBy id of the second person, who confirmed it; null before and for
 * online payments
 * @param createdAt when it was announced or received
 */
public record Payment(long id, String filing, Channel channel, State state, long amountFen, long receivedFen,
		LocalDate transferredOn, String slipMaterialVersionId, String reference, String bankReference, String note,
		String recordedBy, String confirmedBy, Instant createdAt) {

	boolean isOpenTransfer() {
		return this.state == State.DECLARED || this.state == State.RECORDED;
	}

	/** How it was paid. */
	public enum Channel {

		/** 在线支付. */
		ONLINE,
		/** 银行转账. */
		TRANSFER

	}

	/** Where a payment stands. */
	public enum State {

		/** The applicant announced a transfer. */
		DECLARED,
		/**
		 * One person entered what the bank statement shows; a second one has to confirm
		 * it.
		 */
		RECORDED,
		/** It came in and counts. */
		MATCHED,
		/** It did not come in, or not in full; what came in counts. */
		MISMATCHED,
		/** Dropped because the fee was settled or the filing ended before it came in. */
		DROPPED

	}

	Payment recorded(long fen, String bankSerial, String remark, String by) {
		return new Payment(this.id, this.filing, this.channel, State.RECORDED, this.amountFen, fen, this.transferredOn,
				this.slipMaterialVersionId, this.reference, bankSerial, remark, by, null, this.createdAt);
	}

	Payment confirmed(State outcome, String remark, String by) {
		return new Payment(this.id, this.filing, this.channel, outcome, this.amountFen, this.receivedFen,
				this.transferredOn, this.slipMaterialVersionId, this.reference, this.bankReference, remark,
				this.recordedBy, by, this.createdAt);
	}

	Payment in(State next) {
		return new Payment(this.id, this.filing, this.channel, next, this.amountFen, this.receivedFen,
				this.transferredOn, this.slipMaterialVersionId, this.reference, this.bankReference, this.note,
				this.recordedBy, this.confirmedBy, this.createdAt);
	}

	Payment withId(long known) {
		return new Payment(known, this.filing, this.channel, this.state, this.amountFen, this.receivedFen,
				this.transferredOn, this.slipMaterialVersionId, this.reference, this.bankReference, this.note,
				this.recordedBy, this.confirmedBy, this.createdAt);
	}

}
