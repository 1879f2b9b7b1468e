package org.beianflow.access;

/**
 * Port to the running process: tells it what an applicant did. A filing that does not
 * wait for it right now is left alone; what was done stands in the domain and the next
 * step reads it there.
 */
public interface AccessProcess {

	/** The applicant wants a probe now. */
	void probeRequested(String filing);

	/** The applicant starts another window. */
	void retryRequested(String filing);

	/** The applicant handed in evidence for a person to look at. */
	void evidenceSubmitted(String filing);

}
