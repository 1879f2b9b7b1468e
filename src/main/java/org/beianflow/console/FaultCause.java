package org.beianflow.console;

import java.util.List;
import java.util.Locale;

/**
 * Why a step failed, as far as the program's own words tell; what they do not tell is an
 * error of the program. The order matters: the first that fits is taken.
 */
enum FaultCause {

	/** Somebody else did not answer in time. */
	TIME_OUT("timed out", "timeout", "time-out"),
	/** Somebody else could not be reached. */
	NOT_REACHED("connection refused", "connectexception", "unknownhost", "no route to host", "connection reset",
			"socketexception", "unreachable"),
	/** The store of the materials. */
	STORE("materialstore", "minio", "nosuchfile", "no space left", "ioexception", "accessdenied"),
	/** The database. */
	DATABASE("sqlexception", "jdbc", "dataaccess", "deadlock", "optimisticlocking", "could not obtain lock"),
	/** A diagram or decision table. */
	MODEL("expression", "unknown property", "no outgoing sequence flow", "decision", "dmn", "delegate"),
	/** The domain refused the step. */
	REFUSED("refusal"),
	/** Anything else. */
	PROGRAM;

	private final List<String> signs;

	FaultCause(String... signs) {
		this.signs = List.of(signs);
	}

	/** The cause behind what the program said. */
	static FaultCause of(String message) {
		String said = (message != null) ? message.toLowerCase(Locale.ROOT) : "";
		for (FaultCause cause : values()) {
			if (cause.signs.stream().anyMatch(said::contains)) {
				return cause;
			}
		}
		return PROGRAM;
	}

}
