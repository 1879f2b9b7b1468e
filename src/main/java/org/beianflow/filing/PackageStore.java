package org.beianflow.filing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Packages sent to the authority. Implemented in {@code filing.store}. */
public interface PackageStore {

	/**
	 * A package.
	 *
	 * @param number its number, unique
	 * @param reference case number
	 * @param round the round it holds
	 * @param attempt counts the packages of a filing from 1
	 * @param document the archive in the material store
	 * @param madeAt when (UTC)
	 * @param answer what the authority answered, null while open
	 */
	record AuthorityPackage(String number, String reference, int round, int attempt, String document, Instant madeAt,
			Answer answer) {

	}

	/**
	 * What the authority answered.
	 *
	 * @param accepted whether it took the package
	 * @param refusalCode code of domain.md §12 where it did not
	 * @param receiptNumber number of its receipt where it did
	 * @param at when (UTC)
	 */
	record Answer(boolean accepted, String refusalCode, String receiptNumber, Instant at) {

	}

	void add(AuthorityPackage made);

	/** Records the answer once; a later answer to the same package changes nothing. */
	void answer(String number, Answer answer);

	List<AuthorityPackage> of(FilingReference reference);

	default Optional<AuthorityPackage> open(FilingReference reference) {
		return of(reference).stream().filter((one) -> one.answer() == null).reduce((first, second) -> second);
	}

}
