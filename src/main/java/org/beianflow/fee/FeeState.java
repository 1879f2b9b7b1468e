package org.beianflow.fee;

/** Where a fee notice stands. */
public enum FeeState {

	/** 待缴费: the applicant is to pay. */
	ISSUED,
	/** 转账待核对: the applicant says that a transfer is under way; finance looks for it. */
	TRANSFER_DECLARED,
	/** 已缴费: all of it is here. */
	PAID,
	/** 已逾期: not paid in time. It may be reopened once. */
	EXPIRED,
	/** 已免除: staff waived it. */
	WAIVED,
	/** 已作废: the filing ended before anything was due any more. */
	VOIDED,
	/** 待退款: what was paid goes back because the filing ended. */
	REFUND_DUE,
	/** 已退款: it went back. */
	REFUNDED;

	/** Whether the filing may go on, and is never charged again (domain.md §13). */
	public boolean isSettled() {
		return this == PAID || this == WAIVED;
	}

}
