package org.beianflow.audit;

/**
 * One sign of tampering, and where.
 *
 * @param kind what was done to the chain
 * @param from number of the first entry concerned
 * @param to number of the last entry concerned; the same as {@code from} for a single one
 */
public record AuditFinding(Kind kind, long from, long to) {

	/** What can be done to a chain. */
	public enum Kind {

		/** The content of an entry is not what was written. */
		EDITED,
		/** Entries between others are gone. */
		DELETED,
		/** Entries stand there that the chain never had. */
		INSERTED,
		/** Two entries changed places. */
		SWAPPED,
		/** The last entries are gone. */
		TAIL_CUT,
		/** The head is missing or names another entry than the last one. */
		HEAD_FORGED,
		/**
		 * The entries agree with each other but not with what was sealed: everything in
		 * this range may have been rewritten.
		 */
		REWRITTEN,
		/**
		 * A seal outside the database is missing or changed; the numbers are those of the
		 * seals.
		 */
		SEAL_BROKEN

	}

	/** The key of the sentence that says this to people; it takes from and to. */
	public String messageKey() {
		return "audit.finding." + this.kind.name();
	}

}
