package org.beianflow.deadline;

/**
 * One line of the account of a limit in days.
 *
 * @param day the day
 * @param effect what it does to the limit
 * @param counted which day of the budget it is, from 1; 0 if it is not counted
 */
public record ExplainedDay(CalendarDay day, Effect effect, int counted) {

	/** What a day does to a limit. */
	public enum Effect {

		/** The day it starts, which does not count. */
		START,
		/** Counts. */
		COUNTED,
		/** Does not count: a day off. */
		NOT_COUNTED,
		/** Does not count: the clock stood. */
		SUSPENDED,
		/** The budget is used up, but the end moves past a day off. */
		ROLLED;

		/**
		 * What it is called; the text of {@link #COUNTED} takes the number of the day.
		 */
		public String messageKey() {
			return "deadline.effect." + name();
		}

	}

}
