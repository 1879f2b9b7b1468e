package org.beianflow.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.beianflow.Beianflow;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.management.Metrics;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Many timers that fall due at the same moment, on PostgreSQL: how many of them a second
 * leave their wait. The whole application, with its listeners, its history and its
 * settings, against a bare engine as it is delivered, in turns in the same run, on the
 * same small process: a timer between start and end.
 */
final class Firing {

	private static final int RUNS = 3;

	private static final String MODEL = """
			<?xml version="1.0" encoding="UTF-8"?>
			<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
				xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="bench">
			<process id="bench-firing" isExecutable="true" camunda:historyTimeToLive="P1D">
				<startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="timer"/>
				<intermediateCatchEvent id="timer"><timerEventDefinition>
					<timeDate>${dueAt}</timeDate></timerEventDefinition></intermediateCatchEvent>
				<sequenceFlow id="f2" sourceRef="timer" targetRef="end"/><endEvent id="end"/>
			</process></definitions>""";

	private Firing() {
	}

	static void main(String[] args) throws Exception {
		int timers = (args.length > 0) ? Integer.parseInt(args[0]) : 20_000;
		int runs = (args.length > 1) ? Integer.parseInt(args[1]) : RUNS;
		List<Double> bare = new ArrayList<>();
		List<Double> ours = new ArrayList<>();
		for (int run = 1; run <= runs; run++) {
			try (EmbeddedPostgres postgres = BenchPostgres.start()) {
				bare.add(bare(timers, postgres.getJdbcUrl("postgres", "postgres")));
			}
			try (EmbeddedPostgres postgres = BenchPostgres.start()) {
				ours.add(ours(timers, postgres.getJdbcUrl("postgres", "postgres")));
			}
		}
		System.out.printf(Locale.ROOT,
				"medians of %d runs: bare engine %.0f timers/s, Beianflow %.0f timers/s, ratio %.2f%n", runs,
				median(bare), median(ours), median(ours) / median(bare));
	}

	private static double bare(int timers, String url) throws InterruptedException {
		try (HikariDataSource pool = new HikariDataSource()) {
			pool.setJdbcUrl(url);
			pool.setUsername("postgres");
			pool.setMaximumPoolSize(24);
			ProcessEngineConfigurationImpl configuration = new StandaloneProcessEngineConfiguration();
			configuration.setDataSource(pool);
			configuration.setDatabaseSchemaUpdate("true");
			configuration.setJobExecutorActivate(false);
			ProcessEngine engine = configuration.buildProcessEngine();
			try {
				return measure("bare engine", timers, engine);
			}
			finally {
				engine.close();
			}
		}
	}

	private static double ours(int timers, String url) throws InterruptedException {
		Path target = Path.of(System.getProperty("beianflow.bench.target"), "firing");
		SpringApplication application = new SpringApplication(Beianflow.class);
		application.setAdditionalProfiles("demo");
		try (ConfigurableApplicationContext context = application.run("--spring.datasource.url=" + url,
				"--spring.datasource.username=postgres", "--server.port=0", "--server.address=127.0.0.1",
				"--beianflow.demo.filings=false", "--beianflow.privacy.demo-directory=" + target.resolve("keys"),
				"--beianflow.material.disk.directory=" + target.resolve("materials"),
				"--beianflow.audit.seal-directory=" + target.resolve("seals-" + System.nanoTime()))) {
			return measure("Beianflow", timers, context.getBean(ProcessEngine.class));
		}
	}

	private static double measure(String name, int timers, ProcessEngine engine) throws InterruptedException {
		JobExecutor executor = ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
			.getJobExecutor();
		executor.shutdown();
		engine.getRepositoryService().createDeployment().addString("bench-firing.bpmn", MODEL).deploy();
		Date due = Date.from(Instant.parse("2020-01-01T00:00:00Z"));
		ExecutorService workers = Executors.newFixedThreadPool(4);
		IntStream.range(0, timers)
			.forEach((number) -> workers.submit(() -> engine.getRuntimeService()
				.startProcessInstanceByKey("bench-firing", "B" + number, Map.of("dueAt", due))));
		workers.shutdown();
		if (!workers.awaitTermination(1, TimeUnit.HOURS) || left(engine) != timers) {
			throw new IllegalStateException("the data were not made: " + left(engine));
		}
		JdbcClient jdbc = JdbcClient.create(engine.getProcessEngineConfiguration().getDataSource());
		// Timers are days old when they fire, and the database has long counted them.
		jdbc.sql("analyze").update();
		long start = System.nanoTime();
		executor.start();
		// The engine's own count sorts all that is left, and would be most of what is
		// measured.
		while (jdbc.sql("select exists (select 1 from ACT_RU_JOB where PROCESS_DEF_KEY_ = 'bench-firing')")
			.query(Boolean.class)
			.single()) {
			LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
		}
		double seconds = (System.nanoTime() - start) / 1e9;
		executor.shutdown();
		long failed = count(engine, Metrics.JOB_ACQUIRED_FAILURE);
		long acquired = failed + count(engine, Metrics.JOB_ACQUIRED_SUCCESS);
		System.out.printf(Locale.ROOT, "%-12s %d timers in %.1f s: %.0f a second, %.1f %% of the locks failed%n", name,
				timers, seconds, timers / seconds, 100.0 * failed / Math.max(1, acquired));
		return timers / seconds;
	}

	private static long left(ProcessEngine engine) {
		return engine.getManagementService().createJobQuery().processDefinitionKey("bench-firing").count();
	}

	private static long count(ProcessEngine engine, String metric) {
		engine.getManagementService().reportDbMetricsNow();
		return engine.getManagementService().createMetricsQuery().name(metric).sum();
	}

	private static double median(List<Double> values) {
		return values.stream().sorted().toList().get(values.size() / 2);
	}

}
