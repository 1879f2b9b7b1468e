package org.beianflow.access.process;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;

import org.beianflow.access.AccessRestart;
import org.beianflow.access.AccessVerifications;
import org.beianflow.access.AccessWindow;
import org.beianflow.access.ProbeOutcome;
import org.beianflow.deadline.DeadlineKind;
import org.beianflow.testing.MovedClock;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.test.mock.MockExpressionManager;
import org.camunda.bpm.engine.test.mock.Mocks;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.beianflow.access.ProbeOutcome.Next.PASSED;
import static org.beianflow.access.ProbeOutcome.Next.PERSON;
import static org.beianflow.access.ProbeOutcome.Next.WAIT;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.init;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

/**
 * Walks the diagram 接入核验 with a moved clock, called by another process as it is by 网站备案,
 * until every node and every flow was taken.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AccessVerificationProcessTest {

	private static final String FILING = "F2026110000123";

	private static final String MODEL = "bpmn/access/access-verification.bpmn";

	private static final TakenPaths TAKEN = new TakenPaths();

	private static final MovedClock CLOCK = MovedClock.at("2026-12-18T10:00");

	private static ProcessEngine engine;

	private final AccessVerifications verifications = mock(AccessVerifications.class);

	private final EngineAccessProcess process = new EngineAccessProcess(engine.getRuntimeService());

	/** What was told to whom, in order: states, notices, reminders. */
	private final List<String> told = new ArrayList<>();

	private int remindersLeft;

	private boolean noticesFail;

	@BeforeAll
	static void build() {
		StandaloneInMemProcessEngineConfiguration configuration = new StandaloneInMemProcessEngineConfiguration();
		configuration.setProcessEngineName("access-verification-test");
		configuration.setJdbcUrl("jdbc:h2:mem:access-verification-test");
		configuration.setExpressionManager(new MockExpressionManager());
		configuration.setJobExecutorActivate(false);
		configuration.setEnforceHistoryTimeToLive(true);
		configuration.setHistoryTimeToLive("P1D");
		configuration.setCustomPostBPMNParseListeners(new ArrayList<>(List.of(TAKEN)));
		engine = configuration.buildProcessEngine();
		init(engine);
		BpmnModelInstance caller = Bpmn.createExecutableProcess("caller")
			.startEvent()
			.callActivity("call")
			.calledElement("access-verification")
			.camundaInBusinessKey("#{execution.processBusinessKey}")
			.camundaOut("accessOutcome", "accessOutcome")
			.userTask("after")
			.endEvent()
			.done();
		engine.getRepositoryService()
			.createDeployment()
			.addClasspathResource(MODEL)
			.addModelInstance("caller.bpmn", caller)
			.deploy();
	}

	@AfterAll
	static void closeEngine() {
		engine.close();
		ClockUtil.reset();
	}

	@BeforeEach
	void beans() {
		CLOCK.moveTo("2026-12-18T10:00");
		Mocks.register("openAccessWindow", new OpenAccessWindow(this.verifications));
		Mocks.register("probeAccess", new ProbeAccess(this.verifications));
		Mocks.register("closeAccessWindow", new CloseAccessWindow(this.verifications));
		Mocks.register("openManualVerification", new OpenManualVerification(this.verifications));
		Mocks.register("concludeAccess", new ConcludeAccess(this.verifications));
		Mocks.register("enterState",
				(ExecutionListener) (execution) -> this.told.add((String) execution.getVariable("filingState")));
		Mocks.register("sendNotice", (JavaDelegate) (execution) -> {
			if (this.noticesFail) {
				throw new IllegalStateException("The mail server is away.");
			}
			this.told.add("notice " + execution.getVariable("noticeKind"));
		});
		Mocks.register("sendReminder", (JavaDelegate) (execution) -> {
			this.told.add("reminder " + execution.getVariable("deadlineKind"));
			this.remindersLeft--;
			execution.setVariable("reminderNext", this.remindersLeft > 0);
			execution.setVariable("reminderDueAt", Date.from(CLOCK.instant().plus(Duration.ofHours(2))));
		});
		given(this.verifications.openWindow(FILING)).willAnswer((call) -> window(1, Duration.ofHours(48)));
		given(this.verifications.openManual(FILING)).willReturn(Instant.parse("2026-12-21T16:00:00Z"));
	}

	@AfterEach
	void clear() {
		engine.getRuntimeService()
			.createProcessInstanceQuery()
			.processDefinitionKey("caller")
			.list()
			.forEach((instance) -> engine.getRuntimeService().deleteProcessInstance(instance.getId(), "test over"));
		Mocks.reset();
	}

	@Test
	@Order(1)
	void aSiteThatIsThereAlreadyPassesAtOnce() {
		given(this.verifications.probe(FILING)).willReturn(passed());
		given(this.verifications.conclude(FILING)).willReturn(true);
		ProcessInstance caller = start();
		run();
		assertThat(caller).isWaitingAt("after").variables().containsEntry("accessOutcome", "PASSED");
		assertThat(this.told).containsExactly("ACCESS_PENDING");
	}

	@Test
	@Order(1)
	void theNextProbeComesOnSchedule() {
		given(this.verifications.probe(FILING)).willAnswer((call) -> later(10))
			.willAnswer((call) -> later(30))
			.willReturn(passed());
		given(this.verifications.conclude(FILING)).willReturn(true);
		ProcessInstance caller = start();
		run();
		assertThat(called()).isWaitingAt("gateway_awaitProbe");
		CLOCK.forward(Duration.ofMinutes(9));
		run();
		verify(this.verifications, times(1)).probe(FILING);
		CLOCK.forward(Duration.ofMinutes(1));
		run();
		verify(this.verifications, times(2)).probe(FILING);
		CLOCK.forward(Duration.ofMinutes(30));
		run();
		assertThat(caller).isWaitingAt("after");
	}

	@Test
	@Order(1)
	void theApplicantNeedNotWaitForTheSchedule() {
		given(this.verifications.probe(FILING)).willReturn(later(30)).willReturn(passed());
		given(this.verifications.conclude(FILING)).willReturn(true);
		ProcessInstance caller = start();
		this.process.probeRequested(FILING);
		verify(this.verifications, never()).probe(any());
		run();
		assertThat(called()).isWaitingAt("gateway_awaitProbe");
		this.process.probeRequested(FILING);
		run();
		assertThat(caller).isWaitingAt("after");
	}

	@Test
	@Order(1)
	void aDoubtfulPageIsPutBeforeACaseWorker() {
		given(this.verifications.probe(FILING)).willReturn(new ProbeOutcome(PERSON, null));
		given(this.verifications.conclude(FILING)).willReturn(true);
		ProcessInstance caller = start();
		run();
		Task task = task();
		assertThat(task).hasDefinitionKey("task_manualVerification")
			.hasCandidateGroup("case-worker")
			.hasFormKey("embedded:app:forms/manual-verification.html")
			.hasDueDate(Date.from(Instant.parse("2026-12-21T16:00:00Z")));
		decide(task, "APPROVED");
		assertThat(caller).isWaitingAt("after").variables().containsEntry("accessOutcome", "PASSED");
	}

	@Test
	@Order(1)
	void evidenceThatDoesNotConvinceLeavesTheWindowAsItWas() {
		given(this.verifications.openWindow(FILING)).willReturn(window(1, Duration.ofHours(48)));
		given(this.verifications.probe(FILING)).willAnswer((call) -> later(30))
			.willAnswer((call) -> later(30))
			.willReturn(passed());
		given(this.verifications.conclude(FILING)).willReturn(true);
		ProcessInstance caller = start();
		run();
		this.process.evidenceSubmitted(FILING);
		run();
		assertThat(called()).isWaitingAt("task_manualVerification").isNotWaitingAt("gateway_awaitProbe");
		CLOCK.forward(Duration.ofHours(3));
		run();
		verify(this.verifications, times(1)).probe(FILING);
		decide(task(), "REJECTED");
		assertThat(called()).isWaitingAt("gateway_awaitProbe");
		verify(this.verifications, times(2)).openWindow(FILING);
		CLOCK.forward(Duration.ofMinutes(30));
		run();
		assertThat(caller).isWaitingAt("after");
	}

	@Test
	@Order(1)
	void evidenceRejectedAfterTheEndOfTheWindowEndsIt() {
		given(this.verifications.openWindow(FILING)).willReturn(window(1, Duration.ofHours(48)));
		given(this.verifications.probe(FILING)).willReturn(later(60 * 48));
		given(this.verifications.closeWindow(FILING)).willReturn(new AccessRestart(false, null, null));
		ProcessInstance caller = start();
		run();
		this.process.evidenceSubmitted(FILING);
		run();
		CLOCK.forward(Duration.ofHours(25));
		decide(task(), "REJECTED");
		assertThat(caller).isWaitingAt("after").variables().containsEntry("accessOutcome", "FAILED");
	}

	@Test
	@Order(1)
	void afterTwentyFourHoursTheApplicantMayStartAgain() {
		given(this.verifications.probe(FILING)).willReturn(later(60 * 30)).willReturn(passed());
		given(this.verifications.closeWindow(FILING)).willAnswer((call) -> restart(Duration.ofDays(20)));
		given(this.verifications.conclude(FILING)).willReturn(true);
		ProcessInstance caller = start();
		run();
		CLOCK.forward(Duration.ofHours(24).minusSeconds(1));
		run();
		verify(this.verifications, never()).closeWindow(FILING);
		CLOCK.forward(Duration.ofSeconds(1));
		run();
		assertThat(called()).isWaitingAt("message_accessRetryRequestedReceived");
		assertThat(this.told).containsExactlyInAnyOrder("ACCESS_PENDING", "ACCESS_FAILED", "notice ACCESS_FAILED");
		given(this.verifications.openWindow(FILING)).willAnswer((call) -> window(2, Duration.ofHours(48)));
		this.process.retryRequested(FILING);
		run();
		assertThat(caller).isWaitingAt("after").variables().containsEntry("accessOutcome", "PASSED");
		assertThat(this.told).endsWith("ACCESS_PENDING");
	}

	@Test
	@Order(1)
	void aNoticeThatDoesNotGoOutHoldsNobodyUp() {
		this.noticesFail = true;
		given(this.verifications.probe(FILING)).willReturn(later(60 * 30)).willReturn(passed());
		given(this.verifications.closeWindow(FILING)).willAnswer((call) -> restart(Duration.ofDays(20)));
		given(this.verifications.conclude(FILING)).willReturn(true);
		ProcessInstance caller = start();
		run();
		CLOCK.forward(Duration.ofHours(24));
		run();
		assertThat(called()).isWaitingAt("message_accessRetryRequestedReceived", "task_sendAccessFailed");
		this.process.retryRequested(FILING);
		run();
		assertThat(caller).isWaitingAt("after").variables().containsEntry("accessOutcome", "PASSED");
		assertThat(engine.getManagementService().createJobQuery().count()).isZero();
	}

	@Test
	@Order(1)
	void whoDoesNotStartAgainWithinTenDaysHasFailed() {
		given(this.verifications.probe(FILING)).willReturn(later(60 * 30));
		given(this.verifications.closeWindow(FILING)).willAnswer((call) -> restart(Duration.ofDays(20)));
		ProcessInstance caller = start();
		run();
		CLOCK.forward(Duration.ofHours(24));
		run();
		CLOCK.forward(Duration.ofDays(10));
		run();
		assertThat(caller).isWaitingAt("after").variables().containsEntry("accessOutcome", "FAILED");
	}

	@Test
	@Order(1)
	void whenNoWindowIsLeftItHasFailed() {
		given(this.verifications.probe(FILING)).willReturn(later(60 * 30));
		given(this.verifications.closeWindow(FILING)).willReturn(new AccessRestart(false, null, null));
		ProcessInstance caller = start();
		run();
		CLOCK.forward(Duration.ofHours(24));
		run();
		assertThat(caller).isWaitingAt("after").variables().containsEntry("accessOutcome", "FAILED");
		assertThat(this.told).containsExactly("ACCESS_PENDING");
	}

	@Test
	@Order(1)
	void remindersComeAsLongAsTheLadderHasRungs() {
		this.remindersLeft = 2;
		given(this.verifications.openWindow(FILING)).willAnswer((call) -> window(2, Duration.ofHours(6)));
		given(this.verifications.probe(FILING)).willReturn(later(60 * 30));
		given(this.verifications.closeWindow(FILING)).willAnswer((call) -> restart(Duration.ofDays(5)));
		start();
		run();
		CLOCK.forward(Duration.ofHours(6));
		run();
		assertThat(this.told).containsExactly("ACCESS_PENDING", "reminder ACCESS_RETRY");
		assertThat(called()).isWaitingAt("timer_accessWindowNextReminder", "gateway_awaitProbe");
		CLOCK.forward(Duration.ofHours(2));
		run();
		assertThat(this.told).containsExactly("ACCESS_PENDING", "reminder ACCESS_RETRY", "reminder ACCESS_RETRY");
		assertThat(called()).isNotWaitingAt("timer_accessWindowNextReminder").isWaitingAt("gateway_awaitProbe");

		this.told.clear();
		this.remindersLeft = 2;
		CLOCK.forward(Duration.ofHours(16));
		run();
		CLOCK.forward(Duration.ofDays(5));
		run();
		CLOCK.forward(Duration.ofHours(2));
		run();
		assertThat(this.told).containsExactlyInAnyOrder("ACCESS_FAILED", "notice ACCESS_FAILED",
				"reminder ACCESS_RESTART", "reminder ACCESS_RESTART");
		assertThat(called()).isWaitingAt("message_accessRetryRequestedReceived");
	}

	@Test
	@Order(2)
	void everyNodeAndEveryFlowWasTaken() {
		assertThat(TAKEN.missing(engine.getRepositoryService()
			.getBpmnModelInstance(engine.getRepositoryService()
				.createProcessDefinitionQuery()
				.processDefinitionKey("access-verification")
				.singleResult()
				.getId())))
			.isEmpty();
	}

	private static ProcessInstance start() {
		return engine.getRuntimeService().startProcessInstanceByKey("caller", FILING);
	}

	private static ProcessInstance called() {
		return engine.getRuntimeService()
			.createProcessInstanceQuery()
			.processDefinitionKey("access-verification")
			.processInstanceBusinessKey(FILING)
			.singleResult();
	}

	private static Task task() {
		return engine.getTaskService().createTaskQuery().taskDefinitionKey("task_manualVerification").singleResult();
	}

	private static void decide(Task task, String outcome) {
		engine.getTaskService().complete(task.getId(), Map.of("manualAccessOutcome", outcome));
		run();
	}

	/** Does every job that is due, earliest first, as the job executor would. */
	private static void run() {
		List<Job> due = due();
		while (!due.isEmpty()) {
			try {
				engine.getManagementService().executeJob(due.get(0).getId());
			}
			catch (IllegalStateException ex) {
				engine.getManagementService().setJobRetries(due.get(0).getId(), 0);
			}
			due = due();
		}
	}

	private static List<Job> due() {
		return engine.getManagementService().createJobQuery().executable().orderByJobDuedate().asc().list();
	}

	private static AccessWindow window(int number, Duration firstReminder) {
		Instant now = CLOCK.instant();
		return new AccessWindow(number, (number == 1) ? DeadlineKind.ACCESS_VERIFICATION : DeadlineKind.ACCESS_RETRY,
				now, now.plus(Duration.ofHours(24)), now.plus(firstReminder));
	}

	private static AccessRestart restart(Duration firstReminder) {
		Instant now = CLOCK.instant();
		return new AccessRestart(true, now.plus(Duration.ofDays(10)), now.plus(firstReminder));
	}

	private static ProbeOutcome passed() {
		return new ProbeOutcome(PASSED, null);
	}

	private static ProbeOutcome later(int minutes) {
		return new ProbeOutcome(WAIT, CLOCK.instant().plus(Duration.ofMinutes(minutes)));
	}

}
