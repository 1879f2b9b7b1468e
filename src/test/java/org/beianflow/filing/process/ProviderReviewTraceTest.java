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
		reviewed("RETURNED", false);
		assertThat(engine.ends("provider-review")).contains("end_providerReviewReturned", "end_providerReviewed");
	}

	@Test
	void afterSoManyReturnsTheSupervisorDecidesAboutOneMore() {
		reviewed("RETURNED", true);
		assertThat(engine.tasks()).containsExactly("task_decideFurtherReturn");
		assertThat(engine.task("task_decideFurtherReturn").getDueDate()).isEqualTo(engine.inDays(10));
		engine.complete("task_decideFurtherReturn", "furtherReturnOutcome", "REVIEW_AGAIN");
		assertThat(engine.tasks()).containsExactly("task_providerReview");
		reviewed("RETURNED", true);
		engine.complete("task_decideFurtherReturn", "furtherReturnOutcome", "CONTINUED");
		assertThat(engine.ends("provider-review")).contains("end_furtherReturnContinued", "end_providerReviewed");
	}

	@Test
	void afterSoManyReturnsTheSupervisorMayRefuse() {
		reviewed("RETURNED", true);
		engine.complete("task_decideFurtherReturn", "furtherReturnOutcome", "NOT_ACCEPTED");
		assertThat(engine.ends("provider-review")).contains("end_furtherReturnNotAccepted", "end_providerReviewed");
	}

	private void reviewed(String outcome, boolean returnsUsedUp) {
		engine.engine()
			.getTaskService()
			.complete(engine.task("task_providerReview").getId(),
					Map.of("providerReviewOutcome", outcome, "returnsUsedUp", returnsUsedUp));
		engine.work();
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
