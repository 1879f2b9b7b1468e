package org.beianflow.deadline;

import java.time.Instant;

/**
 * Moves what waits for a limit: timers and due dates of tasks. Implemented where the
 * processes live; called inside the transaction that moved the limit.
 */
public interface DeadlineTimers {

	/**
	 * A limit has moved.
	 * @param filing the filing's reference
	 * @param kind which limit
	 * @param dueAt its new due instant; {@link Deadlines#PARKED} while the clock stands
	 * @param nextReminderAt the next reminder; never null, see
	 * {@link Deadlines#nextReminderAt(String, DeadlineKind)}
	 */
	void moved(String filing, DeadlineKind kind, Instant dueAt, Instant nextReminderAt);

}
