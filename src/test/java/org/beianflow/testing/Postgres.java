package org.beianflow.testing;

import java.io.IOException;
import java.time.Duration;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** A PostgreSQL of one's own on a free port; to be closed. */
public final class Postgres {

	/** The limit is only there to end a hang; ten seconds, as by default, are none. */
	private static final Duration PATIENCE = Duration.ofMinutes(3);

	private Postgres() {
	}

	public static EmbeddedPostgres start() throws IOException {
		return EmbeddedPostgres.builder().setPGStartupWait(PATIENCE).start();
	}

}
