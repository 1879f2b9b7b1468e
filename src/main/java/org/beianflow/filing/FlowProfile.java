package org.beianflow.filing;

/**
 * Which stages a filing passes (domain.md I4). Fixed for each filing when it is first
 * submitted: later changes of the setting touch only later filings.
 */
public enum FlowProfile {

	/**
	 * The road of the source articles: no code by SMS, access verification, number after
	 * final review.
	 */
	SEED(false, true, NumberIssuedAt.FINAL_REVIEW),
	/**
	 * The ministry's road: code by SMS, number with the authority's approval, access
	 * verified as a go-live check.
	 */
	MIIT(true, true, NumberIssuedAt.AUTHORITY_APPROVAL),
	/** Both: code by SMS, access verification within 24 hours, then final review. */
	DEFAULT(true, true, NumberIssuedAt.FINAL_REVIEW);

	/** After which decision the number is issued. */
	public enum NumberIssuedAt {

		AUTHORITY_APPROVAL, FINAL_REVIEW

	}

	private final boolean smsVerification;

	private final boolean accessVerification;

	private final NumberIssuedAt numberIssuedAt;

	FlowProfile(boolean smsVerification, boolean accessVerification, NumberIssuedAt numberIssuedAt) {
		this.smsVerification = smsVerification;
		this.accessVerification = accessVerification;
		this.numberIssuedAt = numberIssuedAt;
	}

	public boolean smsVerification() {
		return this.smsVerification;
	}

	public boolean accessVerification() {
		return this.accessVerification;
	}

	public NumberIssuedAt numberIssuedAt() {
		return this.numberIssuedAt;
	}

}
