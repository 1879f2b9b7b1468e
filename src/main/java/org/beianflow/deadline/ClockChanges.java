package org.beianflow.deadline;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.beianflow.audit.Actor;

/**
 * The door for changing what running clocks go by: a year of the official calendar, or a
 * length in the decision table. Proposed by one person, previewed, confirmed by a second;
 * then everything that waits moves in batches, each entry in the journal with the reason,
 * and each person concerned is told once.
 * <p>
 * Putting a former version back into force is the same operation. Doing the same again
 * moves nothing.
 */
public interface ClockChanges {

	/** All versions of all years, newest year and version first. */
	List<CalendarVersion> versions();

	/** One version. */
	Optional<CalendarVersion> version(long id);

	/**
	 * Reads a year from JSON, keeps it as a version and proposes to put it into force.
	 * @param json a year in the schema of {@code calendar/*.json} or in that of
	 * NateScarlet/holiday-cn
	 * @param source where the dates come from, if the file does not say or to say it
	 * better; may be empty
	 * @throws org.beianflow.check.Refusal INVALID with every entry that is wrong;
	 * CONFLICT if this very content is in force already or another proposal for the year
	 * is open
	 */
	ClockChange propose(String json, String source, CalendarVersion.Origin origin, Actor actor);

	/**
	 * Proposes to put a version back into force.
	 * @param reason why, told to everybody whose date moves
	 */
	ClockChange propose(long version, String reason, Actor actor);

	/**
	 * Proposes that running limits take the length that the decision table has now. Only
	 * limits of this kind and province that started on the day or later are covered.
	 * @throws org.beianflow.check.Refusal INVALID with everything that is missing
	 */
	ClockChange propose(DeadlineKind kind, String province, LocalDate effectiveFrom, String reason, Actor actor);

	/** The changes, newest first. */
	List<ClockChange> changes(int limit);

	/** One change. */
	Optional<ClockChange> find(long change);

	/**
	 * What a proposed change would move now.
	 * @param after where the page of lines begins: 0, or {@link ClockPreview#next()}
	 * @param limit how many lines
	 */
	ClockPreview preview(long change, long after, int limit);

	/** What a change has moved, by the key of the move. */
	List<ClockPreview.Line> moves(long change, long after, int limit);

	/**
	 * Puts a proposed change into force. What no person proposed, because it came with a
	 * release or from the start-up folder, is adopted by the first who confirms it: it
	 * then stands as proposed by that person and waits for the second.
	 * @param seenRevision revision of the calendar the person saw the preview of
	 * @throws org.beianflow.check.Refusal FORBIDDEN for the person who proposed it; STALE
	 * if the calendar has changed since the preview; CONFLICT if it is not proposed
	 */
	ClockChange confirm(long change, int seenRevision, Actor actor);

	/** Gives a proposed change up. */
	ClockChange discard(long change, Actor actor);

}
