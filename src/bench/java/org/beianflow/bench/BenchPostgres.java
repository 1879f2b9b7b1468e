package org.beianflow.bench;

import java.io.IOException;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * The database of the measurements: PostgreSQL at its own settings. The embedded one
 * would tell a commit as done before it is on the disk, which no operator does.
 */
public final class BenchPostgres {

	private BenchPostgres() {
	}

	public static EmbeddedPostgres start() throws IOException {
		return EmbeddedPostgres.builder().setServerConfig("synchronous_commit", "on").start();
	}

}
