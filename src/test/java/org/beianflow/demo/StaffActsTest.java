package org.beianflow.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.beianflow.account.Applicants;
import org.beianflow.account.CurrentActor;
import org.beianflow.check.Refusal;
import org.beianflow.engine.EngineJobs;
import org.beianflow.engine.StaffWork;
import org.beianflow.filing.BulkSending;
import org.beianflow.filing.FilingReference;
import org.beianflow.filing.FilingState;
import org.beianflow.filing.Filings;
import org.beianflow.filing.StaffDesk;
import org.beianflow.filing.StaffTask;
import org.beianflow.filing.StaffTasksStore;
import org.beianflow.notice.MailGateway;
import org.beianflow.notice.NoticeKind;
import org.beianflow.notice.NoticeState;
import org.beianflow.notice.Notices;
import org.beianflow.notice.SendResult;
import org.beianflow.review.Reviews;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.ActiveProfiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What staff does besides reviewing, with the whole application: notices that did not
 * arrive, and many filings sent at once.
 */
@Tag("application")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.MOCK,
		properties = { "beianflow.demo.filings=false", "spring.datasource.url=jdbc:h2:mem:acts;DB_CLOSE_DELAY=-1",
				"beianflow.material.disk.directory=target/acts/materials", "beianflow.material.spool=target/acts/spool",
				"beianflow.privacy.demo-directory=target/acts/keys",
				"beianflow.audit.seal-directory=target/acts/seals/${random.uuid}",
				"camunda.bpm.job-execution.enabled=false" })
@ActiveProfiles("demo")
class StaffActsTest {

	private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

	private static final AtomicInteger SERIAL = new AtomicInteger(300);

	private static final AtomicBoolean MAIL_REFUSED = new AtomicBoolean();

	@Autowired
	private FilingScript script;

	@Autowired
	private ClockMover mover;

	@Autowired
	private Applicants applicants;

	@Autowired
	private StaffDesk staffDesk;

	@Autowired
	private StaffTasksStore tasks;

	@Autowired
	private StaffWork work;

	@Autowired
	private BulkSending sending;

	@Autowired
	private Filings filings;

	@Autowired
	private Reviews reviews;

	@Autowired
	private Notices notices;

	@Autowired
	private EngineJobs jobs;

	private CurrentActor person;

	/** The mail server, which refuses an address for good while a test wants it to. */
	@TestConfiguration
	static class Mailboxes {

		@Bean
		@Primary
		MailGateway mailbox() {
			return (mail) -> MAIL_REFUSED.get() ? SendResult.refused("550 no such mailbox")
					: SendResult.sent("250", "");
		}

	}

	@BeforeEach
	void begin() {
		MAIL_REFUSED.set(false);
		this.person = CurrentActor.applicant(this.applicants
			.authenticate(DemoPeople.INDIVIDUAL_APPLICANT, DemoPeople.APPLICANT_PASSWORD, "127.0.0.1")
			.id());
		at("2026-03-02T10:00");
	}

	@AfterEach
	void back() {
		this.mover.visit(Instant.now());
	}

	@Test
	void theOperatorSeesAndSettlesWhatDidNotArriveAndACaseWorkerDoesNot() {
		MAIL_REFUSED.set(true);
		FilingReference reference = submitted(DemoForms.Place.BEIJING);
		StaffTasksStore.OpenTask task = open(reference, StaffTask.UNDELIVERED_NOTICE);
		assertThat(undelivered(reference)).isEqualTo(1);

		CurrentActor worker = this.script.actor("worker.bj");
		assertThat(this.staffDesk.open(List.of(task.taskId()), worker)).isEmpty();
		assertThatThrownBy(() -> this.staffDesk.work(task.taskId(), worker)).isInstanceOf(Refusal.class);
		assertThatThrownBy(() -> this.work.claim(task.taskId(), "worker.bj")).isInstanceOfSatisfying(Refusal.class,
				(refusal) -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.FORBIDDEN));

		CurrentActor operator = this.script.actor("operator");
		assertThat(this.staffDesk.open(List.of(task.taskId()), operator)).hasSize(1);
		assertThat(this.staffDesk.work(task.taskId(), operator).task()).isEqualTo(StaffTask.UNDELIVERED_NOTICE);
		MAIL_REFUSED.set(false);
		this.script.decide(reference, StaffTask.UNDELIVERED_NOTICE, "operator", FilingScript.outcome("RESEND"));
		assertThat(this.tasks.find(task.taskId())).isEmpty();
		assertThat(undelivered(reference)).isZero();
	}

	@Test
	void theOperatorTakesNoTaskOfReview() {
		FilingReference reference = submitted(DemoForms.Place.BEIJING);
		StaffTasksStore.OpenTask review = open(reference, StaffTask.PROVIDER_REVIEW);
		assertThat(this.staffDesk.open(List.of(review.taskId()), this.script.actor("operator"))).isEmpty();
		assertThatThrownBy(() -> this.work.claim(review.taskId(), "operator")).isInstanceOf(Refusal.class);
	}

	@Test
	void manyFilingsAreSentAtOnceAndOneBadOneStopsNoOther() {
		FilingReference first = ready(DemoForms.Place.BEIJING);
		FilingReference withoutReceipt = ready(DemoForms.Place.BEIJING);
		FilingReference elsewhere = ready(DemoForms.Place.SHANGHAI);
		FilingReference taken = ready(DemoForms.Place.BEIJING);
		this.script.claim(taken, StaffTask.SENDING, "supervisor");
		FilingReference notYet = submitted(DemoForms.Place.BEIJING);
		FilingReference last = ready(DemoForms.Place.BEIJING);

		CurrentActor worker = this.script.actor("worker.bj");
		assertThat(this.sending.waiting(worker)).extracting(StaffTasksStore.OpenTask::reference)
			.contains(first.value(), withoutReceipt.value(), last.value())
			.doesNotContain(elsewhere.value(), taken.value(), notYet.value());
		List<BulkSending.Result> results = this.sending
			.send(List.of(item(first, "R-1"), item(withoutReceipt, " "), item(elsewhere, "R-3"), item(taken, "R-4"),
					item(notYet, "R-5"), new BulkSending.Item("F2026039999999", "R-6"), item(last, "R-7")), worker);
		this.script.runDue();

		assertThat(results).extracting(BulkSending.Result::sent)
			.containsExactly(true, false, false, false, false, false, true);
		assertThat(results).filteredOn((result) -> !result.sent())
			.extracting((result) -> result.refusal().messageKey())
			.containsExactly("filing.decision.incomplete", "filing.sending.notWaiting", "filing.task.other",
					"filing.sending.notWaiting", "filing.sending.notWaiting");
		assertThat(state(first)).isEqualTo(FilingState.AUTHORITY_REVIEW);
		assertThat(state(last)).isEqualTo(FilingState.AUTHORITY_REVIEW);
		assertThat(state(withoutReceipt)).isEqualTo(FilingState.FORWARD_PENDING);
		assertThat(open(withoutReceipt, StaffTask.SENDING).assignee()).as("what failed is taken by nobody").isNull();
		assertThat(state(elsewhere)).isEqualTo(FilingState.FORWARD_PENDING);
		assertThat(state(taken)).isEqualTo(FilingState.FORWARD_PENDING);
		assertThat(state(notYet)).isEqualTo(FilingState.PRELIM_PENDING);
	}

	@Test
	void whoMaySendNothingIsTurnedAwayAtTheDoor() {
		assertThatThrownBy(() -> this.sending.send(List.of(new BulkSending.Item("F2026030000001", "R")),
				this.script.actor("reviewer.bj")))
			.isInstanceOfSatisfying(Refusal.class,
					(refusal) -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.FORBIDDEN));
		assertThat(this.sending.waiting(this.script.actor("reviewer.bj"))).isEmpty();
		assertThatThrownBy(() -> this.sending.send(List.of(), this.script.actor("supervisor"))).isInstanceOfSatisfying(
				Refusal.class, (refusal) -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.MALFORMED));
	}

	private static BulkSending.Item item(FilingReference reference, String receipt) {
		return new BulkSending.Item(reference.value(), receipt);
	}

	private FilingReference submitted(DemoForms.Place place) {
		int serial = SERIAL.incrementAndGet();
		FilingReference reference = this.script.draft(DemoForms.individual(place, serial, "林晓", "林晓的读书笔记",
				"acts" + serial + "-demo.cn", LocalDate.of(2026, 3, 2)), this.person);
		this.script.upload(reference, this.person);
		this.script.submit(reference, this.person);
		return reference;
	}

	private FilingReference ready(DemoForms.Place place) {
		FilingReference reference = submitted(place);
		this.script.pass(reference, (place == DemoForms.Place.BEIJING) ? "worker.bj" : "worker.sh",
				List.copyOf(this.reviews.askedConfirmations(reference.value())));
		assertThat(state(reference)).isEqualTo(FilingState.FORWARD_PENDING);
		return reference;
	}

	private StaffTasksStore.OpenTask open(FilingReference reference, StaffTask task) {
		return this.tasks.of(reference.value())
			.stream()
			.filter((open) -> open.taskKey().equals(task.key()))
			.findFirst()
			.orElseThrow();
	}

	private long undelivered(FilingReference reference) {
		return this.notices.list(reference.value())
			.stream()
			.filter((notice) -> notice.kind() == NoticeKind.FILING_SUBMITTED && notice.state() == NoticeState.DEAD)
			.count();
	}

	private FilingState state(FilingReference reference) {
		return this.filings.find(reference).orElseThrow().state();
	}

	private void at(String shanghai) {
		this.mover.visit(LocalDateTime.parse(shanghai).atZone(SHANGHAI).toInstant());
	}

}
