package whole;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.beianflow.testing.Postgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The whole run on PostgreSQL, with a restart in three wait states. */
class WholeRunOnPostgresIT extends WholeRun {

	private static EmbeddedPostgres postgres;

	@BeforeAll
	static void startDatabase() throws IOException {
		postgres = Postgres.start();
	}

	@AfterAll
	static void stopDatabase() throws IOException {
		postgres.close();
	}

	@Override
	List<String> database() {
		return List.of("spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
				"spring.datasource.username=postgres", "spring.datasource.password=postgres");
	}

	@Override
	DataSource afterwards() {
		return postgres.getPostgresDatabase();
	}

	@Override
	Predicate<String> restartsAt() {
		return Set.of("fee", "authority review", "publication")::contains;
	}

	@Override
	boolean paidByTransfer() {
		return false;
	}

}
