package org.beianflow.deadline;

import java.io.IOException;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.beianflow.testing.Postgres;
import org.beianflow.testing.SmallDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import org.springframework.jdbc.core.simple.JdbcClient;

/** The same on PostgreSQL, whose locks and failed transactions are its own. */
class DeadlinesPostgresTest extends DeadlinesTest {

	private static EmbeddedPostgres postgres;

	@BeforeAll
	static void startPostgres() throws IOException {
		postgres = Postgres.start();
	}

	@AfterAll
	static void stopPostgres() throws IOException {
		postgres.close();
	}

	@Override
	SmallDatabase emptyTables() {
		JdbcClient.create(postgres.getPostgresDatabase())
			.sql("drop schema public cascade; create schema public")
			.update();
		return new SmallDatabase(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "", 20);
	}

}
