package org.beianflow.filing;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where a filing stands (domain.md §8.1; the codes are those of the API). Which step may
 * follow which is written here once, and nowhere else (domain.md §8.2).
 */
public enum FilingState {

	/** 待完善备案信息. */
	DRAFT(Turn.APPLICANT),
	/** 等待初审. */
	PRELIM_PENDING(Turn.PROVIDER),
	/** 初审中. */
	PRELIM_REVIEW(Turn.PROVIDER),
	/** 初审退回待修改. */
	PRELIM_RETURNED(Turn.APPLICANT),
	/** 已修改待审核. */
	RESUBMITTED(Turn.PROVIDER),
	/** 待缴费. */
	PAYMENT_PENDING(Turn.APPLICANT),
	/** 缴费待确认. */
	PAYMENT_CONFIRM(Turn.FINANCE),
	/** 待提交管局. */
	FORWARD_PENDING(Turn.PROVIDER),
	/** 上报管局失败. */
	FORWARD_FAILED(Turn.PROVIDER),
	/** 短信核验中. */
	SMS_VERIFY(Turn.PERSONS_IN_CHARGE),
	/** 待管局审核. */
	AUTHORITY_REVIEW(Turn.AUTHORITY),
	/** 管局驳回: returned, or asked to supplement while the authority's clock stands. */
	AUTHORITY_RETURNED(Turn.APPLICANT),
	/** 审核通过待接入核验. */
	ACCESS_PENDING(Turn.APPLICANT),
	/** 接入核验未通过. */
	ACCESS_FAILED(Turn.APPLICANT),
	/** 终审中. */
	FINAL_REVIEW(Turn.AUTHORITY),
	/** 已备案. */
	FILED(Turn.NOBODY),
	/** 不予备案. */
	REFUSED(Turn.NOBODY),
	/** 不予受理. */
	NOT_ACCEPTED(Turn.NOBODY),
	/** 已撤回. */
	WITHDRAWN(Turn.NOBODY),
	/** 已放弃. */
	ABANDONED(Turn.NOBODY),
	/** 订单失效. */
	EXPIRED(Turn.NOBODY);

	/** Whose turn it is. */
	public enum Turn {

		APPLICANT, PERSONS_IN_CHARGE, PROVIDER, FINANCE, AUTHORITY, NOBODY

	}

	private final Turn turn;

	FilingState(Turn turn) {
		this.turn = turn;
	}

	public Turn turn() {
		return this.turn;
	}

	/** Whether the filing's road has ended here. */
	public boolean ended() {
		return this.turn == Turn.NOBODY;
	}

	/** Whether access is being verified here, or may be tried again. */
	boolean verifiesAccess() {
		return this == ACCESS_PENDING || this == ACCESS_FAILED;
	}

	/** Abandoning is allowed wherever the filing waits for its applicant. */
	public boolean mayBeAbandoned() {
		return this.turn == Turn.APPLICANT;
	}

	/**
	 * Withdrawing is allowed after submission and until the filing is sent to the
	 * authority (domain.md R27).
	 */
	public boolean mayBeWithdrawn() {
		return WITHDRAWABLE.contains(this);
	}

	/** The steps that may follow this one. */
	public Set<FilingState> next() {
		Set<FilingState> next = switch (this) {
			case DRAFT -> EnumSet.of(PRELIM_PENDING, EXPIRED);
			case PRELIM_PENDING -> EnumSet.of(PRELIM_REVIEW);
			case RESUBMITTED -> EnumSet.of(PRELIM_REVIEW);
			case PRELIM_REVIEW -> EnumSet.of(PRELIM_RETURNED, NOT_ACCEPTED, PAYMENT_PENDING, FORWARD_PENDING,
					PRELIM_PENDING, RESUBMITTED);
			case PRELIM_RETURNED -> EnumSet.of(RESUBMITTED, FORWARD_PENDING, ACCESS_PENDING, EXPIRED);
			case PAYMENT_PENDING -> EnumSet.of(PAYMENT_CONFIRM, FORWARD_PENDING, EXPIRED);
			case PAYMENT_CONFIRM -> EnumSet.of(PAYMENT_PENDING, FORWARD_PENDING);
			case FORWARD_PENDING -> EnumSet.of(SMS_VERIFY, AUTHORITY_REVIEW, FORWARD_FAILED);
			case FORWARD_FAILED -> EnumSet.of(FORWARD_PENDING, PRELIM_RETURNED);
			case SMS_VERIFY -> EnumSet.of(AUTHORITY_REVIEW, FORWARD_PENDING, PRELIM_RETURNED);
			case AUTHORITY_REVIEW -> EnumSet.of(AUTHORITY_RETURNED, REFUSED, ACCESS_PENDING, FINAL_REVIEW, FILED);
			case AUTHORITY_RETURNED -> EnumSet.of(RESUBMITTED, AUTHORITY_REVIEW, EXPIRED);
			case ACCESS_PENDING -> EnumSet.of(FINAL_REVIEW, ACCESS_FAILED, FILED);
			case ACCESS_FAILED -> EnumSet.of(ACCESS_PENDING, PRELIM_RETURNED, FINAL_REVIEW, FILED);
			case FINAL_REVIEW -> EnumSet.of(FILED, ACCESS_PENDING, PRELIM_RETURNED, REFUSED);
			case FILED, REFUSED, NOT_ACCEPTED, WITHDRAWN, ABANDONED, EXPIRED -> EnumSet.noneOf(FilingState.class);
		};
		if (mayBeAbandoned()) {
			next.add(ABANDONED);
		}
		if (mayBeWithdrawn()) {
			next.add(WITHDRAWN);
		}
		return next;
	}

	private static final Set<FilingState> WITHDRAWABLE = EnumSet.of(PRELIM_PENDING, PRELIM_REVIEW, PRELIM_RETURNED,
			RESUBMITTED, PAYMENT_PENDING, PAYMENT_CONFIRM, FORWARD_PENDING, FORWARD_FAILED);

}
