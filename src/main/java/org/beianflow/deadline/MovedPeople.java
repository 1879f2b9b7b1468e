package org.beianflow.deadline;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Knows who is concerned when limits move, and tells them. Implemented where filings and
 * their people are known.
 */
public interface MovedPeople {

	/**
	 * Whom these moves concern: whose turn it is and who waits for it.
	 * @return for each move, recipients as the notices name them
	 */
	Map<Long, Set<String>> concerned(List<Moved> moves);

	/**
	 * Tells one person of everything that moved, in one notice. May be called twice for
	 * the same person and change, after a crash; the second time nothing is sent.
	 * @param person a recipient that {@link #concerned} named
	 * @param change the change with its reason
	 * @param total how many of this person's dates moved
	 * @param moves the first of them
	 */
	void tell(String person, ClockChange change, int total, List<Moved> moves);

	/**
	 * A limit that a change has moved.
	 *
	 * @param id key of the move
	 * @param filing the filing's reference
	 * @param kind which limit
	 * @param province six digits
	 * @param dueBefore the end it had
	 * @param dueAfter the end it has
	 * @param provisional whether that is still provisional
	 */
	record Moved(long id, String filing, DeadlineKind kind, String province, Instant dueBefore, Instant dueAfter,
			boolean provisional) {
	}

}
