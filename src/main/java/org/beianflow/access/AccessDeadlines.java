package org.beianflow.access;

import java.time.Instant;

/** The time limits of a verification, kept by the module that keeps them all. */
interface AccessDeadlines {

	/**
	 * Opens the window with this number: T13 for the first, T14 from the second.
	 * @return its end, exclusive
	 */
	Instant openWindow(String filing, String province, int number, Instant startedAt);

	/** When the next reminder in this window is due; its end where none is left. */
	Instant nextReminder(String filing, int number);

	void closeWindow(String filing, int number);

	/**
	 * Opens the time within which the applicant must start the next window (ruling 17).
	 */
	Instant openRestart(String filing, String province, Instant startedAt);

	void closeRestart(String filing);

	/** Opens the time within which a person shall decide on evidence. */
	Instant openManual(String filing, String province, Instant startedAt);

	void closeManual(String filing);

}
