package org.beianflow.filing.process;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.beianflow.bench.BenchPostgres;
import org.beianflow.deadline.BenchClocks;
import org.beianflow.deadline.ClockChange;
import org.beianflow.deadline.ClockMoves;
import org.beianflow.deadline.ClockPreview;
import org.beianflow.deadline.Deadline;
import org.beianflow.deadline.DeadlineKind;
import org.beianflow.filing.StaffTasksStore;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineServices;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.flywaydb.core.Flyway;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A change of the calendar under many running authority reviews on PostgreSQL: preview
 * and recompute, against the plain loop that sets the due date of each timer job by the
 * engine's {@code setJobDuedate}, in the same run on the same data.
 * <p>
 * Each review has a task, a timer for its end and one for its next reminder. The
 * recompute moves both timers and the task's due date, and writes limit, journal and list
 * of moves; the loop moves the timers and nothing else. What is possible at all by the
 * engine's public means is measured too: the calls of the loop, many in one command.
 */
public final class ClockChangeMeasurement {

	private static final String WAIT = """
			<?xml version="1.0" encoding="UTF-8"?>
			<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
				xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="bench">
			<process id="bench-review" isExecutable="true" camunda:historyTimeToLive="P1D">
				<startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="scope"/>
				<subProcess id="scope">
					<startEvent id="inner"/><sequenceFlow id="f2" sourceRef="inner" targetRef="task"/>
					<userTask id="task" camunda:dueDate="${authorityReviewDueAt}" camunda:candidateGroups="reviewer"/>
					<sequenceFlow id="f3" sourceRef="task" targetRef="done"/><endEvent id="done"/>
					<subProcess id="ladder" triggeredByEvent="true">
						<startEvent id="timer_authorityReviewReminder" isInterrupting="false"><timerEventDefinition>
							<timeDate>${authorityReviewReminderDueAt}</timeDate></timerEventDefinition></startEvent>
						<sequenceFlow id="f4" sourceRef="timer_authorityReviewReminder" targetRef="told"/>
						<endEvent id="told"/>
					</subProcess>
				</subProcess>
				<boundaryEvent id="timer_authorityReview" attachedToRef="scope" cancelActivity="false">
					<timerEventDefinition><timeDate>${authorityReviewDueAt}</timeDate></timerEventDefinition>
				</boundaryEvent>
				<sequenceFlow id="f5" sourceRef="timer_authorityReview" targetRef="over"/><endEvent id="over"/>
				<sequenceFlow id="f6" sourceRef="scope" targetRef="end"/><endEvent id="end"/>
			</process>
			<process id="clock-change" isExecutable="true" camunda:historyTimeToLive="P1D">
				<startEvent id="s"/><sequenceFlow id="g1" sourceRef="s" targetRef="move"/>
				<serviceTask id="move" camunda:asyncBefore="true" camunda:delegateExpression="${moveClocks}"/>
				<sequenceFlow id="g2" sourceRef="move" targetRef="left"/><exclusiveGateway id="left"/>
				<sequenceFlow id="g3" sourceRef="left" targetRef="move"><conditionExpression>${clocksLeft}</conditionExpression>
				</sequenceFlow>
				<sequenceFlow id="g4" sourceRef="left" targetRef="e"><conditionExpression>${!clocksLeft}</conditionExpression>
				</sequenceFlow>
				<endEvent id="e"/>
			</process>
			<process id="bench-timers" isExecutable="true" camunda:historyTimeToLive="P1D">
				<startEvent id="t"/><sequenceFlow id="h1" sourceRef="t" targetRef="together"/>
				<serviceTask id="together" camunda:asyncBefore="true" camunda:delegateExpression="${moveTimers}"/>
				<sequenceFlow id="h2" sourceRef="together" targetRef="u"/><endEvent id="u"/>
			</process></definitions>""";

	private static final DeadlineKind REVIEW = DeadlineKind.AUTHORITY_REVIEW;

	private static final int LOOP_SAMPLE = 5000;

	private static final int TOGETHER = 1000;

	private ClockChangeMeasurement() {
	}

	public static void main(String[] args) throws Exception {
		int reviews = (args.length > 0) ? Integer.parseInt(args[0]) : 100_000;
		try (EmbeddedPostgres postgres = BenchPostgres.start(); HikariDataSource pool = new HikariDataSource()) {
			pool.setJdbcUrl(postgres.getJdbcUrl("postgres", "postgres"));
			pool.setUsername("postgres");
			pool.setMaximumPoolSize(6);
			measure(reviews, pool);
		}
	}

	private static void measure(int reviews, HikariDataSource pool) throws Exception {
		Flyway.configure().dataSource(pool).locations("classpath:db/migration").load().migrate();
		JdbcTransactionManager transactions = new JdbcTransactionManager(pool);
		Late clock = new Late();
		BenchClocks[] clocks = new BenchClocks[1];
		String[] moving = new String[1];
		ClockMoves.Progress[] last = new ClockMoves.Progress[1];
		JavaDelegate move = (execution) -> {
			last[0] = clocks[0].moves().move(Long.parseLong(execution.getProcessBusinessKey()));
			execution.setVariable("clocksLeft", last[0].left());
		};
		SpringProcessEngineConfiguration configuration = new SpringProcessEngineConfiguration();
		configuration.setDataSource(pool);
		configuration.setTransactionManager(transactions);
		configuration.setDatabaseSchemaUpdate("true");
		configuration.setHistory("activity");
		configuration.setJobExecutorActivate(false);
		configuration.setEnforceHistoryTimeToLive(false);
		configuration.setMetricsEnabled(false);
		List<Job> together = new ArrayList<>();
		JavaDelegate moveTimers = (execution) -> together
			.forEach((timer) -> later(execution.getProcessEngineServices(), timer));
		configuration.setBeans(Map.of("moveClocks", move, "moveTimers", moveTimers));
		ProcessEngine engine = configuration.buildProcessEngine();
		engine.getRepositoryService().createDeployment().addString("bench.bpmn", WAIT).deploy();
		EngineTimers timers = new EngineTimers(engine.getRuntimeService(), engine.getTaskService(),
				engine.getManagementService(), engine.getHistoryService(), engine.getRepositoryService(),
				new StaticListableBeanFactory().getBeanProvider(StaffTasksStore.class));
		clocks[0] = new BenchClocks(JdbcClient.create(pool), transactions, timers,
				(id) -> moving[0] = engine.getRuntimeService()
					.startProcessInstanceByKey("clock-change", Long.toString(id))
					.getId(),
				clock);
		fill(reviews, engine, clocks[0], new TransactionTemplate(transactions), clock);
		JdbcClient.create(pool).sql("analyze").update();

		ClockChange change = clocks[0].propose(YEAR_2027);
		long start = System.nanoTime();
		ClockPreview preview = clocks[0].preview(change);
		say("preview of " + reviews + " running limits: " + preview.moved() + " would move", start, reviews);

		start = System.nanoTime();
		clocks[0].confirm(change);
		Job batch;
		int batches = 0;
		do {
			batch = engine.getManagementService().createJobQuery().processInstanceId(moving[0]).singleResult();
			if (batch != null) {
				engine.getManagementService().executeJob(batch.getId());
				batches++;
			}
		}
		while (batch != null);
		double own = say("recompute in " + batches + " batches: " + clocks[0].moved(change) + " limits moved", start,
				clocks[0].moved(change));
		check(engine, clocks[0], reviews);

		List<Job> sample = engine.getManagementService()
			.createJobQuery()
			.processDefinitionKey("bench-review")
			.timers()
			.listPage(0, Math.min(LOOP_SAMPLE, reviews * 2));
		start = System.nanoTime();
		sample.forEach((timer) -> later(engine, timer));
		// Two timers for each limit.
		double loop = 2 * say("plain loop over setJobDuedate, timers only", start, sample.size());
		System.out.printf("a limit moved: ours %.3f ms with everything, loop %.3f ms for its two timers: %.1f times%n",
				own, loop, loop / own);
		start = System.nanoTime();
		for (int from = 0; from < sample.size(); from += TOGETHER) {
			together.clear();
			together.addAll(sample.subList(from, Math.min(sample.size(), from + TOGETHER)));
			String instance = engine.getRuntimeService().startProcessInstanceByKey("bench-timers").getId();
			engine.getManagementService()
				.executeJob(engine.getManagementService()
					.createJobQuery()
					.processInstanceId(instance)
					.singleResult()
					.getId());
		}
		double most = 2 * say("the same, " + TOGETHER + " timers in one command of the engine", start, sample.size());
		System.out.printf("the most that setJobDuedate allows: %.3f ms for two timers, %.1f times the loop%n", most,
				loop / most);
		engine.close();
	}

	private static void later(ProcessEngineServices engine, Job timer) {
		engine.getManagementService()
			.setJobDuedate(timer.getId(), Date.from(timer.getDuedate().toInstant().plus(Duration.ofDays(1))));
	}

	private static void fill(int reviews, ProcessEngine engine, BenchClocks clocks, TransactionTemplate transaction,
			Late clock) throws Exception {
		long start = System.nanoTime();
		ExecutorService workers = Executors.newFixedThreadPool(4);
		int chunk = 100;
		List<Future<?>> chunks = new ArrayList<>();
		IntStream.range(0, (reviews + chunk - 1) / chunk).forEach((number) -> chunks.add(workers.submit(() -> {
			transaction.executeWithoutResult((status) -> {
				for (int i = number * chunk; i < Math.min(reviews, (number + 1) * chunk); i++) {
					String filing = "F%013d".formatted(i);
					Deadline deadline = clocks.deadlines()
						.open(filing, REVIEW, "110000", clock.instant().minus(Duration.ofHours(i % 200)));
					engine.getRuntimeService()
						.startProcessInstanceByKey("bench-review", filing,
								Map.of("authorityReviewDueAt", Date.from(deadline.dueAt()),
										"authorityReviewReminderDueAt",
										Date.from(clocks.deadlines().nextReminderAt(filing, REVIEW))));
				}
			});
		})));
		workers.shutdown();
		if (!workers.awaitTermination(2, TimeUnit.HOURS)) {
			throw new IllegalStateException("the data were not made in time");
		}
		for (Future<?> made : chunks) {
			made.get();
		}
		say("data made", start, reviews);
	}

	/** What was measured was also right: timers, tasks and limits say the same. */
	private static void check(ProcessEngine engine, BenchClocks clocks, int reviews) {
		for (int i = 0; i < reviews; i += Math.max(1, reviews / 50)) {
			String filing = "F%013d".formatted(i);
			Instant due = clocks.dueOf(filing, REVIEW);
			String instance = engine.getRuntimeService()
				.createProcessInstanceQuery()
				.processInstanceBusinessKey(filing)
				.singleResult()
				.getId();
			Set<Instant> timers = Set.copyOf(engine.getManagementService()
				.createJobQuery()
				.processInstanceId(instance)
				.list()
				.stream()
				.map((job) -> job.getDuedate().toInstant())
				.toList());
			Instant task = engine.getTaskService()
				.createTaskQuery()
				.processInstanceId(instance)
				.singleResult()
				.getDueDate()
				.toInstant();
			if (!timers.contains(due) || !task.equals(due)) {
				throw new IllegalStateException(
						filing + " is due " + due + " but its timers say " + timers + " and its task " + task);
			}
		}
	}

	private static double say(String what, long start, int count) {
		double millis = (System.nanoTime() - start) / 1e6;
		System.out.printf("%s: %.1f s, %.3f ms each%n", what, millis / 1000, millis / Math.max(1, count));
		return millis / Math.max(1, count);
	}

	private static final String YEAR_2027 = """
			{"year": 2027, "status": "OFFICIAL", "source": "sample for a measurement", "holidays": [
			{"name": "元旦", "from": "2027-01-01", "to": "2027-01-04", "makeUp": []},
			{"name": "春节", "from": "2027-02-05", "to": "2027-02-11", "makeUp": ["2027-02-14"]},
			{"name": "清明节", "from": "2027-04-03", "to": "2027-04-05", "makeUp": []},
			{"name": "劳动节", "from": "2027-05-01", "to": "2027-05-05", "makeUp": ["2027-05-08"]},
			{"name": "国庆节", "from": "2027-10-01", "to": "2027-10-07", "makeUp": ["2027-09-26", "2027-10-09"]}]}""";

	/** A December day, from which every review crosses into the year that changes. */
	private static final class Late extends Clock {

		@Override
		public Instant instant() {
			return Instant.parse("2026-12-22T02:00:00Z");
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

	}

}
