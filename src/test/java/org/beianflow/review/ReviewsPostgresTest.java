package org.beianflow.review;

import java.io.IOException;

import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.beianflow.testing.Postgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** The same on PostgreSQL. */
class ReviewsPostgresTest extends ReviewsTest {

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
		new ResourceDatabasePopulator(new ClassPathResource("db/migration/V11__review.sql")).execute(dataSource);
		return dataSource;
	}

}
