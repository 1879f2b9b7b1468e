package org.beianflow.review;

import java.time.Instant;

/**
 * One call to the applicant (核验电话, T3).
 *
 * @param attempt which call, from 1
 * @param outcome whether somebody answered
 * @param counts whether it counts as one of the two tries: in office hours and long
 * enough after the one before
 * @param note what was said; null where nothing
 * @param caller id of the person
 * @param calledAt when
 */
public record CallAttempt(int attempt, Outcome outcome, boolean counts, String note, String caller, Instant calledAt) {

	/** Whether somebody answered. */
	public enum Outcome {

		/** 已接通. */
		REACHED,
		/** 未接通. */
		NOT_REACHED

	}

}
