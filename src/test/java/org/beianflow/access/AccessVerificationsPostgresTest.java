package org.beianflow.access;

import java.io.IOException;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.beianflow.testing.Postgres;
import org.beianflow.testing.SmallDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The same on PostgreSQL. */
class AccessVerificationsPostgresTest extends AccessVerificationsTest {

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
	SmallDatabase database() {
		SmallDatabase database = new SmallDatabase(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "postgres",
				43);
		database.jdbc().sql("truncate table bf_access_verification cascade").update();
		return database;
	}

}
