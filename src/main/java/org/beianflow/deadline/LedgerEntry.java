package org.beianflow.deadline;

import java.time.Instant;

import org.beianflow.audit.Actor;

/**
 * One thing that happened to a limit after it started: the journal, oldest first.
 *
 * @param act what happened
 * @param at when; for {@link Act#RESTARTED} the new start
 * @param amount by how much it was extended, or the new length; null for the others
 * @param ground the legal ground or the reason, in words for people; null if none was
 * given
 * @param actorKind who did it
 * @param actorId its id in the words of the audit trail
 * @param dueBefore due instant before; null if the clock stood
 * @param dueAfter due instant after; null if the clock stands
 */
public record LedgerEntry(Act act, Instant at, Integer amount, String ground, Actor.Kind actorKind, String actorId,
		Instant dueBefore, Instant dueAfter) {

	/** What can happen to a limit. */
	public enum Act {

		/** The clock stopped. */
		SUSPENDED,
		/** The clock went on. */
		RESUMED,
		/** It was extended. */
		EXTENDED,
		/** It began afresh with its whole budget. */
		RESTARTED,
		/** The official calendar changed and the end with it. */
		RECALCULATED,
		/** The rule about its length changed. */
		LENGTH_CHANGED;

		public String messageKey() {
			return "deadline.act." + name();
		}

	}

}
