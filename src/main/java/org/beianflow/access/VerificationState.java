package org.beianflow.access;

/** Where a verification stands. */
public enum VerificationState {

	/** Prepared; the first window has not been opened yet. */
	PREPARED,
	/** A window is open; probes run on schedule and on request. */
	OPEN,
	/** A person looks at evidence or at a warning. */
	MANUAL,
	/** The window ended without success; the applicant may start the next. */
	RETRY_WAITING,
	/** The site is where the filing says. */
	PASSED,
	/** No window left, or the applicant did not start the next in time. */
	FAILED;

	/** Whether nothing more will happen. */
	public boolean isFinal() {
		return this == PASSED || this == FAILED;
	}

}
