package org.beianflow.deadline;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a change would move if it came into force now. Nothing is moved by looking.
 *
 * @param open how many limits are open
 * @param standing how many of these stand still; they have no end to move
 * @param moved how many ends would move
 * @param later how many of these to a later day
 * @param earlier how many to an earlier day
 * @param becomeOverdue how many would be past their end at once
 * @param ceaseOverdue how many that are overdue would no longer be
 * @param settled how many keep their end but are no longer provisional
 * @param met how many limits that were met or ended keep the end they had, though they
 * touch days that change
 * @param byKind how many ends would move, by kind
 * @param lines the first or next moves, by filing
 * @param next where the next page of lines begins; 0 if this is the last
 */
public record ClockPreview(int open, int standing, int moved, int later, int earlier, int becomeOverdue,
		int ceaseOverdue, int settled, int met, Map<DeadlineKind, Integer> byKind, List<Line> lines, long next) {

	/**
	 * One end that would move, or has moved.
	 *
	 * @param id key of the limit
	 * @param filing the filing's reference
	 * @param kind which limit
	 * @param province six digits
	 * @param from its end now, exclusive
	 * @param to its end then, exclusive
	 * @param days by how many calendar days it moves; negative for earlier
	 * @param effect what that means
	 */
	public record Line(long id, String filing, DeadlineKind kind, String province, Instant from, Instant to, int days,
			Effect effect) {
	}

	/** What a move means for the limit. */
	public enum Effect {

		LATER, EARLIER, BECOMES_OVERDUE, CEASES_OVERDUE;

		public String messageKey() {
			return "deadline.move." + name();
		}

	}

}
