package org.beianflow.filing.process;

import java.util.Map;

import org.beianflow.testing.TracedEngine;
import org.beianflow.testing.Traces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** Telling the applicant the decision, along its diagram. */
@Traces("decision-delivery")
class DecisionDeliveryTraceTest {

	@RegisterExtension
	static final TracedEngine engine = TracedEngine.with("decision-delivery");

	@Test
	void theNoticeIsOutBeforeAnybodyWaits() {
		engine.sets("checkDelivery", "deliveryOutcome", "DELIVERED");
		engine.start("decision-delivery", Map.of("decision", "APPROVED"));
		assertThat(engine.inputs("sendNotice", "noticeKind")).containsExactly("AUTHORITY_APPROVED");
		assertThat(engine.ends("decision-delivery")).contains("end_delivered", "end_decisionDelivered");
	}

	@Test
	void theNoticeGoesOutWhileTheProcessWaits() {
		pending("REFUSED");
		assertThat(engine.inputs("sendNotice", "noticeKind")).containsExactly("REFUSED");
		engine.message("noticeDelivered");
		assertThat(engine.ends("decision-delivery")).contains("end_decisionDelivered");
	}

	@Test
	void noChannelWorksSoSomebodyCalls() {
		pending("APPROVED");
		engine.message("noticeUndelivered");
		assertThat(engine.tasks()).containsExactly("task_callApplicant");
		engine.complete("task_callApplicant");
		assertThat(engine.ends("decision-delivery")).contains("end_decisionDelivered");
	}

	@Test
	void aLostMessageIsFoundByLookingAgain() {
		pending("APPROVED");
		engine.sets("checkDelivery", "deliveryOutcome", "UNDELIVERED");
		engine.fire("timer_deliveryCheck");
		assertThat(engine.tasks()).containsExactly("task_callApplicant");
	}

	@Test
	void reminders() {
		engine.when("sendReminder", (execution) -> {
			execution.setVariable("reminderNext", engine.calls("sendReminder").size() < 2);
			execution.setVariable("reminderDueAt", engine.inDays(1));
		});
		engine.sets("checkDelivery", "deliveryOutcome", "UNDELIVERED");
		engine.start("decision-delivery", Map.of("decision", "APPROVED"));
		engine.fire("timer_decisionDeliveryReminder");
		engine.fire("timer_decisionDeliveryNextReminder");
		assertThat(engine.tasks()).containsExactly("task_callApplicant");
	}

	private static void pending(String decision) {
		engine.when("checkDelivery", (execution) -> {
			execution.setVariable("deliveryOutcome", "PENDING");
			execution.setVariable("deliveryCheckDueAt", engine.inDays(1));
		});
		engine.start("decision-delivery", Map.of("decision", decision));
		assertThat(engine.tasks()).isEmpty();
		assertThat(engine.timers()).contains("timer_deliveryCheck");
	}

}
