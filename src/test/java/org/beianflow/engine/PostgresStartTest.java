package org.beianflow.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.beianflow.testing.Postgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parts.PartsApplication;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two nodes start at once on an empty PostgreSQL, and everything is there once. Each node
 * is a JVM of its own, as in operation: two starting in one JVM would also share what a
 * JVM has once, such as its logging.
 */
class PostgresStartTest {

	@TempDir
	Path folder;

	@Test
	void twoNodesStartTogetherOnAnEmptyDatabase() throws Exception {
		try (EmbeddedPostgres postgres = Postgres.start()) {
			List<Process> nodes = new ArrayList<>();
			try {
				for (int i = 0; i < 2; i++) {
					nodes.add(node(postgres.getJdbcUrl("postgres", "postgres"), this.folder.resolve("said" + i)));
				}
				for (int i = 0; i < 2; i++) {
					assertThat(nodes.get(i).waitFor(15, TimeUnit.MINUTES)).isTrue();
					assertThat(nodes.get(i).exitValue())
						.as(Files.readString(this.folder.resolve("said" + i), StandardCharsets.UTF_8))
						.isZero();
				}
			}
			finally {
				nodes.forEach(Process::destroyForcibly);
			}
			JdbcClient jdbc = JdbcClient.create(postgres.getPostgresDatabase());
			assertThat(one(jdbc, "select count(*) from act_re_deployment")).isEqualTo(1);
			assertThat(one(jdbc, "select count(*) from act_re_procdef where key_ = 'provider-review'")).isEqualTo(1);
			assertThat(one(jdbc, "select count(*) from pg_indexes where indexname = 'bf_idx_act_ru_job_due'"))
				.isEqualTo(1);
			assertThat(one(jdbc, "select count(*) from act_ru_filter")).isEqualTo(4);
			assertThat(one(jdbc, "select count(*) from act_id_tenant")).isEqualTo(31);
		}
	}

	private Process node(String url, Path said) throws IOException {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		// The test runner hides the classpath in a manifest.
		String classpath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		return new ProcessBuilder(java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classpath,
				Node.class.getName(), url, this.folder.toString())
			.redirectErrorStream(true)
			.redirectOutput(said.toFile())
			.start();
	}

	private static int one(JdbcClient jdbc, String sql) {
		return jdbc.sql(sql).query(Integer.class).single();
	}

	/** In a JVM of its own: a node that starts and, once it has started, stops. */
	static final class Node {

		private Node() {
		}

		public static void main(String[] arguments) {
			new SpringApplicationBuilder(PartsApplication.class).profiles("demo")
				.run("--server.port=0", "--server.address=127.0.0.1", "--spring.datasource.url=" + arguments[0],
						"--spring.datasource.username=postgres", "--spring.datasource.hikari.maximum-pool-size=6",
						"--beianflow.engine.models-dir=src/test/resources/parts",
						"--beianflow.privacy.demo-directory=" + Path.of(arguments[1], "keys"),
						"--beianflow.audit.seal-directory=" + Path.of(arguments[1], "anchors"))
				.close();
		}

	}

}
