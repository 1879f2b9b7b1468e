package org.beianflow.filing.process;

import java.util.Map;

import org.beianflow.testing.TracedEngine;
import org.beianflow.testing.Traces;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** The provider's review along its diagram. */
@Traces("provider-review")
class ProviderReviewTraceTest {

	@RegisterExtension
	static final TracedEngine engine = TracedEngine.with("provider-review");

	@BeforeEach
	void begins() {
		engine.start("provider-review", Map.of("province", "110000"));
		assertThat(engine.inputs("sendNotice", "noticeKind")).containsExactly("FILING_SUBMITTED");
		assertThat(engine.tasks()).containsExactly("task_providerReview");
		assertThat(engine.task("task_providerReview").getDueDate()).isEqualTo(engine.inDays(10));
	}

	@Test
	void approved() {
		engine.complete("task_providerReview", "providerReviewOutcome", "APPROVED");
		assertThat(engine.ends("provider-review")).contains("end_providerReviewApproved", "end_providerReviewed");
		assertThat(engine.inputs("closeDeadline", "deadlineKind")).containsExactly("PROVIDER_REVIEW");
	}

	@Test
	void returned() {
		engine.complete("task_providerReview", "providerReviewOutcome", "RETURNED");
		assertThat(engine.ends("provider-review")).contains("end_providerReviewReturned", "end_providerReviewed");
	}

	@Test
	void aRefusalIsLookedAtByASecondPersonWhoMayDisagree() {
		engine.complete("task_providerReview", "providerReviewOutcome", "NOT_ACCEPTED");
		assertThat(engine.tasks()).containsExactly("task_checkRefusal");
		engine.complete("task_checkRefusal", "refusalCheckOutcome", "REVIEW_AGAIN");
		assertThat(engine.tasks()).containsExactly("task_providerReview");
		engine.complete("task_providerReview", "providerReviewOutcome", "NOT_ACCEPTED");
		engine.complete("task_checkRefusal", "refusalCheckOutcome", "CONFIRMED");
		assertThat(engine.ends("provider-review")).contains("end_providerReviewNotAccepted", "end_providerReviewed");
	}

	@Test
	void remindersAndEscalationNeverDecide() {
		engine.when("sendReminder", (execution) -> {
			execution.setVariable("reminderNext", engine.calls("sendReminder").size() < 4);
			execution.setVariable("reminderDueAt", engine.inDays(1));
		});
		engine.fire("timer_providerReviewReminder");
		engine.fire("timer_providerReviewNextReminder");
		engine.fire("timer_providerReviewNextReminder");
		engine.fire("timer_providerReviewNextReminder");
		assertThat(engine.timers()).isEmpty();
		assertThat(engine.tasks()).containsExactly("task_providerReview");
	}

}
