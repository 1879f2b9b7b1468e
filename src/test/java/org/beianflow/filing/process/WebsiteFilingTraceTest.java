package org.beianflow.filing.process;

import java.util.HashMap;
import java.util.Map;

import org.beianflow.testing.TracedEngine;
import org.beianflow.testing.Traces;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.beianflow.testing.TracedEngine.stage;

/** A filing from draft to number along the main diagram; the stages are stand-ins. */
@Traces("website-filing")
class WebsiteFilingTraceTest {

	@RegisterExtension
	static final TracedEngine engine = TracedEngine.with("website-filing", "supplement");

	@BeforeEach
	void aDraft() {
		engine.sets("sealRound", "continueAt", "PROVIDER_REVIEW");
		engine.sets("assessFee", "feeDue", false);
		returnedBy("PROVIDER", "PRELIM_RETURNED");
		engine.start("website-filing", Map.of("province", "110000", "draftIdleDueAt", engine.inDays(45),
				"draftIdleReminderDueAt", engine.inDays(7)));
		assertThat(engine.tasks()).containsExactly("task_prepareMaterials");
	}

	@Test
	void fromDraftToNumber() {
		engine.sets("assessFee", "feeDue", true);
		submit(true, true, "FINAL_REVIEW");
		providerReview("APPROVED");
		engine.complete(stage("fee-payment"), "feeOutcome", "PAID");
		engine.complete(stage("authority-sending"), "sendingOutcome", "SENT");
		engine.complete(stage("sms-verification"), "smsOutcome", "VERIFIED");
		engine.complete(stage("authority-review"), "authorityReviewOutcome", "APPROVED");
		assertThat(engine.engine()
			.getTaskService()
			.getVariable(engine.task(stage("decision-delivery")).getId(), "decision")).isEqualTo("APPROVED");
		engine.complete(stage("decision-delivery"));
		engine.complete(stage("access-verification"), "accessOutcome", "PASSED");
		engine.complete(stage("final-review"), "finalReviewOutcome", "ISSUED");

		assertThat(engine.calls("issueNumber")).hasSize(1);
		assertThat(engine.calls("archiveFiling")).hasSize(1);
		assertThat(engine.calls("publishFiling")).hasSize(1);
		assertThat(engine.inputs("sendNotice", "noticeKind")).containsExactlyInAnyOrder("NUMBER_ISSUED",
				"VENDOR_NUMBER_ISSUED");
		assertThat(engine.calls("startAfterFiling")).hasSize(1);
		assertThat(engine.ends("website-filing")).contains("end_numberIssued");
		assertThat(engine.inputs("enterState", "filingState")).containsExactly("PAYMENT_PENDING", "ACCESS_PENDING",
				"ACCESS_PENDING");
		assertThat(engine.inputs("closeDeadline", "deadlineKind")).containsExactly("DRAFT_IDLE", "PUBLICATION");
	}

	@Test
	void theNumberAtTheAuthoritysApproval() {
		submit(false, true, "AUTHORITY_APPROVAL");
		providerReview("APPROVED");
		sent();
		engine.complete(stage("authority-review"), "authorityReviewOutcome", "APPROVED");
		assertThat(engine.ends("website-filing")).contains("end_numberIssued");
	}

	@Test
	void withoutAccessVerification() {
		submit(false, false, "FINAL_REVIEW");
		providerReview("APPROVED");
		sent();
		engine.complete(stage("authority-review"), "authorityReviewOutcome", "APPROVED");
		assertThat(engine.tasks()).containsExactly(stage("final-review"));
	}

	@Test
	void everyReturnComesBackThroughSupplementAndProviderReview() {
		submit(false, true, "FINAL_REVIEW");
		providerReview("RETURNED");
		supplement();
		providerReview("APPROVED");
		engine.complete(stage("authority-sending"), "sendingOutcome", "RETURNED");
		supplement();
		providerReview("APPROVED");
		sent();
		returnedBy("AUTHORITY", "AUTHORITY_RETURNED");
		engine.complete(stage("authority-review"), "authorityReviewOutcome", "RETURNED");
		supplement();
		toFinalReview();
		engine.complete(stage("final-review"), "finalReviewOutcome", "RETURNED");
		supplement();
		assertThat(engine.tasks()).containsExactly(stage("provider-review"));
		assertThat(engine.calls("sealRound")).hasSize(5);
		assertThat(engine.inputs("sendNotice", "noticeKind")).containsExactly("PROVIDER_RETURNED", "PROVIDER_RETURNED",
				"AUTHORITY_RETURNED", "AUTHORITY_RETURNED");
		assertThat(engine.inputs("enterState", "filingState")).contains("PRELIM_RETURNED", "AUTHORITY_RETURNED");
	}

	@Test
	void onlyAccessDataChangedGoesStraightBackToAccessVerification() {
		submit(false, true, "FINAL_REVIEW");
		providerReview("APPROVED");
		sent();
		approved();
		engine.complete(stage("access-verification"), "accessOutcome", "FAILED");
		engine.sets("sealRound", "continueAt", "ACCESS");
		supplement();
		assertThat(engine.tasks()).containsExactly(stage("access-verification"));
	}

	@Test
	void aLapsedSmsVerificationComesBackAndIsSentAgainUnchanged() {
		submit(true, true, "FINAL_REVIEW");
		providerReview("APPROVED");
		sent();
		engine.complete(stage("sms-verification"), "smsOutcome", "FAILED");
		engine.sets("sealRound", "continueAt", "SENDING");
		supplement();
		assertThat(engine.tasks()).containsExactly(stage("authority-sending"));
		assertThat(engine.inputs("enterState", "filingState")).contains("PRELIM_RETURNED");
	}

	@Test
	void theChiefWantsTheAccessVerifiedAgain() {
		submit(false, true, "FINAL_REVIEW");
		toFinalReview();
		engine.complete(stage("final-review"), "finalReviewOutcome", "RETURNED_ACCESS");
		assertThat(engine.tasks()).containsExactly(stage("access-verification"));
	}

	@Test
	void notAccepted() {
		submit(false, true, "FINAL_REVIEW");
		providerReview("NOT_ACCEPTED");
		assertThat(engine.inputs("closeFiling", "closedAs")).containsExactly("NOT_ACCEPTED");
		assertThat(engine.ends("website-filing")).contains("end_notAccepted");
	}

	@Test
	void refusedByTheAuthority() {
		submit(false, true, "FINAL_REVIEW");
		providerReview("APPROVED");
		sent();
		engine.complete(stage("authority-review"), "authorityReviewOutcome", "REFUSED");
		refusalIsDelivered();
	}

	@Test
	void refusedByTheChief() {
		submit(false, true, "FINAL_REVIEW");
		toFinalReview();
		engine.complete(stage("final-review"), "finalReviewOutcome", "REFUSED");
		refusalIsDelivered();
	}

	private static void refusalIsDelivered() {
		assertThat(engine.inputs("closeFiling", "closedAs")).containsExactly("REFUSED");
		assertThat(engine.engine()
			.getTaskService()
			.getVariable(engine.task(stage("decision-delivery")).getId(), "decision")).isEqualTo("REFUSED");
		engine.complete(stage("decision-delivery"));
		assertThat(engine.ends("website-filing")).contains("end_refused");
	}

	@Test
	void theDraftLiesIdle() {
		remindOnceMore();
		engine.fire("timer_draftIdleReminder");
		engine.fire("timer_draftIdleNextReminder");
		engine.fire("timer_draftIdle");
		expired();
	}

	@Test
	void theSupplementDoesNotCome() {
		submit(false, true, "FINAL_REVIEW");
		providerReview("RETURNED");
		engine.fire("timer_supplement");
		expired();
	}

	@Test
	void theFeeIsNotPaid() {
		engine.sets("assessFee", "feeDue", true);
		submit(false, true, "FINAL_REVIEW");
		providerReview("APPROVED");
		engine.complete(stage("fee-payment"), "feeOutcome", "EXPIRED");
		expired();
	}

	private static void expired() {
		assertThat(engine.inputs("closeFiling", "closedAs")).containsExactly("EXPIRED");
		assertThat(engine.ends("website-filing")).contains("end_expired");
		assertThat(engine.isOver("website-filing")).isTrue();
	}

	@Test
	void withdrawnWhileAStageIsUnderWay() {
		submit(false, true, "FINAL_REVIEW");
		engine.message("filingWithdrawn");
		assertThat(engine.tasks()).isEmpty();
		assertThat(engine.isOver("provider-review")).isTrue();
		assertThat(engine.ends("website-filing")).contains("end_withdrawn");
	}

	@Test
	void abandonedWhileTheApplicantShouldSupplement() {
		submit(false, true, "FINAL_REVIEW");
		providerReview("RETURNED");
		engine.message("filingAbandoned");
		assertThat(engine.tasks()).isEmpty();
		assertThat(engine.timers()).isEmpty();
		assertThat(engine.inputs("closeDeadline", "deadlineKind")).containsExactly("DRAFT_IDLE", "SUPPLEMENT");
		assertThat(engine.ends("website-filing")).contains("end_abandoned");
	}

	@Test
	void whatIsNotYetPublishedIsRemembered() {
		remindOnceMore();
		engine.when("publishFiling", (execution) -> {
			throw new IllegalStateException("the register does not answer");
		});
		submit(false, false, "FINAL_REVIEW");
		providerReview("APPROVED");
		sent();
		engine.complete(stage("authority-review"), "authorityReviewOutcome", "APPROVED");
		engine.completeDespiteFailures(stage("final-review"), Map.of("finalReviewOutcome", "ISSUED"));
		engine.fire("timer_publicationReminder");
		engine.fire("timer_publicationNextReminder");
		assertThat(engine.inputs("sendReminder", "deadlineKind")).containsExactly("PUBLICATION", "PUBLICATION");
		assertThat(engine.isOver("website-filing")).isFalse();
	}

	private static void remindOnceMore() {
		engine.when("sendReminder", (execution) -> {
			execution.setVariable("reminderNext", engine.calls("sendReminder").size() < 2);
			execution.setVariable("reminderDueAt", engine.inDays(1));
		});
	}

	private static void submit(boolean sms, boolean access, String numberIssuedAt) {
		Map<String, Object> profile = new HashMap<>();
		profile.put("smsVerification", sms);
		profile.put("accessVerification", access);
		profile.put("numberIssuedAt", numberIssuedAt);
		engine.complete("task_prepareMaterials", profile);
		assertThat(engine.calls("runAutomaticChecks")).isNotEmpty();
	}

	private static void providerReview(String outcome) {
		engine.complete(stage("provider-review"), "providerReviewOutcome", outcome);
	}

	private static void supplement() {
		engine.complete("task_supplementMaterials");
	}

	private static void sent() {
		engine.complete(stage("authority-sending"), "sendingOutcome", "SENT");
	}

	private static void approved() {
		engine.complete(stage("authority-review"), "authorityReviewOutcome", "APPROVED");
		engine.complete(stage("decision-delivery"));
	}

	private static void toFinalReview() {
		providerReview("APPROVED");
		sent();
		approved();
		engine.complete(stage("access-verification"), "accessOutcome", "PASSED");
	}

	private static void returnedBy(String whom, String state) {
		engine.when("openReturn", (execution) -> {
			execution.setVariable("returnedBy", whom);
			execution.setVariable("returnedState", state);
		});
	}

}
