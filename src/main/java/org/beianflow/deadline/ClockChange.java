package org.beianflow.deadline;

import java.time.Instant;
import java.time.LocalDate;

import org.beianflow.audit.Actor;

/**
 * A change that moves running clocks. Somebody proposes it, everybody can see before what
 * it would move, and a second person puts it into force.
 *
 * @param id key in the database
 * @param kind what changes
 * @param version for a calendar: the version that comes into force; null for a length
 * @param former for a calendar: what it takes the place of; null if nothing was known of
 * the year
 * @param length for a length: which one; null for a calendar
 * @param reason its source, told to everybody whose date moves
 * @param state how far it is
 * @param baseRevision revision of the calendar from which the preview is made
 * @param revision revision of the calendar with it; 0 before it is in force
 * @param proposedBy who proposed it
 * @param proposedAt when
 * @param decidedBy the second person, who confirmed or discarded it; null before
 * @param decidedAt when; null before
 * @param moved how many limits it has moved so far
 * @param finishedAt when everything had moved; null before
 */
public record ClockChange(long id, Kind kind, CalendarVersion version, CalendarVersion former, Length length,
		String reason, State state, int baseRevision, int revision, Actor proposedBy, Instant proposedAt,
		String decidedBy, Instant decidedAt, int moved, Instant finishedAt) {

	/** What changes. */
	public enum Kind {

		/** A year of the official calendar. */
		CALENDAR,
		/** A length in the decision table. */
		LENGTH

	}

	/** How far it is. */
	public enum State {

		/** It waits for the second person. */
		PROPOSED,
		/** In force; running limits are being moved. */
		RUNNING,
		/** In force, and everything has moved. */
		DONE,
		/** Given up. */
		DISCARDED;

		public String messageKey() {
			return "deadline.change.state." + name();
		}

	}

	/**
	 * A length that changed.
	 *
	 * @param kind of which limits
	 * @param province in which province, six digits
	 * @param amount how long they are now, in the unit of the kind
	 * @param effectiveFrom only limits whose start day is this day or later
	 */
	public record Length(DeadlineKind kind, String province, int amount, LocalDate effectiveFrom) {
	}

}
