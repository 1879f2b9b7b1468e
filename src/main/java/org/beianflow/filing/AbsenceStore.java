package org.beianflow.filing;

import java.time.Instant;
import java.util.List;

/** Absences of staff. Implemented in {@code filing.store}. */
public interface AbsenceStore {

	/** Keeps a new absence and gives its id. */
	long add(Absence absence);

	/** All that are planned or under way, by their first day. */
	List<Absence> open();

	/** Absences of a person, or with a person as cover, that are not ended. */
	List<Absence> openOf(String person);

	void moved(long id, Instant at);

	/**
	 * Ends one.
	 * @param by who did; null when it ended by itself
	 * @return whether it was not ended before
	 */
	boolean end(long id, String by, Instant at);

}
