package org.beianflow.deadline;

import java.time.Instant;

/**
 * A claimed rung: whoever holds it tells the audience, nobody else will.
 *
 * @param id key in the ledger of reminders
 * @param filing the filing's reference
 * @param kind which limit
 * @param rung which rung
 * @param dueAt the due instant it speaks of
 * @param collapsed how many earlier rungs were missed and went into this one
 */
public record Reminder(long id, String filing, DeadlineKind kind, Rung rung, Instant dueAt, int collapsed) {

	/** Unique key of this reminder for the notices: the same rung never has it twice. */
	public String occurrence() {
		return occurrence(this.id);
	}

	static String occurrence(long id) {
		return "reminder:" + id;
	}

}
