package org.beianflow.notice.process;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;

import org.beianflow.testing.TracedEngine;
import org.beianflow.testing.Traces;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** A notice along the diagram of its delivery. */
@Traces("notice-delivery")
class NoticeDeliveryTraceTest {

	@RegisterExtension
	static final TracedEngine engine = TracedEngine.with("notice-delivery");

	private String instance;

	@Test
	void isDelivered() {
		outcomes("DELIVERED");
		start();
		assertThat(ends()).containsExactly("end_noticeDelivered");
		assertThat(engine.inputs("deliverNotice", "noticeId")).containsExactly("42");
	}

	@Test
	void isNoLongerNeeded() {
		outcomes("SUPPRESSED");
		start();
		assertThat(ends()).containsExactly("end_noticeSuppressed");
	}

	@Test
	void isTriedAgainWhenItsTimeHasCome() {
		outcomes("RETRY", "RETRY", "DELIVERED");
		start();
		Instant first = engine.timer("timer_noticeRetry").getDuedate().toInstant();
		assertThat(first).isEqualTo(TracedEngine.START.plus(Duration.ofMinutes(1)));
		engine.fire("timer_noticeRetry");
		assertThat(engine.timer("timer_noticeRetry").getDuedate().toInstant())
			.isEqualTo(first.plus(Duration.ofMinutes(1)));
		engine.fire("timer_noticeRetry");
		assertThat(ends()).containsExactly("end_noticeDelivered");
	}

	@Test
	void isGivenToAPersonWhoResendsIt() {
		outcomes("UNDELIVERED", "DELIVERED");
		start();
		Task task = engine.task("task_handleUndelivered");
		assertThat(task.getDueDate()).isEqualTo(engine.inDays(1));
		assertThat(engine.engine().getTaskService().getIdentityLinksForTask(task.getId()))
			.extracting(IdentityLink::getGroupId)
			.containsExactly("operator");
		engine.complete("task_handleUndelivered", "undeliveredOutcome", "RESEND");
		assertThat(engine.inputs("decideUndelivered", "undeliveredOutcome")).containsExactly("RESEND");
		assertThat(ends()).containsExactly("end_noticeDelivered");
	}

	@Test
	void isGivenToAPersonWhoLeavesIt() {
		outcomes("UNDELIVERED");
		start();
		engine.complete("task_handleUndelivered", "undeliveredOutcome", "GIVE_UP");
		assertThat(engine.inputs("decideUndelivered", "undeliveredOutcome")).containsExactly("GIVE_UP");
		assertThat(ends()).containsExactly("end_noticeGivenUp");
		assertThat(engine.calls("deliverNotice")).hasSize(1);
	}

	@Test
	void isResentFromElsewhereWhileTheTaskIsOpen() {
		outcomes("UNDELIVERED", "DELIVERED");
		start();
		engine.message("noticeResent");
		assertThat(engine.tasks()).isEmpty();
		assertThat(engine.calls("decideUndelivered")).isEmpty();
		assertThat(ends()).containsExactly("end_noticeDelivered");
	}

	private void start() {
		this.instance = engine.start("notice-delivery", Map.of("noticeId", "42", "province", "110000")).getId();
	}

	private List<String> ends() {
		return engine.engine()
			.getHistoryService()
			.createHistoricActivityInstanceQuery()
			.processInstanceId(this.instance)
			.activityType("noneEndEvent")
			.list()
			.stream()
			.map(HistoricActivityInstance::getActivityId)
			.toList();
	}

	private static void outcomes(String... outcomes) {
		engine.when("deliverNotice", (execution) -> {
			String outcome = outcomes[engine.calls("deliverNotice").size() - 1];
			execution.setVariable("noticeOutcome", outcome);
			execution.setVariable("noticeRetryDueAt", Date.from(engine.clock().instant().plus(Duration.ofMinutes(1))));
			execution.setVariable("noticeHandlingDueAt", engine.inDays(1));
		});
	}

}
