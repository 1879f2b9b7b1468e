package org.beianflow.fee;

/** Why money goes back. */
public enum RefundReason {

	/** 多付: more came in than was due. */
	OVERPAID,
	/** 重复支付: the fee was already settled when this payment came in. */
	PAID_TWICE,
	/** 逾期到账: it came in after the time for payment had passed. */
	LATE,
	/** 缴费逾期: part of the fee had come in, the rest did not in time. */
	EXPIRED,
	/** 免除: part of the fee had come in before it was waived. */
	WAIVED,
	/** 不予受理或不予备案. */
	REFUSED,
	/** 撤回. */
	WITHDRAWN

}
