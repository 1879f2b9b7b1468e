package org.beianflow.deadline;

import java.time.Instant;

/**
 * The batches of a change in force, each one transaction: what was moved stays moved, and
 * whoever comes next goes on where the last one stopped.
 */
public interface ClockMoves {

	/**
	 * Where the moving stands after a batch.
	 *
	 * @param left whether limits are left that were not looked at
	 * @param lateCheck whether everything is to be gone through once more, for limits
	 * that were being opened by the old calendar while it changed
	 * @param lateCheckAt when; never null
	 */
	record Progress(boolean left, boolean lateCheck, Instant lateCheckAt) {
	}

	/** Moves the next batch of limits with their timers, tasks and reminders. */
	Progress move(long change);

	/**
	 * Finds whom the next moves concern, or tells the next people.
	 * @return whether somebody is left to be found or told
	 */
	boolean tell(long change);

}
