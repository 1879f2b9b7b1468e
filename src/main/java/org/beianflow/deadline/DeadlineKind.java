package org.beianflow.deadline;

import java.util.Locale;

import static org.beianflow.deadline.DeadlineUnit.CALENDAR_DAYS;
import static org.beianflow.deadline.DeadlineUnit.HOURS;
import static org.beianflow.deadline.DeadlineUnit.OFFICE_HOURS;
import static org.beianflow.deadline.DeadlineUnit.WORKING_DAYS;

/**
 * The time limits of a filing (domain.md §10).
 * <p>
 * The law lives here with its article; how long a limit is, per province, stands in
 * {@code deadline-length.dmn}, and whom it reminds and when in
 * {@code reminder-ladder.dmn}. T11 is no limit of its own: it is the one extension of
 * {@link #AUTHORITY_REVIEW}, see {@link #longestExtension()}.
 */
public enum DeadlineKind {

	/** From the last edit of a draft until it is dropped. */
	DRAFT_IDLE("T1", CALENDAR_DAYS, Turn.APPLICANT, false),
	/** From submission to the provider's verdict. */
	PROVIDER_REVIEW("T2", WORKING_DAYS, Turn.PROVIDER, false),
	/** From a call nobody answered to the second attempt. */
	PHONE_CHECK_RETRY("T3", OFFICE_HOURS, Turn.PROVIDER, false),
	/** From the notice of return to the corrected submission. */
	SUPPLEMENT("T4", CALENDAR_DAYS, Turn.APPLICANT, false),
	/** From the fee notice to payment. */
	FEE_PAYMENT("T5", CALENDAR_DAYS, Turn.APPLICANT, false),
	/** From a declared bank transfer to its match. */
	TRANSFER_RECONCILIATION("T6", WORKING_DAYS, Turn.FINANCE, false),
	/** From passing, or payment, to sending to the authority. */
	SENDING_TO_AUTHORITY("T7", WORKING_DAYS, Turn.PROVIDER, false),
	/** From the code being sent to the persons entering it. */
	SMS_VERIFICATION("T8", HOURS, Turn.APPLICANT, true),
	/**
	 * From receipt by the authority to telling the applicant, at once and completely,
	 * what is missing (行政许可法 art. 32(4)); a missed limit counts as acceptance.
	 */
	COMPLETENESS_NOTICE("T9", WORKING_DAYS, Turn.AUTHORITY, true),
	/**
	 * From receipt by the authority to its decision (33号令 art. 12). Its end never
	 * approves anything.
	 */
	AUTHORITY_REVIEW("T10", WORKING_DAYS, Turn.AUTHORITY, true),
	/** From the decision to its delivery (行政许可法 art. 44). */
	DECISION_DELIVERY("T12", WORKING_DAYS, Turn.AUTHORITY, true),
	/** From the approval notice to resolved name and reachable site. */
	ACCESS_VERIFICATION("T13", HOURS, Turn.APPLICANT, false),
	/** A further window for the same after a failed one. */
	ACCESS_RETRY("T14", HOURS, Turn.APPLICANT, false),
	/** From a failed window to the applicant starting the next (ruling 17). */
	ACCESS_RESTART("T14a", CALENDAR_DAYS, Turn.APPLICANT, false),
	/** From evidence in place of a probe to the case worker's word on it (T14). */
	EVIDENCE_REVIEW("T14b", WORKING_DAYS, Turn.PROVIDER, false),
	/** From verified access to the final verdict. */
	FINAL_REVIEW("T15", WORKING_DAYS, Turn.AUTHORITY, false),
	/** From the number being issued to its publication and the vendor's notice. */
	PUBLICATION("T16", HOURS, Turn.SYSTEM, false),
	/** From the number being issued to its display on the site (33号令 art. 13). */
	NUMBER_DISPLAY("T17", CALENDAR_DAYS, Turn.APPLICANT, true),
	/** From the site opening to its filing with the police (公安联网备案). */
	POLICE_FILING("T18", CALENDAR_DAYS, Turn.APPLICANT, true),
	/** From the demand to show the number to its being shown (T21 of domain.md §10). */
	RECTIFICATION("T21", WORKING_DAYS, Turn.APPLICANT, false);

	private final String id;

	private final DeadlineUnit unit;

	private final Turn turn;

	private final boolean statutory;

	DeadlineKind(String id, DeadlineUnit unit, Turn turn, boolean statutory) {
		this.id = id;
		this.unit = unit;
		this.turn = turn;
		this.statutory = statutory;
	}

	/** The id in domain.md §10; T14a and T14b are waits within its T14. */
	public String id() {
		return this.id;
	}

	/**
	 * What it is counted in, by law or agreement; the length is data, the unit is not.
	 */
	public DeadlineUnit unit() {
		return this.unit;
	}

	/** Whose turn it is while it runs. */
	public Turn turn() {
		return this.turn;
	}

	/** Whether law or ministry sets it; the others are agreed or proposed. */
	public boolean statutory() {
		return this.statutory;
	}

	/**
	 * By how much it may be extended, once, in its own unit; 0 if it may not.
	 * {@link #AUTHORITY_REVIEW}: 10 working days with the head's approval and reasons to
	 * the applicant (行政许可法 art. 42; T11). {@link #ACCESS_VERIFICATION}: 24 hours on
	 * request (domain.md 8.2-10).
	 */
	public int longestExtension() {
		return switch (this) {
			case AUTHORITY_REVIEW -> 10;
			case ACCESS_VERIFICATION -> 24;
			default -> 0;
		};
	}

	/**
	 * Whether the clock may stop while the applicant supplements (行政许可法 art. 32(4),
	 * ruling 19).
	 */
	public boolean suspendable() {
		return this == AUTHORITY_REVIEW || this == PROVIDER_REVIEW;
	}

	/** Name of the process variable with its due date: {@code authorityReviewDueAt}. */
	public String dueVariable() {
		return camelCase() + "DueAt";
	}

	/** What it is called. */
	public String messageKey() {
		return "deadline.kind." + name();
	}

	/** On what ground it runs: law with article, or agreement. */
	public String basisKey() {
		return "deadline.basis." + name();
	}

	/** What happens when it ends unmet. */
	public String expiryKey() {
		return "deadline.expiry." + name();
	}

	private String camelCase() {
		StringBuilder result = new StringBuilder();
		for (String word : name().split("_")) {
			result.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
		}
		result.setCharAt(0, Character.toLowerCase(result.charAt(0)));
		return result.toString();
	}

}
