package org.beianflow.deadline;

import java.time.Instant;

/**
 * One rung of a limit's ladder, and what became of it.
 *
 * @param rung name of the rung within its kind, for example {@code T10-d15}; daily rungs
 * with their day
 * @param audience who is told; null for a rung the ladder no longer has
 * @param state what became of it
 * @param why for a suppressed rung, why; null for the others
 * @param plannedAt when it goes or was to go out; null while the clock stands
 * @param dueAt the due instant it speaks of; null while the clock stands
 * @param decidedAt when it was claimed or suppressed; null before
 * @param occurrence key of its notices; null for what was not claimed
 */
public record LedgerRung(String rung, Audience audience, State state, Why why, Instant plannedAt, Instant dueAt,
		Instant decidedAt, String occurrence) {

	/** What became of a rung, as far as the ladder knows; the notices know the rest. */
	public enum State {

		PLANNED, CLAIMED, SUPPRESSED

	}

	/** Why a rung did not go out. */
	public enum Why {

		/** Several were missed, and a later one spoke for it. */
		COLLAPSED,
		/** It was missed, and after the end it says nothing any more. */
		LAPSED,
		/** The limit was met or ended before. */
		ENDED,
		/** The clock stands. */
		STANDING;

		public String messageKey() {
			return "deadline.reminder.why." + name();
		}

	}

}
