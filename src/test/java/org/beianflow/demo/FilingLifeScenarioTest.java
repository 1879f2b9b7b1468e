package org.beianflow.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import org.beianflow.account.Applicants;
import org.beianflow.account.CurrentActor;
import org.beianflow.audit.AuditTrail;
import org.beianflow.check.Refusal;
import org.beianflow.deadline.Deadline;
import org.beianflow.deadline.DeadlineKind;
import org.beianflow.deadline.Deadlines;
import org.beianflow.engine.EngineJobs;
import org.beianflow.fee.Fees;
import org.beianflow.filing.DecisionForm;
import org.beianflow.filing.Filing;
import org.beianflow.filing.FilingDesk;
import org.beianflow.filing.FilingFee;
import org.beianflow.filing.FilingForm;
import org.beianflow.filing.FilingReference;
import org.beianflow.filing.FilingRounds;
import org.beianflow.filing.FilingState;
import org.beianflow.filing.Filings;
import org.beianflow.filing.StaffDesk;
import org.beianflow.filing.StaffTask;
import org.beianflow.filing.StaffTasksStore;
import org.beianflow.fee.TransferDeclaration;
import org.beianflow.material.Materials;
import org.beianflow.notice.NoticeKind;
import org.beianflow.notice.Notices;
import org.beianflow.register.Register;
import org.beianflow.review.Reviews;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The life of one filing, from its draft to its number, with the whole application and
 * the engine under a clock that the test moves: across the Spring Festival of 2026, whose
 * make-up Saturdays 14 and 28 February count as working days.
 */
@Tag("application")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.MOCK,
		properties = { "beianflow.demo.filings=false", "spring.datasource.url=jdbc:h2:mem:life;DB_CLOSE_DELAY=-1",
				"beianflow.material.disk.directory=target/life/materials", "beianflow.material.spool=target/life/spool",
				"beianflow.privacy.demo-directory=target/life/keys",
				"beianflow.audit.seal-directory=target/life/seals/${random.uuid}",
				"camunda.bpm.job-execution.enabled=false" })
@ActiveProfiles("demo")
class FilingLifeScenarioTest {

	private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

	@Autowired
	private FilingScript script;

	@Autowired
	private ClockMover mover;

	@Autowired
	private DemoClock clock;

	@Autowired
	private Applicants applicants;

	@Autowired
	private FilingDesk desk;

	@Autowired
	private StaffDesk staffDesk;

	@Autowired
	private StaffTasksStore tasks;

	@Autowired
	private FilingFee filingFee;

	@Autowired
	private Fees fees;

	@Autowired
	private Filings filings;

	@Autowired
	private FilingRounds rounds;

	@Autowired
	private Materials materials;

	@Autowired
	private Reviews reviews;

	@Autowired
	private Deadlines deadlines;

	@Autowired
	private Notices notices;

	@Autowired
	private Register register;

	@Autowired
	private AuditTrail audit;

	@Autowired
	private EngineJobs jobs;

	private CurrentActor company;

	@BeforeEach
	void signIn() {
		this.company = CurrentActor.applicant(
				this.applicants.authenticate(DemoPeople.COMPANY_APPLICANT, DemoPeople.APPLICANT_PASSWORD, "127.0.0.1")
					.id());
	}

	@AfterEach
	void back() {
		this.mover.visit(Instant.now());
	}

	@Test
	void aFilingFromItsFirstToItsLastDay() {
		this.jobs.undisturbed(this::life);
	}

	private void life() {
		// Monday 9 February 2026: a company fills in its filing and submits it.
		at("2026-02-09T09:00");
		FilingForm form = DemoForms.enterprise(DemoForms.Place.BEIJING, 77, "北京春和软件有限公司", "春和软件官网", "chunhe-demo.cn",
				LocalDate.of(2026, 2, 9));
		FilingReference reference = this.script.draft(form, this.company);
		assertThatThrownBy(() -> this.script.submit(reference, this.company)).isInstanceOfSatisfying(Refusal.class,
				(refusal) -> assertThat(refusal.violations()).isNotEmpty()
					.allMatch((violation) -> violation.path().startsWith("materials[")));
		assertThat(state(reference)).isEqualTo(FilingState.DRAFT);
		this.script.upload(reference, this.company);
		this.script.submit(reference, this.company);
		assertThat(state(reference)).isEqualTo(FilingState.PRELIM_PENDING);
		assertThat(this.rounds.of(reference)).singleElement()
			.satisfies((round) -> assertThat(round.sealedAt()).isNotNull());

		// A second filing of the same company cannot run beside it.
		FilingReference second = this.script.draft(form, this.company);
		this.script.upload(second, this.company);
		assertThatThrownBy(() -> this.desk.submit(second, null, this.company)).isInstanceOf(Refusal.class)
			.hasMessageContaining("filing.subject.running");

		// The case worker returns it, with everything at once; only that can be edited.
		this.script.decide(reference, StaffTask.PROVIDER_REVIEW, "worker.bj",
				FilingScript.returned("RETURNED", "请修改后再次提交。",
						new DecisionForm.Item("services[0].website.name", "NAME", "网站名称不规范。", "请写明用途。", "CORRECT")));
		assertThat(state(reference)).isEqualTo(FilingState.PRELIM_RETURNED);
		assertThat(told(reference)).contains(NoticeKind.FILING_SUBMITTED, NoticeKind.PROVIDER_RETURNED);
		assertThatThrownBy(() -> this.desk.submit(reference, null, this.company)).isInstanceOfSatisfying(Refusal.class,
				(refusal) -> assertThat(refusal.messageKey()).isEqualTo("filing.resubmit.unchanged"));
		this.script.correctSiteName(reference, "春和软件产品展示", this.company);
		this.script.submit(reference, this.company);
		assertThat(state(reference)).isEqualTo(FilingState.RESUBMITTED);

		// Passed. The fee comes by transfer: one person records it, another confirms it.
		at("2026-02-10T10:00");
		this.script.pass(reference, "worker.bj", List.copyOf(this.reviews.askedConfirmations(reference.value())));
		assertThat(state(reference)).isEqualTo(FilingState.PAYMENT_PENDING);
		long owed = this.fees.noticeOf(reference.value()).orElseThrow().totalFen();
		this.filingFee.declareTransfer(reference, new TransferDeclaration(LocalDate.of(2026, 2, 10), owed,
				this.script.slip(reference, this.company), "SN20260210"), this.company);
		this.script.runDue();
		assertThat(state(reference)).isEqualTo(FilingState.PAYMENT_CONFIRM);
		transfer(reference, owed);
		assertThat(state(reference)).isEqualTo(FilingState.FORWARD_PENDING);

		// Sent to the authority, and verified by SMS in the second round on the make-up
		// Saturday 14 February: 20 working days end on 20 March.
		at("2026-02-12T09:00");
		this.script.decide(reference, StaffTask.SENDING, "supervisor",
				FilingScript.outcome("SENT", Map.of("receiptNumber", "BJGJ-77")));
		assertThat(state(reference)).isEqualTo(FilingState.SMS_VERIFY);
		smsVerificationLapsesOnceAndIsPassed(reference);
		assertThat(state(reference)).isEqualTo(FilingState.AUTHORITY_REVIEW);
		Deadline review = this.deadlines.running(reference.value(), DeadlineKind.AUTHORITY_REVIEW).orElseThrow();
		assertThat(review.dueAt()).isEqualTo(instant("2026-03-21T00:00"));
		assertThatThrownBy(() -> this.desk.withdraw(reference, this.company)).isInstanceOf(Refusal.class);

		// Days pass, reminders go out, and the end of the time approves nothing.
		days("2026-02-15T10:00", "2026-03-24T10:00");
		assertThat(state(reference)).isEqualTo(FilingState.AUTHORITY_REVIEW);
		assertThat(told(reference)).contains(NoticeKind.STAFF_REMINDER, NoticeKind.STAFF_OVERDUE)
			.doesNotContain(NoticeKind.AUTHORITY_APPROVED);
		assertThat(this.notices.list(reference.value()))
			.filteredOn((notice) -> notice.kind() == NoticeKind.STAFF_OVERDUE)
			.extracting((notice) -> notice.recipient())
			.contains("staff:reviewer.bj", "staff:chief.bj");

		// Approved at last: the notice goes out, the site answers, the final review
		// comes.
		this.script.decide(reference, StaffTask.AUTHORITY_REVIEW, "reviewer.bj", FilingScript.outcome("APPROVED"));
		assertThat(told(reference)).contains(NoticeKind.AUTHORITY_APPROVED);
		assertThat(state(reference)).isEqualTo(FilingState.FINAL_REVIEW);

		// Who reviewed it may not issue the number.
		String taskId = this.tasks.of(reference.value()).get(0).taskId();
		assertThatThrownBy(() -> this.script.claim(reference, StaffTask.FINAL_REVIEW, "reviewer.bj"))
			.isInstanceOf(RuntimeException.class);
		assertThat(this.tasks.find(taskId).orElseThrow().assignee()).isNull();

		// The chief issues the number: once, and in the register.
		this.script.decide(reference, StaffTask.FINAL_REVIEW, "chief.bj", FilingScript.outcome("ISSUED"));
		assertThat(state(reference)).isEqualTo(FilingState.FILED);
		String number = this.filings.summaries(List.of(reference.value())).get(0).filingNumber();
		assertThat(number).matches("京ICP备2026\\d{6}号");
		assertThat(this.register.find("chunhe-demo.cn")).singleElement()
			.satisfies((record) -> assertThat(record.mainLicence()).isEqualTo(number));
		assertThat(told(reference)).contains(NoticeKind.NUMBER_ISSUED, NoticeKind.VENDOR_NUMBER_ISSUED);
		assertThat(this.materials.documents(reference.value()))
			.anyMatch((document) -> document.slot().equals(reference + "-archive.json"));

		// The domain is taken now, for everybody.
		FilingReference third = this.script.draft(DemoForms.enterprise(DemoForms.Place.BEIJING, 78, "北京秋实软件有限公司",
				"秋实软件官网", "chunhe-demo.cn", LocalDate.of(2026, 3, 23)), this.company);
		assertThat(this.desk.check(third, this.company)).anyMatch((violation) -> violation.code().equals("1005"));

		// What happened is on record, unbroken.
		assertThat(this.audit.verify(reference.value()).intact()).isTrue();
		assertThat(this.filings.history(reference)).extracting(Filing.Step::to)
			.containsExactly(FilingState.DRAFT, FilingState.PRELIM_PENDING, FilingState.PRELIM_REVIEW,
					FilingState.PRELIM_RETURNED, FilingState.RESUBMITTED, FilingState.PRELIM_REVIEW,
					FilingState.PAYMENT_PENDING, FilingState.PAYMENT_CONFIRM, FilingState.FORWARD_PENDING,
					FilingState.SMS_VERIFY, FilingState.PRELIM_RETURNED, FilingState.FORWARD_PENDING,
					FilingState.SMS_VERIFY, FilingState.AUTHORITY_REVIEW, FilingState.ACCESS_PENDING,
					FilingState.FINAL_REVIEW, FilingState.FILED);
	}

	/**
	 * Nobody answers for a day, so the filing comes back; sent again unchanged a day
	 * later, and answered at once.
	 */
	private void smsVerificationLapsesOnceAndIsPassed(FilingReference reference) {
		at("2026-02-12T21:30");
		this.script.runDue();
		assertThat(told(reference)).contains(NoticeKind.SMS_VERIFICATION_REMINDER, NoticeKind.SMS_PERSON_REMINDER);
		at("2026-02-13T10:00");
		this.script.runDue();
		assertThat(state(reference)).isEqualTo(FilingState.PRELIM_RETURNED);
		assertThat(told(reference)).contains(NoticeKind.SMS_VERIFICATION_FAILED);
		assertThatThrownBy(() -> this.desk.submit(reference, null, this.company)).isInstanceOfSatisfying(Refusal.class,
				(refusal) -> assertThat(refusal.messageKey()).isEqualTo("filing.resubmit.sms.early"));
		at("2026-02-14T11:00");
		this.script.submit(reference, this.company);
		assertThat(state(reference)).isEqualTo(FilingState.FORWARD_PENDING);
		this.script.decide(reference, StaffTask.SENDING, "supervisor",
				FilingScript.outcome("SENT", Map.of("receiptNumber", "BJGJ-78")));
		this.script.answerCodes(reference, this.company);
	}

	private void transfer(FilingReference reference, long owed) {
		Map<String, String> receipt = Map.of("receivedAmount", String.valueOf(owed / 100), "bankReference", "BANK1");
		String taskId = this.script.claim(reference, StaffTask.TRANSFER, "finance");
		this.staffDesk.saveDraft(taskId, FilingScript.outcome("MATCHED", receipt), this.script.actor("finance"));
		this.staffDesk.recordReceipt(taskId, this.script.actor("finance"));
		assertThatThrownBy(() -> this.staffDesk.tryDecision(taskId, this.script.actor("finance")))
			.isInstanceOf(Refusal.class);
		this.script.putBack(taskId, "finance");
		this.script.claim(reference, StaffTask.TRANSFER, "finance2");
		this.script.complete(taskId, "finance2", new DecisionForm(1, "MATCHED", null, null, null, null, null, receipt));
	}

	private FilingState state(FilingReference reference) {
		return this.filings.find(reference).orElseThrow().state();
	}

	private List<NoticeKind> told(FilingReference reference) {
		return this.notices.list(reference.value()).stream().map((notice) -> notice.kind()).distinct().toList();
	}

	private void days(String from, String to) {
		for (Instant day = instant(from); !day.isAfter(instant(to)); day = day.plus(Duration.ofDays(1))) {
			this.mover.visit(day);
			this.script.runDue();
		}
	}

	private void at(String shanghai) {
		this.mover.visit(instant(shanghai));
	}

	private static Instant instant(String shanghai) {
		return LocalDateTime.parse(shanghai).atZone(SHANGHAI).toInstant();
	}

}
