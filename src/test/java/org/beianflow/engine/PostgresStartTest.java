package org.beianflow.engine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.Test;
import parts.PartsApplication;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** Two nodes start at once on an empty PostgreSQL, and everything is there once. */
class PostgresStartTest {

	@Test
	void twoNodesStartTogetherOnAnEmptyDatabase() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(2);
		try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
			String url = postgres.getJdbcUrl("postgres", "postgres");
			List<Future<ConfigurableApplicationContext>> nodes = threads.invokeAll(List.of(node(url), node(url)));
			try {
				for (Future<ConfigurableApplicationContext> node : nodes) {
					RepositoryService repository = node.get(1, TimeUnit.MINUTES).getBean(RepositoryService.class);
					assertThat(repository.createDeploymentQuery().count()).isEqualTo(1);
					assertThat(
							repository.createProcessDefinitionQuery().processDefinitionKey("provider-review").count())
						.isEqualTo(1);
				}
				assertThat(one(postgres, "select count(*) from pg_indexes where indexname = 'bf_idx_act_ru_job_due'"))
					.isEqualTo(1);
				assertThat(one(postgres, "select count(*) from act_ru_filter")).isEqualTo(4);
				assertThat(one(postgres, "select count(*) from act_id_tenant")).isEqualTo(31);
			}
			finally {
				for (Future<ConfigurableApplicationContext> node : nodes) {
					closed(node);
				}
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	private static void closed(Future<ConfigurableApplicationContext> node) throws InterruptedException {
		try {
			node.get().close();
		}
		catch (ExecutionException ex) {
			// This one did not start; the assertions above have said so.
			assertThat(node).isDone();
		}
	}

	private static Callable<ConfigurableApplicationContext> node(String url) {
		return () -> new SpringApplicationBuilder(PartsApplication.class).profiles("demo")
			.run("--server.port=0", "--server.address=127.0.0.1", "--spring.datasource.url=" + url,
					"--spring.datasource.username=postgres", "--spring.datasource.hikari.maximum-pool-size=6",
					"--camunda.bpm.generate-unique-process-engine-name=true",
					"--beianflow.engine.models-dir=src/test/resources/parts",
					"--beianflow.privacy.demo-directory=target/parts/keys",
					"--beianflow.audit.seal-directory=target/parts/anchors-postgres");
	}

	private static long one(EmbeddedPostgres postgres, String sql) throws Exception {
		try (Connection connection = postgres.getPostgresDatabase().getConnection();
				Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery(sql)) {
			result.next();
			return result.getLong(1);
		}
	}

}
