package org.beianflow.fee;

import java.io.IOException;

import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.beianflow.testing.Postgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** The same on PostgreSQL, whose locks and failed transactions are its own. */
class FeesPostgresTest extends FeesTest {

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
	DataSource emptyTables() {
		DataSource dataSource = postgres.getPostgresDatabase();
		JdbcClient.create(dataSource).sql("drop schema public cascade; create schema public").update();
		new ResourceDatabasePopulator(new ClassPathResource("db/migration/V7__fee.sql"),
				new ClassPathResource("db/migration/V42__fee_line_english.sql"))
			.execute(dataSource);
		return dataSource;
	}

}
