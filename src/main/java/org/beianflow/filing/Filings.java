package org.beianflow.filing;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.beianflow.check.Refusal;
import org.beianflow.subject.PersonInCharge;

/** Where filings are kept. Implemented in {@code filing.store}. */
public interface Filings {

	/**
	 * The next case number of the month of this instant (Shanghai). Numbers may be
	 * skipped, never given twice.
	 */
	FilingReference nextReference(Instant at);

	void add(Filing filing);

	/** The filing, for reading. */
	Optional<Filing> find(FilingReference reference);

	/**
	 * The filing for a change, locked until the transaction ends.
	 * @throws Refusal NOT_FOUND
	 */
	Filing load(FilingReference reference);

	/**
	 * Stores what changed and appends the new steps.
	 * @throws Refusal STALE if it was changed since it was loaded; CONFLICT if it was to
	 * become a running filing and its subject has another one
	 */
	void save(Filing filing);

	List<Filing.Step> history(FilingReference reference);

	/** The filings of an applicant, newest first. */
	List<FilingSummary> ofApplicant(String applicantId);

	/** Short forms of these filings. */
	List<FilingSummary> summaries(Collection<String> references);

	/**
	 * References of running filings, other than this one, that name one of these domains.
	 */
	List<String> runningWithDomain(FilingReference except, List<String> asciiDomains);

	/** Blind index of the subject's certificate; the key of its number. */
	String subjectKey(FilingReference reference);

	/**
	 * Whether somebody else, in charge of another subject's filing that runs or has its
	 * number, has this person's mobile.
	 */
	boolean mobileOfAnother(FilingReference reference, PersonInCharge person);

	void recordNumber(FilingReference reference, String filingNumber);

	/**
	 * Filings that ended without a number and whose content is still there, by reference.
	 * @param lapsedBefore those that expired, or were given up as drafts, and ended by
	 * then
	 * @param endedBefore those that ended any other way by then
	 * @param after only those with a greater reference; empty for the first
	 */
	List<FilingReference> ended(Instant lapsedBefore, Instant endedBefore, String after, int limit);

	/** Notes that the content of a filing was erased. */
	void erased(FilingReference reference, Instant at);

	/** Deletes a draft that was never submitted, with all it holds. */
	void deleteDraft(FilingReference reference);

}
