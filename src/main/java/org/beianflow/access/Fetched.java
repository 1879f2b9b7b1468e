package org.beianflow.access;

import java.net.URI;
import java.util.List;

/**
 * What came back when a page was asked for.
 *
 * @param outcome how it went
 * @param place the last place asked, or the one that was not
 * @param status the HTTP status of the last answer, 0 if there was none
 * @param trail every step: what was asked, from which address, what it said
 * @param headers headers of the last answer
 * @param contentType its {@code Content-Type}, or {@code null}
 * @param body its body up to the limit; empty unless {@link Outcome#ANSWERED}
 * @param truncated whether there was more than the limit
 */
record Fetched(Outcome outcome, URI place, int status, List<String> trail, List<String> headers, String contentType,
		byte[] body, boolean truncated) {

	enum Outcome {

		/** An answer that is no redirect. */
		ANSWERED,
		/** Nobody took the connection, or it broke. */
		NO_CONNECTION,
		/** Not complete within the time limit. */
		TOO_SLOW,
		/** More redirects than allowed. */
		TOO_MANY_REDIRECTS,
		/** A redirect to a name that is not filed; not followed. */
		FOREIGN,
		/** A redirect to an address or port that may not be asked; not followed. */
		NOT_PERMITTED

	}

	boolean isPage() {
		return this.outcome == Outcome.ANSWERED && this.status == 200;
	}

}
