package org.beianflow.fee.process;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.beianflow.audit.Actor;
import org.beianflow.audit.AuditTrail;
import org.beianflow.deadline.Deadline;
import org.beianflow.deadline.DeadlineKind;
import org.beianflow.deadline.DeadlineLength;
import org.beianflow.deadline.DeadlineUnit;
import org.beianflow.deadline.Deadlines;
import org.beianflow.fee.BankReceipt;
import org.beianflow.fee.CallbackAnswer;
import org.beianflow.fee.FeeQuestion;
import org.beianflow.fee.FeeSettings;
import org.beianflow.fee.FeeState;
import org.beianflow.fee.Fees;
import org.beianflow.fee.GatewayMessage;
import org.beianflow.fee.PaymentGateway;
import org.beianflow.fee.PaymentOrder;
import org.beianflow.fee.Refund;
import org.beianflow.fee.RefundReason;
import org.beianflow.fee.TransferDeclaration;
import org.beianflow.testing.MovedClock;
import org.beianflow.testing.PathCoverage;
import org.beianflow.testing.Traces;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.spring.ProcessEngineFactoryBean;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.camunda.bpm.engine.task.Task;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

/**
 * Payment and refund along their diagrams, with the real fees in the engine's
 * transactions; only clocks and notices are stood in for.
 */
@Traces({ "fee-payment", "fee-refund" })
class FeePaymentProcessTest {

	@RegisterExtension
	static final PathCoverage coverage = new PathCoverage();

	private static final Actor APPLICANT = Actor.applicant("a-1");

	private static final Actor ZHAO = Actor.staff("zhao");

	private static final Actor QIAN = Actor.staff("qian");

	private static final MovedClock clock = MovedClock.at("2026-11-23T10:00");

	private static final List<String> sent = new ArrayList<>();

	/** Filing → end of its limit for payment. */
	private static final Map<String, Instant> ends = new HashMap<>();

	private static int rungs;

	private static int serial;

	private static AnnotationConfigApplicationContext context;

	private String filing;

	private Fees fees;

	private RuntimeService runtime;

	private TaskService tasks;

	private ManagementService management;

	private HistoryService history;

	@BeforeAll
	static void startEngine() {
		LoggingSystem.get(FeePaymentProcessTest.class.getClassLoader()).setLogLevel("ROOT", LogLevel.WARN);
		context = new AnnotationConfigApplicationContext(Application.class);
		coverage.listenTo(context.getBean(ProcessEngine.class));
	}

	@AfterAll
	static void stopEngine() {
		context.close();
		ClockUtil.reset();
	}

	@BeforeEach
	void aFilingWithAFeeToPay() {
		clock.moveTo("2026-11-23T10:00");
		sent.clear();
		rungs = 1;
		this.filing = "F20261100%05d".formatted(++serial);
		this.fees = context.getBean(Fees.class);
		ProcessEngine engine = context.getBean(ProcessEngine.class);
		this.runtime = engine.getRuntimeService();
		this.tasks = engine.getTaskService();
		this.management = engine.getManagementService();
		this.history = engine.getHistoryService();
		assertThat(this.fees.assessFor(this.filing, new FeeQuestion("demo", "FIRST", "ENTERPRISE", "WEBSITE", 1))
			.totalFen()).isEqualTo(30000);
		this.runtime.startProcessInstanceByKey("fee-payment", this.filing, Map.of("province", "110000"));
	}

	@Test
	void theApplicantPaysOnlineAfterTwoReminders() {
		rungs = 2;
		work();
		assertThat(sent).containsExactly("PROVIDER_PASSED_FEE_DUE");
		fire("timer_feePaymentReminder");
		fire("timer_feePaymentNextReminder");
		assertThat(sent).containsExactly("PROVIDER_PASSED_FEE_DUE", "reminder FEE_PAYMENT", "reminder FEE_PAYMENT");

		assertThat(pay(order()).result()).isEqualTo(CallbackAnswer.Result.PAID);
		work();
		assertEnded("end_feePaid", "PAID");
	}

	@Test
	void aTransferIsMatchedByTwoPersons() {
		rungs = 2;
		work();
		declareTransfer();
		work();
		fire("timer_transferReconciliationReminder");
		fire("timer_transferReconciliationNextReminder");
		Task task = task("task_matchTransfer");
		assertThat(task.getFormKey()).isEqualTo("embedded:app:forms/task.html");
		assertThat(task.getDueDate()).isEqualTo(Date.from(Instant.parse("2026-11-25T02:00:00Z")));
		assertThat(this.tasks.getIdentityLinksForTask(task.getId())).singleElement()
			.satisfies((link) -> assertThat(link.getGroupId()).isEqualTo("finance"));

		match(true, 30000);
		work();
		assertEnded("end_feePaid", "PAID");
		assertThat(this.fees.noticeOf(this.filing)).get()
			.satisfies((notice) -> assertThat(notice.state()).isEqualTo(FeeState.PAID));
	}

	@Test
	void aShortTransferLeavesTheRestToPayWithANewDueDate() {
		work();
		Instant firstDue = this.fees.noticeOf(this.filing).orElseThrow().dueAt();
		clock.forward(Duration.ofDays(1));
		declareTransfer();
		work();
		match(false, 10000);
		work();
		assertThat(sent).contains("PAYMENT_MISMATCH");
		assertThat(this.fees.noticeOf(this.filing).orElseThrow().dueAt()).isEqualTo(firstDue.plus(Duration.ofDays(1)));
		PaymentOrder rest = order();
		assertThat(rest.amountFen()).isEqualTo(20000);
		pay(rest);
		work();
		assertEnded("end_feePaid", "PAID");
	}

	@Test
	void anOnlinePaymentEndsTheSearchForATransfer() {
		work();
		PaymentOrder order = order();
		declareTransfer();
		work();
		task("task_matchTransfer");
		pay(order);
		work();
		assertThat(openTasks()).isEmpty();
		assertEnded("end_feePaid", "PAID");
	}

	@Test
	void anOnlinePaymentWhileTheClockOfFinanceStartsIsSeen() {
		work();
		PaymentOrder order = order();
		declareTransfer();
		step("task_checkFee");
		step("task_openTransferReconciliation");
		pay(order);
		work();
		assertThat(openTasks()).isEmpty();
		assertEnded("end_feePaid", "PAID");
		verify(context.getBean(Deadlines.class), atLeastOnce()).close(eq(this.filing),
				eq(DeadlineKind.TRANSFER_RECONCILIATION));
	}

	@Test
	void aPaymentBeforeTheWaitIsNotLost() {
		step("task_openFeePayment");
		step("task_issueFeeNotice");
		pay(order());
		work();
		assertEnded("end_feePaid", "PAID");
	}

	@Test
	void whatIsSettledBetweenTwoRemindersIsNotRemindedAgain() {
		rungs = 9;
		work();
		fire("timer_feePaymentReminder");
		timer("timer_feePaymentNextReminder");
		declareTransfer();
		work();
		fire("timer_transferReconciliationReminder");
		timer("timer_transferReconciliationNextReminder");
		match(true, 30000);
		work();
		assertEnded("end_feePaid", "PAID");
		assertThat(sent).containsOnlyOnce("reminder FEE_PAYMENT", "reminder TRANSFER_RECONCILIATION");
	}

	@Test
	void aWaiverMovesOnToo() {
		work();
		this.fees.waive(this.filing, "公益机构优惠", QIAN);
		work();
		assertEnded("end_feePaid", "PAID");
	}

	@Test
	void expiredIsReopenedOnceWithANewDueDate() {
		work();
		fire("timer_feePayment");
		assertThat(this.fees.noticeOf(this.filing).orElseThrow().canBeReopened()).isTrue();
		this.fees.reopen(this.filing, APPLICANT);
		work();
		assertThat(sent).containsExactly("PROVIDER_PASSED_FEE_DUE", "PROVIDER_PASSED_FEE_DUE");
		assertThat(this.fees.noticeOf(this.filing).orElseThrow().dueAt())
			.isEqualTo(clock.instant().plus(Duration.ofDays(7)));
		fire("timer_feePayment");
		assertEnded("end_feeExpired", "EXPIRED");
	}

	@Test
	void aLimitThatMovesBeforeTheWaitSetsItsTimer() {
		step("task_openFeePayment");
		step("task_issueFeeNotice");
		Instant later = ends.get(this.filing).plus(Duration.ofDays(1));
		ends.put(this.filing, later);
		work();
		assertThat(timer("timer_feePayment").getDuedate().toInstant()).isEqualTo(later);
	}

	@Test
	void theEndThatMovedDecidesNotTheOneTheDiagramRemembers() {
		work();
		Instant later = ends.get(this.filing).plus(Duration.ofDays(1));
		ends.put(this.filing, later);
		this.management.setJobDuedate(timer("timer_feePayment").getId(), Date.from(later));
		clock.moveTo(later.minusSeconds(1));
		assertThat(order().expiresAt()).isEqualTo(later);
		fire("timer_feePayment");
		assertThat(timer("timer_feeReopening").getDuedate().toInstant()).isEqualTo(later.plus(Duration.ofDays(7)));
	}

	@Test
	void neitherPaidNorReopenedEnds() {
		work();
		PaymentOrder order = order();
		fire("timer_feePayment");
		fire("timer_feeReopening");
		assertEnded("end_feeExpired", "EXPIRED");

		assertThat(pay(order).result()).isEqualTo(CallbackAnswer.Result.REFUND_DUE);
		assertThat(openTasks()).containsExactly("task_refund");
	}

	@Test
	void aPaymentAtTheLastMomentBeatsTheClock() {
		work();
		PaymentOrder order = order();
		clock.moveTo(this.fees.noticeOf(this.filing).orElseThrow().dueAt());
		Job timer = timer("timer_feePayment");
		this.management.executeJob(timer.getId());
		pay(order);
		work();
		assertEnded("end_feePaid", "PAID");
	}

	@RepeatedTest(5)
	void paymentAndClockAtTheSameMomentComeToOneEnd() throws Exception {
		work();
		PaymentOrder order = order();
		clock.moveTo(this.fees.noticeOf(this.filing).orElseThrow().dueAt());
		String timer = timer("timer_feePayment").getId();
		inParallel(() -> retrying(() -> {
			if (this.management.createJobQuery().jobId(timer).count() == 1) {
				this.management.executeJob(timer);
			}
			work();
			return null;
		}), () -> retrying(() -> pay(order)));
		work();
		FeeState state = this.fees.noticeOf(this.filing).orElseThrow().state();
		if (state == FeeState.PAID) {
			assertEnded("end_feePaid", "PAID");
			assertThat(this.fees.refundsOf(this.filing)).isEmpty();
		}
		else {
			assertThat(state).isEqualTo(FeeState.EXPIRED);
			assertThat(this.fees.refundsOf(this.filing)).extracting(Refund::reason).containsExactly(RefundReason.LATE);
			timer("timer_feeReopening");
		}
	}

	@Test
	void financeRefundsWhatWasPaidTwice() {
		work();
		PaymentOrder order = order();
		declareTransfer();
		work();
		this.fees.recordReceipt(this.filing, new BankReceipt(30000, "BANK-" + this.filing, null), ZHAO);
		pay(order);
		work();
		assertEnded("end_feePaid", "PAID");

		Task task = task("task_refund");
		assertThat(task.getFormKey()).isEqualTo("embedded:app:forms/task.html");
		assertThat(task.getDueDate()).isEqualTo(Date.from(clock.instant().plus(Duration.ofDays(7))));
		Map<String, Object> variables = this.runtime.getVariables(task.getProcessInstanceId());
		assertThat(variables).containsEntry("province", "110000").containsOnlyKeys("province", "refund", "refundDueAt");
		this.fees.recordRefund((Long) variables.get("refund"), "BANK-R-" + this.filing, ZHAO);
		this.tasks.complete(task.getId());
		work();
		assertThat(sent).contains("REFUND");
		assertThat(this.runtime.createProcessInstanceQuery().processInstanceBusinessKey(this.filing).count()).isZero();
	}

	private static Deadline limit(String filing, Instant end) {
		return new Deadline(1, filing, DeadlineKind.FEE_PAYMENT, "110000", end.minus(Duration.ofDays(7)),
				LocalDate.of(2026, 11, 23), new DeadlineLength(7, DeadlineUnit.CALENDAR_DAYS), 0, List.of(), end,
				OptionalInt.empty(), null);
	}

	private void declareTransfer() {
		this.fees.declareTransfer(this.filing,
				new TransferDeclaration(LocalDate.of(2026, 11, 23), 30000, "slip-v1", "20261123000188"), APPLICANT);
	}

	/** As the desk does it: deciding and completing in one transaction. */
	private void match(boolean matched, long fen) {
		this.fees.recordReceipt(this.filing, new BankReceipt(fen, "BANK-" + this.filing, null), ZHAO);
		context.getBean(TransactionTemplate.class).executeWithoutResult((status) -> {
			this.fees.match(this.filing, matched, fen, "还差一部分", QIAN);
			this.tasks.complete(task("task_matchTransfer").getId(),
					Map.of("transferOutcome", matched ? "MATCHED" : "MISMATCH"));
		});
	}

	private PaymentOrder order() {
		return this.fees.startOnlinePayment(this.filing, APPLICANT);
	}

	private CallbackAnswer pay(PaymentOrder order) {
		return this.fees.callback("test", order.id(), "");
	}

	private void assertEnded(String end, String outcome) {
		assertThat(this.history.createHistoricActivityInstanceQuery()
			.activityId(end)
			.processInstanceId(this.history.createHistoricProcessInstanceQuery()
				.processDefinitionKey("fee-payment")
				.processInstanceBusinessKey(this.filing)
				.singleResult()
				.getId())
			.count()).isOne();
		assertThat(this.runtime.createProcessInstanceQuery()
			.processDefinitionKey("fee-payment")
			.processInstanceBusinessKey(this.filing)
			.count()).isZero();
		assertThat(this.history.createHistoricVariableInstanceQuery()
			.variableName("feeOutcome")
			.processInstanceId(this.history.createHistoricProcessInstanceQuery()
				.processDefinitionKey("fee-payment")
				.processInstanceBusinessKey(this.filing)
				.singleResult()
				.getId())
			.singleResult()
			.getValue()).isEqualTo(outcome);
	}

	private Set<String> openTasks() {
		Set<String> open = new TreeSet<>();
		this.tasks.createTaskQuery()
			.processInstanceBusinessKey(this.filing)
			.list()
			.forEach((task) -> open.add(task.getTaskDefinitionKey()));
		return open;
	}

	private Task task(String key) {
		Task task = this.tasks.createTaskQuery()
			.processInstanceBusinessKey(this.filing)
			.taskDefinitionKey(key)
			.initializeFormKeys()
			.singleResult();
		assertThat(task).as("task %s", key).isNotNull();
		return task;
	}

	/** Runs everything of this filing that is due. */
	private void work() {
		List<Job> due = due();
		while (!due.isEmpty()) {
			this.management.executeJob(due.get(0).getId());
			due = due();
		}
	}

	private List<Job> due() {
		return jobs().stream()
			.filter((job) -> job.getDuedate() == null || !job.getDuedate().toInstant().isAfter(clock.instant()))
			.toList();
	}

	private List<Job> jobs() {
		List<Job> jobs = new ArrayList<>();
		this.runtime.createProcessInstanceQuery()
			.processInstanceBusinessKey(this.filing)
			.list()
			.forEach((instance) -> jobs
				.addAll(this.management.createJobQuery().processInstanceId(instance.getId()).active().list()));
		return jobs;
	}

	/** Runs one step that is due. */
	private void step(String activity) {
		this.management.executeJob(job(activity).getId());
	}

	private Job timer(String name) {
		return job(name);
	}

	/** Moves the clock to where a timer is due, and runs it and what follows. */
	private void fire(String name) {
		Job job = timer(name);
		clock.moveTo(job.getDuedate().toInstant());
		this.management.executeJob(job.getId());
		work();
	}

	private Job job(String activity) {
		List<Job> found = jobs().stream()
			.filter((job) -> this.management.createJobDefinitionQuery()
				.jobDefinitionId(job.getJobDefinitionId())
				.singleResult()
				.getActivityId()
				.equals(activity))
			.toList();
		assertThat(found).as("job of %s", activity).hasSize(1);
		return found.get(0);
	}

	/**
	 * Once more, as the job executor and the callback do it: whoever comes second finds
	 * the process moved, or its data gone.
	 */
	private static <T> T retrying(Supplier<T> act) {
		for (int attempt = 1; attempt < 5; attempt++) {
			try {
				return act.get();
			}
			catch (RuntimeException ex) {
				// Once more.
			}
		}
		return act.get();
	}

	private static void inParallel(Callable<?>... acts) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(acts.length);
		try {
			for (Future<?> result : threads.invokeAll(List.<Callable<Object>>of(acts[0]::call, acts[1]::call))) {
				result.get();
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	/** The fee module, the engine, and stand-ins for what others provide. */
	@Configuration
	@EnableTransactionManagement
	@ComponentScan("org.beianflow.fee")
	static class Application {

		@Bean
		DataSource dataSource() {
			DataSource dataSource = JdbcConnectionPool
				.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=120000", "sa", "");
			new ResourceDatabasePopulator(new ClassPathResource("db/migration/V7__fee.sql"),
					new ClassPathResource("db/migration/V42__fee_line_english.sql"))
				.execute(dataSource);
			return dataSource;
		}

		@Bean
		PlatformTransactionManager transactionManager(DataSource dataSource) {
			return new JdbcTransactionManager(dataSource);
		}

		@Bean
		TransactionTemplate transactionTemplate(PlatformTransactionManager transactions) {
			return new TransactionTemplate(transactions);
		}

		@Bean
		JdbcClient jdbcClient(DataSource dataSource) {
			return JdbcClient.create(dataSource);
		}

		@Bean
		SpringProcessEngineConfiguration engineConfiguration(DataSource dataSource,
				PlatformTransactionManager transactions) {
			SpringProcessEngineConfiguration configuration = new SpringProcessEngineConfiguration();
			configuration.setDataSource(dataSource);
			configuration.setTransactionManager(transactions);
			configuration.setDatabaseSchemaUpdate("true");
			configuration.setHistory("full");
			configuration.setJobExecutorActivate(false);
			configuration.setMetricsEnabled(false);
			configuration.setDeploymentResources(new Resource[] { new ClassPathResource("bpmn/fee/fee-payment.bpmn"),
					new ClassPathResource("bpmn/fee/fee-refund.bpmn"),
					new ClassPathResource("bpmn/fee/service-fee.dmn") });
			PathCoverage.prepare(configuration);
			return configuration;
		}

		@Bean
		ProcessEngineFactoryBean engine(SpringProcessEngineConfiguration configuration) {
			ProcessEngineFactoryBean factory = new ProcessEngineFactoryBean();
			factory.setProcessEngineConfiguration(configuration);
			return factory;
		}

		@Bean
		RuntimeService runtimeService(ProcessEngine engine) {
			return engine.getRuntimeService();
		}

		@Bean
		DecisionService decisionService(ProcessEngine engine) {
			return engine.getDecisionService();
		}

		@Bean
		Clock clock() {
			return clock;
		}

		@Bean
		AuditTrail auditTrail() {
			return mock();
		}

		@Bean
		Deadlines deadlines() {
			Deadlines deadlines = mock();
			given(deadlines.latest(any(), eq(DeadlineKind.FEE_PAYMENT)))
				.willAnswer((call) -> Optional.ofNullable(ends.get(call.<String>getArgument(0)))
					.map((end) -> limit(call.getArgument(0), end)));
			return deadlines;
		}

		@Bean
		FeeSettings feeSettings() {
			return new Binder(new MapConfigurationPropertySource(Map.of())).bindOrCreate("beianflow.fee",
					FeeSettings.class);
		}

		/** Tells for every payload, an order id, that the order is paid. */
		@Bean
		PaymentGateway paymentGateway(@Lazy Fees fees) {
			return new PaymentGateway() {

				@Override
				public String name() {
					return "test";
				}

				@Override
				public URI open(PaymentOrder order) {
					return URI.create("https://pay.example/" + order.id());
				}

				@Override
				public GatewayMessage read(String payload, String signature, Instant now) {
					PaymentOrder order = fees.orderOf(payload).orElseThrow();
					return new GatewayMessage(order.id(), "T-" + order.id(), GatewayMessage.Status.PAID,
							order.amountFen(), order.currency(), now);
				}

			};
		}

		@Bean
		JavaDelegate openDeadline() {
			return (execution) -> {
				boolean payment = input(execution, "deadlineKind").equals("FEE_PAYMENT");
				if (payment) {
					ends.put(execution.getProcessBusinessKey(), clock.instant().plus(Duration.ofDays(7)));
				}
				String name = payment ? "feePayment" : "transferReconciliation";
				execution.getProcessInstance()
					.setVariable(name + "DueAt", Date.from(clock.instant().plus(Duration.ofDays(payment ? 7 : 2))));
				execution.getProcessInstance()
					.setVariable(name + "ReminderDueAt",
							Date.from(clock.instant().plus(Duration.ofDays(payment ? 3 : 1))));
			};
		}

		@Bean
		ExecutionListener closeDeadline() {
			return (execution) -> DeadlineKind.valueOf(input(execution, "deadlineKind"));
		}

		@Bean
		JavaDelegate sendNotice() {
			return (execution) -> sent.add(input(execution, "noticeKind"));
		}

		@Bean
		JavaDelegate sendReminder() {
			return (execution) -> {
				sent.add("reminder " + input(execution, "deadlineKind"));
				execution.setVariable("reminderNext", --rungs > 0);
				execution.setVariable("reminderDueAt", Date.from(clock.instant().plus(Duration.ofHours(3))));
			};
		}

		private static String input(DelegateExecution execution, String name) {
			return (String) execution.getVariable(name);
		}

	}

}
