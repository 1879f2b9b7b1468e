package org.beianflow.filing.process;

import java.util.Date;
import java.util.Map;

import org.beianflow.testing.TracedEngine;
import org.beianflow.testing.Traces;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** The authority's review along its diagram. */
@Traces("authority-review")
class AuthorityReviewTraceTest {

	@RegisterExtension
	static final TracedEngine engine = TracedEngine.with("authority-review", "supplement");

	@BeforeEach
	void begins() {
		engine.when("openDeadline", (execution) -> {
			switch ((String) execution.getVariable("deadlineKind")) {
				case "COMPLETENESS_NOTICE" -> {
					execution.setVariable("completenessNoticeDueAt", engine.inDays(7));
					execution.setVariable("completenessNoticeReminderDueAt", engine.inDays(3));
				}
				case "AUTHORITY_REVIEW" -> {
					execution.setVariable("authorityReviewDueAt", engine.inDays(28));
					execution.setVariable("authorityReviewReminderDueAt", engine.inDays(14));
				}
				default -> {
					execution.setVariable("supplementDueAt", engine.inDays(45));
					execution.setVariable("supplementReminderDueAt", engine.inDays(5));
				}
			}
		});
		engine.start("authority-review", Map.of("province", "110000"));
		assertThat(engine.tasks()).containsExactly("task_authorityReview");
		assertThat(engine.inputs("sendNotice", "noticeKind")).containsExactly("SENT_TO_AUTHORITY");
	}

	@Test
	void approved() {
		engine.complete("task_authorityReview", "authorityReviewOutcome", "APPROVED");
		assertThat(engine.ends("authority-review")).contains("end_authorityReviewApproved", "end_authorityDecided",
				"end_authorityReviewed");
		assertThat(engine.inputs("closeDeadline", "deadlineKind")).containsExactly("AUTHORITY_REVIEW",
				"COMPLETENESS_NOTICE");
	}

	@Test
	void returned() {
		engine.complete("task_authorityReview", "authorityReviewOutcome", "RETURNED");
		assertThat(engine.ends("authority-review")).contains("end_authorityReviewReturned", "end_authorityReviewed");
	}

	@Test
	void theChiefConfirmsARefusalOrSendsItBack() {
		engine.complete("task_authorityReview", "authorityReviewOutcome", "REFUSED");
		engine.complete("task_checkAuthorityRefusal", "refusalCheckOutcome", "REVIEW_AGAIN");
		engine.complete("task_authorityReview", "authorityReviewOutcome", "REFUSED");
		engine.complete("task_checkAuthorityRefusal", "refusalCheckOutcome", "CONFIRMED");
		assertThat(engine.ends("authority-review")).contains("end_authorityReviewRefused", "end_authorityReviewed");
	}

	@Test
	void eachOfTheTwoClocksHasItsOwnReminder() {
		assertThat(engine.timer("timer_completenessNoticeReminder").getDuedate()).isEqualTo(engine.inDays(3));
		assertThat(engine.timer("timer_authorityReviewReminder").getDuedate()).isEqualTo(engine.inDays(14));
		Date nextCompleteness = engine.inDays(4);
		Date nextReview = engine.inDays(15);
		Date dayAfter = engine.inDays(16);
		engine.when("sendReminder", (execution) -> {
			boolean completeness = execution.getVariable("deadlineKind").equals("COMPLETENESS_NOTICE");
			long sent = engine.inputs("sendReminder", "deadlineKind")
				.stream()
				.filter(execution.getVariable("deadlineKind")::equals)
				.count();
			execution.setVariable("reminderNext", sent < (completeness ? 2 : 3));
			execution.setVariable("reminderDueAt",
					completeness ? nextCompleteness : (sent == 1) ? nextReview : dayAfter);
		});

		engine.fire("timer_completenessNoticeReminder");
		assertThat(engine.timer("timer_completenessNoticeNextReminder").getDuedate()).isEqualTo(nextCompleteness);
		assertThat(engine.timer("timer_authorityReviewReminder").getDuedate()).isEqualTo(dueIn(14));
		engine.fire("timer_completenessNoticeNextReminder");
		engine.fire("timer_completenessNotice");
		assertThat(engine.calls("recordDeemedAccepted")).hasSize(1);

		engine.fire("timer_authorityReviewReminder");
		assertThat(engine.timer("timer_authorityReviewNextReminder").getDuedate()).isEqualTo(nextReview);
		engine.fire("timer_authorityReviewNextReminder");
		assertThat(engine.timer("timer_authorityReviewNextReminder").getDuedate()).isEqualTo(dayAfter);
		engine.fire("timer_authorityReviewNextReminder");
		assertThat(engine.tasks()).containsExactly("task_authorityReview");
	}

	private static Date dueIn(long days) {
		return Date.from(TracedEngine.START.plus(java.time.Duration.ofDays(days)));
	}

	@Test
	void bothLaddersDieWithTheDecision() {
		engine.when("sendReminder", (execution) -> {
			execution.setVariable("reminderNext", true);
			execution.setVariable("reminderDueAt", engine.inDays(20));
		});
		engine.fire("timer_completenessNoticeReminder");
		engine.fire("timer_authorityReviewReminder");
		assertThat(engine.timers()).contains("timer_completenessNoticeNextReminder",
				"timer_authorityReviewNextReminder");
		engine.complete("task_authorityReview", "authorityReviewOutcome", "APPROVED");
		assertThat(engine.timers()).isEmpty();
		assertThat(engine.isOver("authority-review")).isTrue();
		assertThat(engine.inputs("closeDeadline", "deadlineKind")).containsExactly("AUTHORITY_REVIEW",
				"COMPLETENESS_NOTICE");
	}

	@Test
	void anExtensionIsToldWhileTheReviewGoesOn() {
		engine.message("authorityReviewExtended");
		assertThat(engine.inputs("sendNotice", "noticeKind")).containsExactly("SENT_TO_AUTHORITY", "EXTENSION");
		assertThat(engine.tasks()).containsExactly("task_authorityReview");
	}

	@Test
	void theClockStandsStillWhileTheApplicantSupplements() {
		engine.complete("task_authorityReview", "authorityReviewOutcome", "SUPPLEMENT");
		assertThat(engine.inputs("suspendDeadline", "deadlineKind")).containsExactly("AUTHORITY_REVIEW");
		assertThat(engine.tasks()).containsExactly("task_supplementMaterials");
		assertThat(engine.timers()).doesNotContain("timer_authorityReviewReminder");
		assertThat(engine.inputs("enterState", "filingState")).containsExactly("AUTHORITY_REVIEW",
				"AUTHORITY_RETURNED");

		engine.when("resumeDeadline", (execution) -> {
			execution.setVariable("authorityReviewDueAt", engine.inDays(40));
			execution.setVariable("authorityReviewReminderDueAt", engine.inDays(30));
		});
		engine.complete("task_supplementMaterials");
		assertThat(engine.calls("sealRound")).hasSize(1);
		assertThat(engine.task("task_authorityReview").getDueDate()).isEqualTo(engine.inDays(40));
		assertThat(engine.timer("timer_authorityReviewReminder").getDuedate()).isEqualTo(engine.inDays(30));
	}

	@Test
	void withoutASupplementTheReviewerDecidesOnWhatIsThere() {
		engine.complete("task_authorityReview", "authorityReviewOutcome", "SUPPLEMENT");
		engine.fire("timer_supplement");
		assertThat(engine.calls("sealRound")).isEmpty();
		assertThat(engine.inputs("resumeDeadline", "deadlineKind")).containsExactly("AUTHORITY_REVIEW");
		assertThat(engine.tasks()).containsExactly("task_authorityReview");
	}

}
