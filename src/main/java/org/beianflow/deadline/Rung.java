package org.beianflow.deadline;

/**
 * One step of a reminder ladder, as {@code reminder-ladder.dmn} has it.
 *
 * @param id name of the rung within its kind, for example {@code T10-d15}
 * @param basis what it is counted from
 * @param amount how many of the limit's units, or per cent
 * @param audience who is told
 * @param timing when it may go out
 */
public record Rung(String id, Basis basis, int amount, Audience audience, Timing timing) {

	/** What a rung is counted from. */
	public enum Basis {

		/** On the n-th counted day, or n hours after the start. */
		AFTER_START,
		/** When this per cent of the budget is used. */
		AT_PERCENT,
		/** n days before the last day (0: on the last day), or n hours before the end. */
		BEFORE_DUE,
		/** On every working day after the end, until somebody acts. */
		DAILY_AFTER_DUE

	}

	/** When a rung may go out. */
	public enum Timing {

		/** To the minute, also at night. */
		EXACT,
		/** Not in the quiet hours; it waits for the morning. */
		NOT_AT_NIGHT,
		/** Only in office hours of working days. */
		IN_OFFICE_HOURS

	}

}
