package org.beianflow.notice;

/**
 * What is kept of a try that brought no answer worth quoting; the texts are in the
 * message bundle under {@code notice.result.<word>}.
 */
public final class Results {

	/** No connection: name unknown, refused, or no answer to the attempt to connect. */
	public static final String NO_CONNECTION = "NO_CONNECTION";

	/** The connection broke, or the time was up, before the answer came. */
	public static final String NO_ANSWER = "NO_ANSWER";

	/** Whoever was sending it did not record a result. */
	public static final String NO_RECORD = "NO_RECORD";

	/** The address is none. */
	public static final String BAD_ADDRESS = "BAD_ADDRESS";

	/** The adapter failed in a way it did not foresee. */
	public static final String ERROR = "ERROR";

	private Results() {
	}

}
