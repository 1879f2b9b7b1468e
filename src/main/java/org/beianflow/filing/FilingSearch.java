package org.beianflow.filing;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Finds submitted filings for staff. Pages are asked for by the last row of the page
 * before, so that the thousandth is as fast as the first. Implemented in
 * {@code filing.store}.
 */
public interface FilingSearch {

	/** In which order. */
	enum Order {

		/** The newest case number first. */
		NEWEST,
		/** What has waited longest in its state first. */
		WAITING,
		/** What is due first, first; only filings whose clock runs. */
		DUE

	}

	/**
	 * Which filings. Empty sets and null mean: whatever it is.
	 *
	 * @param provinces six-digit codes
	 * @param states where they stand
	 * @param kinds what they are for
	 * @param name words of a unit's name, one of them of at least two characters
	 * @param domain a domain, in ASCII
	 * @param key a key from {@link #keys}
	 * @param number the filing number
	 * @param assignee staff member who has a task of it
	 * @param unassigned only those with a task nobody has taken
	 * @param submittedFrom last submitted at or after this
	 * @param submittedTo last submitted before this
	 * @param dueFrom due at or after this
	 * @param dueTo due before this
	 * @param returned returned for this reason; null for whatever happened
	 * @param returnedFrom and that at or after this
	 */
	record Criteria(Set<String> provinces, Set<FilingState> states, Set<FilingKind> kinds, String name, String domain,
			String key, String number, String assignee, boolean unassigned, Instant submittedFrom, Instant submittedTo,
			Instant dueFrom, Instant dueTo, String returned, Instant returnedFrom) {

		public Criteria {
			provinces = Set.copyOf(provinces);
			states = Set.copyOf(states);
			kinds = Set.copyOf(kinds);
		}

	}

	/**
	 * The last row of a page.
	 *
	 * @param reference its case number
	 * @param at what the order goes by; null for {@link Order#NEWEST}
	 */
	record After(String reference, Instant at) {

	}

	/**
	 * A filing found.
	 *
	 * @param summary what lists show
	 * @param submittedAt last submission (UTC)
	 * @param dueAt end of the clock that runs in its state; null where none does
	 */
	record Hit(FilingSummary summary, Instant submittedAt, Instant dueAt) {

	}

	/** A page of filings. */
	List<Hit> page(Criteria criteria, Order order, After after, int limit);

	/**
	 * Keys of a certificate number, a mobile number or the name of an individual: what
	 * the address of a page may carry instead of it.
	 */
	List<String> keys(String text);

}
