package org.beianflow.filing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was submitted in each round, immutable until the time it may be kept has passed.
 * Implemented in {@code filing.store}.
 */
public interface FilingRounds {

	/**
	 * A round.
	 *
	 * @param number 1 for the first submission
	 * @param submittedAt when (UTC)
	 * @param formSha256 SHA-256 of the submitted form's JSON, hex
	 * @param sealedAt when its documents were put into the store; null until then
	 * @param formDocument the form as JSON, id in the material store
	 * @param pdfDocument the application form 备案申请表, id in the material store
	 * @param listDocument the list of materials with their hashes, id in the material
	 * store
	 */
	record Round(int number, Instant submittedAt, String formSha256, Instant sealedAt, String formDocument,
			String pdfDocument, String listDocument) {

	}

	/** Records what was submitted; once for each round. */
	void add(FilingReference reference, int number, String formJson, Instant submittedAt);

	/** Records the sealed documents of a round; later calls change nothing. */
	void seal(FilingReference reference, int number, String formDocument, String pdfDocument, String listDocument,
			Instant sealedAt);

	List<Round> of(FilingReference reference);

	Optional<Round> find(FilingReference reference, int number);

	/** The form submitted in a round, as JSON. */
	Optional<String> form(FilingReference reference, int number);

	/**
	 * Empties the forms of all rounds, whose documents are gone as well. When each was
	 * submitted, and the hash of what was, stays.
	 */
	void erase(FilingReference reference);

}
