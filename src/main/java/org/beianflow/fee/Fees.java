package org.beianflow.fee;

import java.util.List;
import java.util.Optional;

import org.beianflow.audit.Actor;
import org.beianflow.check.Refusal;

/**
 * The door of the fee module: what a filing costs, its notice, payments and refunds
 * (domain.md §13).
 * <p>
 * Amounts are whole 分, the currency is CNY. Whatever changes writes its audit row and
 * publishes its event ({@link FeePaid}, {@link TransferDeclared},
 * {@link TransferMismatch}, {@link FeeReopened}, {@link RefundDue}) in the same
 * transaction. A refused call changes nothing.
 */
public interface Fees {

	/** What the schedule charges today; free where fees are switched off. */
	FeeAssessment assess(FeeQuestion question);

	/**
	 * What the schedule charges, kept for the filing until its notice is issued. A filing
	 * whose fee is settled is free: it is never charged again on resubmission.
	 */
	FeeAssessment assessFor(String filing, FeeQuestion question);

	/**
	 * Issues the notice for what {@link #assessFor} kept, or gives the one already issued
	 * the end of the running limit while it waits for payment. The number and the
	 * reference never change.
	 * @param province six-digit code of the filing's province
	 * @throws Refusal {@code CONFLICT} where nothing is charged
	 * @throws IllegalStateException where no limit for payment (T5) was ever opened
	 */
	FeeNotice notify(String filing, String province);

	/** The notice with the end its limit has now. */
	Optional<FeeNotice> noticeOf(String filing);

	/**
	 * Where the fee stands now, for the process that waits for it. Takes note of times
	 * that have passed: what is not paid by its due date expires, what is not reopened in
	 * time is closed and what came in in part goes back. The notice stays locked until
	 * the transaction ends, so that no payment slips in between looking and waiting.
	 * @throws Refusal {@code CONFLICT} where no notice was issued
	 */
	FeeStanding standing(String filing);

	/** Whether a payment gateway is set up. */
	boolean onlinePaymentOffered();

	/** Whether a gateway of this name is set up. */
	boolean knowsGateway(String gateway);

	/**
	 * Opens an order at the gateway for what is outstanding, or gives the one still open.
	 * @throws Refusal {@code CONFLICT} where nothing is to be paid now or no gateway is
	 * set up, {@code UNAVAILABLE} where the gateway does not answer
	 */
	PaymentOrder startOnlinePayment(String filing, Actor actor);

	Optional<PaymentOrder> orderOf(String order);

	/**
	 * Takes a message of a gateway. Genuine messages are idempotent by the gateway's
	 * transaction id and may come late or out of order.
	 * @throws Refusal {@code UNAUTHENTICATED} where forged or stale, {@code NOT_FOUND}
	 * where the order or gateway is unknown, {@code INVALID} where amount or currency are
	 * not those of the order, {@code CONFLICT} where the transaction id was used for
	 * another order; each of them is audited
	 */
	CallbackAnswer callback(String gateway, String payload, String signature);

	/**
	 * The applicant announces a bank transfer.
	 * @throws Refusal {@code INVALID} with everything wrong in the declaration,
	 * {@code CONFLICT} where nothing is to be paid now
	 */
	FeeNotice declareTransfer(String filing, TransferDeclaration declaration, Actor actor);

	/**
	 * The first person of finance enters what the bank statement shows; again replaces
	 * it. A receipt nobody announced is entered the same way, whatever the state.
	 * @throws Refusal {@code INVALID} with everything wrong in the receipt, also where it
	 * was entered before; {@code CONFLICT} where no notice was issued
	 */
	FeeNotice recordReceipt(String filing, BankReceipt receipt, Actor actor);

	/**
	 * The second person of finance confirms it; called in the transaction that completes
	 * the task 核对转账. Less than outstanding: the fee stays to be paid and what came in
	 * counts towards it. More: paid, and the difference goes back. Where the fee was
	 * settled or the time had passed before, all of it goes back.
	 * @param matched whether the transfer settles the fee
	 * @param receivedFen the amount as the second person reads it off the statement
	 * @param note what the applicant is told where it does not match
	 * @throws Refusal {@code FORBIDDEN} for the person who recorded the receipt,
	 * {@code INVALID} where the amounts of the two differ or do not fit the answer,
	 * {@code CONFLICT} where nothing is recorded
	 */
	FeeNotice match(String filing, boolean matched, long receivedFen, String note, Actor actor);

	/**
	 * The applicant opens the expired notice again, once.
	 * @throws Refusal {@code CONFLICT} where it is not expired, was reopened before, or
	 * the time for that has passed
	 */
	FeeNotice reopen(String filing, Actor actor);

	/** Staff waives the fee. */
	FeeNotice waive(String filing, String reason, Actor actor);

	/**
	 * The filing ended without result: what was paid goes back where the refund policy
	 * says so, an open notice is void. Asking again changes nothing.
	 */
	List<Refund> refund(String filing, RefundReason reason, Actor actor);

	/**
	 * Finance records that the money went back; again with the same data changes nothing.
	 */
	Refund recordRefund(long refund, String bankReference, Actor actor);

	Optional<Refund> refundOf(long refund);

	/** Refunds of a filing, oldest first. */
	List<Refund> refundsOf(String filing);

	/** Payments of a filing, announced and received, oldest first. */
	List<Payment> paymentsOf(String filing);

}
