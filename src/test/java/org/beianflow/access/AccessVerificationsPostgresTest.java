package org.beianflow.access;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.beianflow.testing.SmallDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import org.springframework.jdbc.core.simple.JdbcClient;

/** The same on PostgreSQL. */
class AccessVerificationsPostgresTest extends AccessVerificationsTest {

	private static final AtomicInteger DATABASES = new AtomicInteger();

	private static EmbeddedPostgres postgres;

	@BeforeAll
	static void startPostgres() throws IOException {
		postgres = EmbeddedPostgres.start();
	}

	@AfterAll
	static void stopPostgres() throws IOException {
		postgres.close();
	}

	@Override
	SmallDatabase database() {
		String name = "access" + DATABASES.incrementAndGet();
		JdbcClient.create(postgres.getPostgresDatabase()).sql("create database " + name).update();
		return new SmallDatabase(postgres.getJdbcUrl("postgres", name), "postgres", "postgres", 8);
	}

}
