package org.beianflow.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The audit trail as an auditor reads it: across all chains, newest first. What is found
 * here is what stands in the database; whether it stands there rightly says
 * {@link AuditTrail#verify}.
 */
public interface AuditLog {

	/**
	 * A place in what was found, to go on after.
	 *
	 * @param at when the entry was made
	 * @param chain its chain
	 * @param number its place in the chain
	 */
	record Place(Instant at, String chain, long number) {

		/** The place of an entry. */
		public static Place of(AuditEntry entry) {
			return new Place(entry.at(), entry.chain(), entry.number());
		}

	}

	/**
	 * The entries that fit, newest first.
	 * @param after only what comes after this place; null for the first page
	 */
	List<AuditEntry> find(AuditFilter filter, Place after, int limit);

	/**
	 * Hands over every entry that fits, newest first, without holding them all.
	 * @return how many they were
	 */
	long each(AuditFilter filter, Consumer<AuditEntry> reader);

	/** How many chains there are. */
	long chains();

	/** The last entry of a chain. */
	Optional<AuditEntry> head(String chain);

	/** All acts that were ever recorded, in alphabetical order. */
	List<String> acts();

}
