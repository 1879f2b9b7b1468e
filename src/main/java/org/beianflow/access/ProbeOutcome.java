package org.beianflow.access;

import java.time.Instant;

/**
 * What follows from an attempt.
 *
 * @param next what happens next
 * @param nextProbeAt when to probe again if nobody asks before; only with
 * {@link Next#WAIT}, otherwise {@code null}
 */
public record ProbeOutcome(Next next, Instant nextProbeAt) {

	/** What happens next. */
	public enum Next {

		/** Everything is as filed. */
		PASSED,
		/** Only warnings remain that a person must decide on. */
		PERSON,
		/** Not yet; probe again later. */
		WAIT

	}

}
