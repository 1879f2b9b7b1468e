package org.beianflow.access;

/** What a check, or a whole attempt, came to. The order is from best to worst. */
public enum Verdict {

	/** As filed. */
	PASS,
	/** Worth a look, and for some checks a decision, by a person. */
	WARN,
	/** Not as filed. */
	FAIL,
	/** Could not be found out: no answer, time-out. */
	ERROR;

	/** The worse of the two. */
	public Verdict and(Verdict other) {
		return (compareTo(other) >= 0) ? this : other;
	}

}
