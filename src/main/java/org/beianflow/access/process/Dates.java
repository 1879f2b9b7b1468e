package org.beianflow.access.process;

import java.time.Instant;
import java.util.Date;

/** Instants as the engine's timers read them. */
final class Dates {

	private Dates() {
	}

	/** Nothing for nothing. */
	static Date of(Instant instant) {
		return (instant != null) ? Date.from(instant) : null;
	}

}
