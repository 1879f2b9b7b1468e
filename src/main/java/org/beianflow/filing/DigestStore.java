package org.beianflow.filing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;

/** Who was told of the work of which day. Implemented in {@code filing.store}. */
public interface DigestStore {

	/** Who is done with on a day. */
	Set<String> of(LocalDate day);

	/**
	 * Claims a person's digest of a day.
	 * @param sent whether there was anything to tell
	 * @throws org.springframework.dao.DuplicateKeyException if it was claimed before
	 */
	void claim(LocalDate day, String person, boolean sent, Instant at);

}
