package org.beianflow.fee.process;

/** The names that the diagrams of the fee and its code share. */
final class Names {

	static final String FEE_REFUND = "fee-refund";

	/** Six-digit code of the province whose staff sees the tasks. */
	static final String PROVINCE = "province";

	/** End of the time for payment (T5). */
	static final String FEE_PAYMENT_DUE_AT = "feePaymentDueAt";

	/** End of the time for asking for the reopening. */
	static final String FEE_REOPEN_DUE_AT = "feeReopenDueAt";

	/** Name of the {@link org.beianflow.fee.FeeStanding.State}. */
	static final String FEE_STATE = "feeState";

	/** Whether an expired fee can be reopened. */
	static final String FEE_REOPENABLE = "feeReopenable";

	/** What the calling process learns: {@code PAID} or {@code EXPIRED}. */
	static final String FEE_OUTCOME = "feeOutcome";

	/** Id of the refund. */
	static final String REFUND = "refund";

	/** When finance should be done with the refund. */
	static final String REFUND_DUE_AT = "refundDueAt";

	static final String MESSAGE_FEE_PAID = "feePaid";

	static final String MESSAGE_TRANSFER_DECLARED = "transferDeclared";

	static final String MESSAGE_FEE_REOPENED = "feeReopened";

	private Names() {
	}

}
