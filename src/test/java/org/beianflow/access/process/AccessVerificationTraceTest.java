package org.beianflow.access.process;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;

import org.beianflow.access.AccessRestart;
import org.beianflow.access.AccessVerifications;
import org.beianflow.access.AccessWindow;
import org.beianflow.access.EvidenceReview;
import org.beianflow.access.ProbeOutcome;
import org.beianflow.deadline.DeadlineKind;
import org.beianflow.testing.TracedEngine;
import org.beianflow.testing.Traces;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.beianflow.access.ProbeOutcome.Next.PASSED;
import static org.beianflow.access.ProbeOutcome.Next.PERSON;
import static org.beianflow.access.ProbeOutcome.Next.WAIT;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

/**
 * Walks the diagram 接入核验 with its own delegates, called by another process as it is by
 * 网站备案.
 */
@Traces("access-verification")
class AccessVerificationTraceTest {

	@RegisterExtension
	static final TracedEngine engine = TracedEngine.with("access-verification");

	private static final String FILING = "F2026110000001";

	private static final Instant EVIDENCE_DUE = Instant.parse("2026-11-24T16:00:00Z");

	private final AccessVerifications verifications = mock(AccessVerifications.class);

	private EngineAccessProcess process;

	private int remindersLeft;

	@BeforeAll
	static void deployCaller() {
		engine.engine()
			.getRepositoryService()
			.createDeployment()
			.addModelInstance("caller.bpmn",
					Bpmn.createExecutableProcess("caller")
						.camundaHistoryTimeToLive(1)
						.startEvent()
						.callActivity("call")
						.calledElement("access-verification")
						.camundaInBusinessKey("#{execution.processBusinessKey}")
						.camundaOut("accessOutcome", "accessOutcome")
						.userTask("after")
						.endEvent()
						.done())
			.deploy();
	}

	@BeforeEach
	void beans() {
		this.process = new EngineAccessProcess(engine.engine().getRuntimeService());
		engine.when("openAccessWindow", new OpenAccessWindow(this.verifications)::execute);
		engine.when("probeAccess", new ProbeAccess(this.verifications)::execute);
		engine.when("closeAccessWindow", new CloseAccessWindow(this.verifications)::execute);
		engine.when("openEvidenceReview", new OpenEvidenceReview(this.verifications)::execute);
		engine.when("concludeAccess", new ConcludeAccess(this.verifications)::execute);
		engine.when("sendReminder", (execution) -> {
			this.remindersLeft--;
			execution.setVariable("reminderNext", this.remindersLeft > 0);
			execution.setVariable("reminderDueAt", at(Duration.ofHours(2)));
		});
		given(this.verifications.openWindow(FILING)).willAnswer((call) -> window(1, Duration.ofHours(48)));
		given(this.verifications.closeWindow(FILING)).willAnswer((call) -> restart(Duration.ofDays(20)));
		given(this.verifications.openManual(FILING))
			.willReturn(new EvidenceReview(EVIDENCE_DUE, EVIDENCE_DUE.minus(Duration.ofHours(8))));
		given(this.verifications.conclude(FILING)).willReturn(true);
	}

	@Test
	void aSiteThatIsThereAlreadyPassesAtOnce() {
		given(this.verifications.probe(FILING)).willReturn(passed());
		ProcessInstance caller = start();
		assertEnded(caller, "PASSED", "end_accessPassed");
		assertThat(states()).containsExactly("ACCESS_PENDING");
	}

	@Test
	void theNextProbeComesOnSchedule() {
		given(this.verifications.probe(FILING)).willAnswer((call) -> later(10))
			.willAnswer((call) -> later(30))
			.willReturn(passed());
		ProcessInstance caller = start();
		assertThat(engine.timer("timer_nextProbe").getDuedate()).isEqualTo(at(Duration.ofMinutes(10)));
		engine.fire("timer_nextProbe");
		verify(this.verifications, times(2)).probe(FILING);
		assertThat(engine.timer("timer_nextProbe").getDuedate()).isEqualTo(at(Duration.ofMinutes(30)));
		engine.fire("timer_nextProbe");
		assertEnded(caller, "PASSED", "end_accessPassed");
	}

	@Test
	void theApplicantNeedNotWaitForTheSchedule() {
		given(this.verifications.probe(FILING)).willAnswer((call) -> later(30)).willReturn(passed());
		ProcessInstance caller = start();
		this.process.probeRequested(FILING);
		engine.work();
		assertEnded(caller, "PASSED", "end_accessPassed");
	}

	@Test
	void aRequestThatFindsNobodyWaitingIsNoError() {
		ProcessInstance caller = engine.engine().getRuntimeService().startProcessInstanceByKey("caller", FILING);
		this.process.probeRequested(FILING);
		this.process.retryRequested(FILING);
		this.process.evidenceSubmitted(FILING);
		verify(this.verifications, never()).probe(any());
		given(this.verifications.probe(FILING)).willReturn(passed());
		engine.work();
		assertEnded(caller, "PASSED", "end_accessPassed");
	}

	@Test
	void aDoubtfulPageIsPutBeforeACaseWorker() {
		given(this.verifications.probe(FILING)).willReturn(new ProbeOutcome(PERSON, null));
		ProcessInstance caller = start();
		Task task = engine.task("task_reviewAccessEvidence");
		assertThat(task.getDueDate()).isEqualTo(Date.from(EVIDENCE_DUE));
		assertThat(engine.engine().getTaskService().getIdentityLinksForTask(task.getId()))
			.extracting(IdentityLink::getGroupId)
			.containsExactly("case-worker");
		assertThat(engine.timers()).containsExactly("timer_evidenceReviewReminder");
		decide("ACCEPTED");
		assertThat(engine.inputs("closeDeadline", "deadlineKind")).containsExactly("EVIDENCE_REVIEW");
		assertEnded(caller, "PASSED", "end_accessPassed");
	}

	@Test
	void aCaseWorkerIsRemindedOfEvidenceAndTheLeadTold() {
		this.remindersLeft = 2;
		given(this.verifications.probe(FILING)).willReturn(new ProbeOutcome(PERSON, null));
		ProcessInstance caller = start();
		assertThat(engine.timer("timer_evidenceReviewReminder").getDuedate())
			.isEqualTo(Date.from(EVIDENCE_DUE.minus(Duration.ofHours(8))));
		engine.fire("timer_evidenceReviewReminder");
		engine.fire("timer_evidenceReviewNextReminder");
		assertThat(engine.inputs("sendReminder", "deadlineKind")).containsExactly("EVIDENCE_REVIEW", "EVIDENCE_REVIEW");
		assertThat(engine.tasks()).containsExactly("task_reviewAccessEvidence");
		decide("ACCEPTED");
		assertEnded(caller, "PASSED", "end_accessPassed");
	}

	@Test
	void evidenceThatDoesNotConvinceLeavesTheWindowAsItWas() {
		given(this.verifications.openWindow(FILING)).willReturn(window(1, Duration.ofHours(48)));
		given(this.verifications.probe(FILING)).willAnswer((call) -> later(30))
			.willAnswer((call) -> later(30))
			.willReturn(passed());
		ProcessInstance caller = start();
		this.process.evidenceSubmitted(FILING);
		engine.work();
		assertThat(engine.tasks()).containsExactly("task_reviewAccessEvidence");
		assertThat(engine.timers()).containsExactly("timer_evidenceReviewReminder");
		engine.clock().forward(Duration.ofHours(3));
		decide("REJECTED");
		verify(this.verifications, times(2)).openWindow(FILING);
		assertThat(engine.timer("timer_accessVerification").getDuedate())
			.isEqualTo(Date.from(TracedEngine.START.plus(Duration.ofHours(24))));
		engine.fire("timer_nextProbe");
		assertEnded(caller, "PASSED", "end_accessPassed");
	}

	@Test
	void evidenceRejectedAfterTheEndOfTheWindowEndsIt() {
		given(this.verifications.openWindow(FILING)).willReturn(window(1, Duration.ofHours(48)));
		given(this.verifications.probe(FILING)).willAnswer((call) -> later(60));
		given(this.verifications.closeWindow(FILING)).willReturn(new AccessRestart(false, null, null));
		given(this.verifications.conclude(FILING)).willReturn(false);
		ProcessInstance caller = start();
		this.process.evidenceSubmitted(FILING);
		engine.work();
		engine.clock().forward(Duration.ofHours(25));
		decide("REJECTED");
		assertEnded(caller, "FAILED", "end_accessFailed");
	}

	@Test
	void afterTwentyFourHoursTheApplicantMayStartAgain() {
		given(this.verifications.probe(FILING)).willAnswer((call) -> later(60 * 30)).willReturn(passed());
		ProcessInstance caller = start();
		assertThat(engine.timer("timer_accessVerification").getDuedate()).isEqualTo(at(Duration.ofHours(24)));
		engine.fire("timer_accessVerification");
		assertThat(engine.timers()).containsExactly("timer_accessRestart", "timer_accessRestartReminder");
		assertThat(engine.inputs("sendNotice", "noticeKind")).containsExactly("ACCESS_FAILED");
		given(this.verifications.openWindow(FILING)).willAnswer((call) -> window(2, Duration.ofHours(48)));
		this.process.retryRequested(FILING);
		engine.work();
		assertEnded(caller, "PASSED", "end_accessPassed");
		assertThat(states()).containsExactly("ACCESS_PENDING", "ACCESS_FAILED", "ACCESS_PENDING");
	}

	@Test
	void aNoticeThatDoesNotGoOutHoldsNobodyUp() {
		given(this.verifications.probe(FILING)).willAnswer((call) -> later(60 * 30)).willReturn(passed());
		ProcessInstance caller = start();
		String timer = engine.timer("timer_accessVerification").getId();
		engine.clock().forward(Duration.ofHours(24));
		engine.engine().getManagementService().executeJob(timer);
		String closing = engine.engine().getManagementService().createJobQuery().messages().singleResult().getId();
		engine.engine().getManagementService().executeJob(closing);
		String notice = engine.engine().getManagementService().createJobQuery().messages().singleResult().getId();
		engine.engine().getManagementService().setJobRetries(notice, 0);
		this.process.retryRequested(FILING);
		engine.work();
		assertEnded(caller, "PASSED", "end_accessPassed");
		assertThat(engine.engine().getManagementService().createJobQuery().count()).isZero();
	}

	@Test
	void whoDoesNotStartAgainWithinTenDaysHasFailed() {
		given(this.verifications.probe(FILING)).willAnswer((call) -> later(60 * 30));
		given(this.verifications.conclude(FILING)).willReturn(false);
		ProcessInstance caller = start();
		engine.fire("timer_accessVerification");
		assertThat(engine.timer("timer_accessRestart").getDuedate()).isEqualTo(at(Duration.ofDays(10)));
		engine.fire("timer_accessRestart");
		assertEnded(caller, "FAILED", "end_accessFailed");
	}

	@Test
	void whenNoWindowIsLeftItHasFailed() {
		given(this.verifications.probe(FILING)).willAnswer((call) -> later(60 * 30));
		given(this.verifications.closeWindow(FILING)).willReturn(new AccessRestart(false, null, null));
		given(this.verifications.conclude(FILING)).willReturn(false);
		ProcessInstance caller = start();
		engine.fire("timer_accessVerification");
		assertEnded(caller, "FAILED", "end_accessFailed");
		assertThat(engine.calls("sendNotice")).isEmpty();
		assertThat(states()).containsExactly("ACCESS_PENDING", "ACCESS_FAILED");
	}

	@Test
	void remindersComeAsLongAsTheLadderHasRungs() {
		this.remindersLeft = 2;
		given(this.verifications.openWindow(FILING)).willAnswer((call) -> window(2, Duration.ofHours(6)));
		given(this.verifications.probe(FILING)).willAnswer((call) -> later(60 * 30));
		given(this.verifications.closeWindow(FILING)).willAnswer((call) -> restart(Duration.ofDays(5)));
		start();
		engine.fire("timer_accessVerificationReminder");
		engine.fire("timer_accessVerificationNextReminder");
		assertThat(engine.inputs("sendReminder", "deadlineKind")).containsExactly("ACCESS_RETRY", "ACCESS_RETRY");
		assertThat(engine.timers()).containsExactly("timer_accessVerification", "timer_nextProbe");
		this.remindersLeft = 2;
		engine.fire("timer_accessVerification");
		engine.fire("timer_accessRestartReminder");
		engine.fire("timer_accessRestartNextReminder");
		assertThat(engine.inputs("sendReminder", "deadlineKind")).containsExactly("ACCESS_RETRY", "ACCESS_RETRY",
				"ACCESS_RESTART", "ACCESS_RESTART");
		assertThat(engine.timers()).containsExactly("timer_accessRestart");
	}

	private static ProcessInstance start() {
		return engine.start("caller", Map.of());
	}

	private static void decide(String outcome) {
		engine.complete("task_reviewAccessEvidence", "evidenceOutcome", outcome);
	}

	private static List<Object> states() {
		return engine.inputs("enterState", "filingState");
	}

	private static void assertEnded(ProcessInstance caller, String outcome, String end) {
		assertThat(engine.tasks()).containsExactly("after");
		assertThat(engine.engine().getRuntimeService().getVariable(caller.getId(), "accessOutcome")).isEqualTo(outcome);
		assertThat(engine.isOver("access-verification")).isTrue();
		assertThat(engine.ends("access-verification")).contains(end);
	}

	private static Date at(Duration later) {
		return Date.from(engine.clock().instant().plus(later));
	}

	private static AccessWindow window(int number, Duration firstReminder) {
		Instant now = engine.clock().instant();
		return new AccessWindow(number, (number == 1) ? DeadlineKind.ACCESS_VERIFICATION : DeadlineKind.ACCESS_RETRY,
				now, now.plus(Duration.ofHours(24)), now.plus(firstReminder));
	}

	private static AccessRestart restart(Duration firstReminder) {
		Instant now = engine.clock().instant();
		return new AccessRestart(true, now.plus(Duration.ofDays(10)), now.plus(firstReminder));
	}

	private static ProbeOutcome passed() {
		return new ProbeOutcome(PASSED, null);
	}

	private static ProbeOutcome later(int minutes) {
		return new ProbeOutcome(WAIT, engine.clock().instant().plus(Duration.ofMinutes(minutes)));
	}

}
