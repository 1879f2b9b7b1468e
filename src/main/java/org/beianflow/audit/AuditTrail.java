package org.beianflow.audit;

import java.util.List;
import java.util.Map;

/**
 * Who did what and when: append-only, in one hash chain per filing.
 * <p>
 * A chain is named by the filing's reference ({@code F2026110000123}); acts without a
 * filing go to the chain of the person ({@code person:<id>}). Every entry carries the
 * SHA-256 of its content and of the entry before it, and the head of each chain is sealed
 * into a file outside the database, so that an edit, a deletion, an insertion, a swap or
 * a cut tail is found and located by {@link #verify(String)}.
 */
public interface AuditTrail {

	/**
	 * Appends an entry. Inside a transaction the entry is written when the transaction
	 * commits and vanishes when it rolls back: state and audit cannot part. Without a
	 * transaction it is written at once.
	 * @param chain the filing's reference, or {@code person:<id>}
	 * @param actor who acts
	 * @param act what was done, as a short stable word, for example
	 * {@code filing.submitted}
	 * @param facts particulars. Never names, identity numbers, phones, e-mail or
	 * addresses: the trail outlives the erasure of personal data.
	 * @throws IllegalStateException inside a read-only transaction, which could not keep
	 * the entry
	 */
	void record(String chain, Actor actor, String act, Map<String, String> facts);

	/** The committed entries of a chain, oldest first; empty if there is none. */
	List<AuditEntry> of(String chain);

	/** Checks a chain against itself, its head and what was sealed outside. */
	AuditVerification verify(String chain);

	/**
	 * Checks every chain that the database or the seals know.
	 * @return the chains that are not intact
	 */
	List<AuditVerification> verifyAll();

}
