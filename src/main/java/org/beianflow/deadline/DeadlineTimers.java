package org.beianflow.deadline;

import java.time.Instant;
import java.util.List;

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

	/**
	 * Many limits have moved at once.
	 * @param moves each limit with its new times
	 */
	default void moved(List<Move> moves) {
		moves.forEach((move) -> moved(move.filing(), move.kind(), move.dueAt(), move.nextReminderAt()));
	}

	/**
	 * One of many limits that have moved.
	 *
	 * @param filing the filing's reference
	 * @param kind which limit
	 * @param dueAt its new due instant
	 * @param nextReminderAt the next reminder
	 */
	record Move(String filing, DeadlineKind kind, Instant dueAt, Instant nextReminderAt) {
	}

}
