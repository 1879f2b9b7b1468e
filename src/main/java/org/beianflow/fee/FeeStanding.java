package org.beianflow.fee;

import java.time.Instant;

/**
 * What a fee's process has to do now.
 *
 * @param state what to wait for
 * @param reopenable whether an expired fee waits for the applicant to ask for the one
 * reopening
 * @param dueAt end of the time for payment, exclusive, as it stands now
 * @param reopenUntil end of the time for asking for the one reopening, exclusive
 */
public record FeeStanding(State state, boolean reopenable, Instant dueAt, Instant reopenUntil) {

	/** What to wait for. */
	public enum State {

		/** 已结清: paid or waived; nothing more to wait for. */
		SETTLED,
		/** 转账待核对: finance has to look for a transfer. */
		TRANSFER_DECLARED,
		/** 待缴费: wait for the applicant to pay. */
		PAYABLE,
		/** 已逾期: not paid in time, or the filing has ended. */
		EXPIRED

	}

	/** How the fee ends if it ends now: {@code PAID} or {@code EXPIRED}. */
	public String outcome() {
		return (this.state == State.SETTLED) ? "PAID" : "EXPIRED";
	}

}
