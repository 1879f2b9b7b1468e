package org.beianflow.fee;

/** What a fee's process has to do now. */
public enum FeeStanding {

	/** 已结清: paid or waived; nothing more to wait for. */
	SETTLED,
	/** 转账待核对: finance has to look for a transfer. */
	TRANSFER_DECLARED,
	/** 待缴费: wait for the applicant to pay. */
	PAYABLE,
	/** 已逾期，可重新打开: wait for the applicant to ask for the one reopening. */
	REOPENABLE,
	/** 已逾期: nothing will come any more. */
	EXPIRED

}
