package org.beianflow.demo;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.assertj.core.api.ThrowableAssert;
import org.beianflow.access.AccessArrangement;
import org.beianflow.access.AccessVerifications;
import org.beianflow.account.Applicants;
import org.beianflow.account.CurrentActor;
import org.beianflow.account.Registration;
import org.beianflow.audit.Actor;
import org.beianflow.audit.AuditTrail;
import org.beianflow.check.Finding;
import org.beianflow.check.Refusal;
import org.beianflow.check.Violation;
import org.beianflow.engine.StaffWork;
import org.beianflow.fee.TransferDeclaration;
import org.beianflow.filing.BlankPapers;
import org.beianflow.filing.BulkSending;
import org.beianflow.filing.DecisionForm;
import org.beianflow.filing.Filing;
import org.beianflow.filing.FilingDesk;
import org.beianflow.filing.FilingFee;
import org.beianflow.filing.FilingForm;
import org.beianflow.filing.FilingKind;
import org.beianflow.filing.FilingReference;
import org.beianflow.filing.FilingRetention;
import org.beianflow.filing.FilingRounds;
import org.beianflow.filing.FilingState;
import org.beianflow.filing.Filings;
import org.beianflow.filing.FindingStore;
import org.beianflow.filing.MorningDigest;
import org.beianflow.filing.StaffDesk;
import org.beianflow.filing.StaffTask;
import org.beianflow.filing.StaffTasksStore;
import org.beianflow.material.MaterialKind;
import org.beianflow.material.MaterialVersion;
import org.beianflow.material.Materials;
import org.beianflow.notice.MailGateway;
import org.beianflow.notice.NoticeKind;
import org.beianflow.notice.NoticeState;
import org.beianflow.notice.NoticeView;
import org.beianflow.notice.Notices;
import org.beianflow.notice.SendResult;
import org.beianflow.number.FilingNumbers;
import org.beianflow.number.IssuedNumbers;
import org.beianflow.register.Register;
import org.beianflow.register.RegisterEntry;
import org.beianflow.register.ServiceState;
import org.beianflow.review.CallAttempt;
import org.beianflow.review.Reviews;
import org.beianflow.subject.CertificateType;
import org.beianflow.subject.FilingSubject;
import org.beianflow.subject.PersonInCharge;
import org.beianflow.subject.SubjectNature;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Cases beside the straight road, with the whole application: notices that did not
 * arrive, many filings sent at once, kinds that do not fit the register.
 */
@Tag("application")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.MOCK,
		properties = { "beianflow.demo.filings=false", "spring.datasource.url=jdbc:h2:mem:cases;DB_CLOSE_DELAY=-1",
				"beianflow.material.disk.directory=target/cases/materials",
				"beianflow.material.spool=target/cases/spool", "beianflow.privacy.demo-directory=target/cases/keys",
				"beianflow.audit.seal-directory=target/cases/seals/${random.uuid}",
				"camunda.bpm.job-execution.enabled=false" })
@ActiveProfiles("demo")
class FilingCasesTest {

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
	private FilingFee filingFee;

	@Autowired
	private Reviews reviews;

	@Autowired
	private Notices notices;

	@Autowired
	private FilingDesk desk;

	@Autowired
	private Register register;

	@Autowired
	private FilingNumbers numbers;

	@Autowired
	private FindingStore findings;

	@Autowired
	private AccessVerifications verifications;

	@Autowired
	private BlankPapers papers;

	@Autowired
	private Materials materials;

	@Autowired
	private FilingRetention retention;

	@Autowired
	private FilingRounds rounds;

	@Autowired
	private AuditTrail trail;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private DemoNetwork network;

	@Autowired
	private MorningDigest digest;

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
		assertThat(this.notices.find(Long.parseLong(task.about())).orElseThrow().state()).isEqualTo(NoticeState.DEAD);
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
		assertThat(state(first)).isEqualTo(FilingState.SMS_VERIFY);
		assertThat(state(last)).isEqualTo(FilingState.SMS_VERIFY);
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

	@Test
	void aServiceIsAddedOnlyToASubjectThatIsFiled() {
		int serial = SERIAL.incrementAndGet();
		FilingReference stranger = this.script.draft(FilingKind.ADD_SERVICE, form(DemoForms.Place.BEIJING, serial),
				this.person);
		assertThat(found(stranger)).contains("1016 subject.certificateNumber");

		IssuedNumbers filed = enter(stranger, form(DemoForms.Place.BEIJING, serial));
		assertThat(found(this.script.draft(form(DemoForms.Place.BEIJING, serial), this.person)))
			.contains("1003 subject.certificateNumber");
		FilingForm added = form(DemoForms.Place.BEIJING, serial, "林晓的观鸟日志", "birds" + serial + "-demo.cn");
		FilingReference second = this.script.draft(FilingKind.ADD_SERVICE, added, this.person);
		assertThat(found(second)).allMatch((line) -> line.contains("materials["));
		assertThat(found(this.script.draft(FilingKind.ADD_SERVICE,
				form(DemoForms.Place.BEIJING, serial, "林晓的读书笔记", "x-demo.cn"), this.person)))
			.contains("1020 services[0].website.name");

		FilingReference elsewhere = this.script.draft(FilingKind.ADD_SERVICE, inProvince(added, "310000"), this.person);
		assertThat(found(elsewhere)).contains("1045 subject.province");

		// The added service takes the next number of the same subject.
		this.script.upload(second, this.person);
		this.script.submit(second, this.person);
		this.script.pass(second, "worker.bj", List.copyOf(this.reviews.askedConfirmations(second.value())));
		this.script.decide(second, StaffTask.SENDING, "supervisor",
				FilingScript.outcome("SENT", Map.of("receiptNumber", "R")));
		this.script.answerCodes(second, this.person);
		this.script.decide(second, StaffTask.AUTHORITY_REVIEW, "reviewer.bj", FilingScript.outcome("APPROVED"));
		this.script.decide(second, StaffTask.FINAL_REVIEW, "chief.bj", FilingScript.outcome("ISSUED"));
		assertThat(this.register.find("birds" + serial + "-demo.cn")).singleElement()
			.satisfies((record) -> assertThat(record.serviceLicence()).isEqualTo(filed.subject() + "-2"));

		this.register.cancel(filed.subject(), Actor.staff("chief.bj"), "order 1");
		assertThat(found(this.script.draft(FilingKind.ADD_SERVICE, form(DemoForms.Place.BEIJING, serial), this.person)))
			.contains("1049 subject.certificateNumber");
		assertThat(found(this.script.draft(form(DemoForms.Place.BEIJING, serial), this.person)))
			.allMatch((line) -> line.contains("materials["));
	}

	@Test
	void aMobileStandsForPersonsOfOneSubjectUnlessItIsTheSamePerson() {
		FilingReference first = submitted(DemoForms.Place.BEIJING);
		PersonInCharge known = this.filings.find(first).orElseThrow().form().subject().principal();
		int serial = SERIAL.incrementAndGet();
		FilingForm other = form(DemoForms.Place.BEIJING, serial, "林晓的登山日志", "climb" + serial + "-demo.cn");
		PersonInCharge own = other.subject().principal();
		PersonInCharge borrowed = new PersonInCharge(own.name(), own.idType(), own.idNumber(), own.idValidFrom(),
				own.idValidTo(), own.idLongTerm(), known.mobile(), own.emergencyPhone(), own.officePhone(),
				own.email());
		assertThat(found(this.script.draft(withPrincipal(other, borrowed), this.person)))
			.contains("1011 subject.principal.mobile");

		FilingForm company = DemoForms.enterprise(DemoForms.Place.BEIJING, SERIAL.incrementAndGet(), "北京观山科技有限公司",
				"观山官网", "guanshan" + serial + "-demo.cn", LocalDate.of(2026, 3, 2));
		assertThat(found(this.script.draft(withPrincipal(company, known), this.person)))
			.doesNotContain("1011 subject.principal.mobile");
	}

	/** 个人信息保护法 art. 13 and 29: before they are kept, not when they are handed in. */
	@Test
	void nothingAboutAPersonIsKeptBeforeItWasAgreedTo() {
		FilingForm form = form(DemoForms.Place.BEIJING, SERIAL.incrementAndGet());
		assertThat(missing(() -> this.script.draft(with(form), this.person))).containsExactly("consents.personalData",
				"consents.sensitivePersonalData");
		assertThat(missing(() -> this.script.draft(with(form, "personalData"), this.person)))
			.containsExactly("consents.sensitivePersonalData");

		FilingReference draft = this.script.draft(new FilingForm(null, List.of(), null), this.person);
		assertThat(missing(() -> this.desk.upload(draft, MaterialKind.SUBJECT_CERTIFICATE, "front", "front.png",
				new ByteArrayInputStream(new byte[0]), this.person)))
			.containsExactly("consents.personalData", "consents.sensitivePersonalData");
		assertThat(missing(() -> this.desk.edit(draft, with(form, "truthful"), null, this.person)))
			.containsExactly("consents.personalData", "consents.sensitivePersonalData");
		FilingForm agreed = with(form, "personalData", "sensitivePersonalData");
		this.desk.edit(draft, agreed, null, this.person);
		assertThat(missing(() -> this.desk.edit(draft, with(form, "sensitivePersonalData"), null, this.person)))
			.containsExactly("consents.personalData");
		assertThat(this.filings.find(draft).orElseThrow().form()).isEqualTo(agreed);
	}

	/** What a unit states of itself tells about nobody. */
	@Test
	void aUnitMayNameItselfBeforeAnybodyAgreed() {
		FilingSubject subject = new FilingSubject(SubjectNature.ENTERPRISE, "北京听泉科技有限公司",
				CertificateType.BUSINESS_LICENCE, DemoNumbers.creditCode("110105", SERIAL.incrementAndGet()),
				"北京市朝阳区听泉路 1 号", null, null, null, "110000", null, null, "北京市朝阳区听泉路 1 号", null, null, null, null, null);
		FilingReference draft = this.script.draft(new FilingForm(subject, List.of(), null), this.person);
		assertThat(this.filings.find(draft).orElseThrow().form().subject()).isEqualTo(subject);
	}

	private static FilingForm with(FilingForm form, String... consents) {
		return new FilingForm(form.subject(), form.services(), FilingForm.Consents.of(List.of(consents)));
	}

	private static List<String> missing(ThrowableAssert.ThrowingCallable act) {
		Refusal refusal = catchThrowableOfType(Refusal.class, act);
		assertThat(refusal).isNotNull();
		return refusal.violations().stream().map(Violation::path).toList();
	}

	private static FilingForm withPrincipal(FilingForm form, PersonInCharge principal) {
		FilingSubject subject = form.subject();
		return new FilingForm(
				new FilingSubject(subject.nature(), subject.name(), subject.certificateType(),
						subject.certificateNumber(), subject.certificateAddress(), subject.certificateValidFrom(),
						subject.certificateValidTo(), subject.longTerm(), subject.province(), subject.city(),
						subject.district(), subject.communicationAddress(), subject.businessScope(),
						subject.businessStatus(), subject.legalRepresentative(), subject.remark(), principal),
				form.services(), form.consents());
	}

	@Test
	void aSubjectWithoutServicesAddsOneWhereItsProvinceAllowsIt() {
		for (DemoForms.Place place : List.of(DemoForms.Place.BEIJING, DemoForms.Place.SHENZHEN)) {
			int serial = SERIAL.incrementAndGet();
			FilingReference added = this.script.draft(FilingKind.ADD_SERVICE,
					form(place, serial, "林晓的观鸟日志", "shell" + serial + "-demo.cn"), this.person);
			IssuedNumbers filed = enter(added, form(place, serial));
			this.register.move(filed.services().get(0), ServiceState.CANCELLED, Actor.staff("chief.bj"), "order 2");
			if (place == DemoForms.Place.BEIJING) {
				assertThat(found(added)).noneMatch((line) -> line.startsWith("SHELL_SUBJECT"));
			}
			else {
				assertThat(found(added)).contains("SHELL_SUBJECT subject.certificateNumber");
			}
		}
	}

	@Test
	void theReviewerIsToldThatASubjectIsOnTheBlacklistAndThatOtherListsAreUnchecked() {
		int serial = SERIAL.incrementAndGet();
		FilingReference reference = this.script.draft(FilingKind.ADD_SERVICE,
				form(DemoForms.Place.BEIJING, serial, "林晓的观鸟日志", "listed" + serial + "-demo.cn"), this.person);
		IssuedNumbers filed = enter(reference, form(DemoForms.Place.BEIJING, serial));
		this.register.blacklist(filed.subject(), true, Actor.staff("chief.bj"), "order 3");
		this.script.upload(reference, this.person);
		this.script.submit(reference, this.person);
		assertThat(this.findings.of(reference, 1))
			.anyMatch((finding) -> finding.messageKey().equals("filing.finding.subject.blacklisted")
					&& finding.state() == Finding.State.FAIL)
			.anyMatch((finding) -> finding.messageKey().equals("subject.advice.blacklist")
					&& finding.state() == Finding.State.UNCHECKED)
			.noneMatch(
					(finding) -> finding.messageKey().contains("blacklist") && finding.state() == Finding.State.PASS);
	}

	@Test
	void afterSoManyReturnsTheSupervisorDecides() {
		FilingReference reference = submitted(DemoForms.Place.BEIJING);
		for (int round = 1; round <= 5; round++) {
			returnAgain(reference, round);
			assertThat(state(reference)).isEqualTo(FilingState.PRELIM_RETURNED);
			this.script.correctSiteName(reference, "林晓的读书笔记第" + "一二三四五".charAt(round - 1) + "版", this.person);
			this.script.submit(reference, this.person);
		}
		returnAgain(reference, 6);
		assertThat(state(reference)).isEqualTo(FilingState.PRELIM_REVIEW);
		assertThatThrownBy(() -> this.script.claim(reference, StaffTask.FURTHER_RETURN, "worker.bj"))
			.isInstanceOf(Refusal.class);
		this.script.decide(reference, StaffTask.FURTHER_RETURN, "supervisor", FilingScript.outcome("CONTINUED"));
		assertThat(state(reference)).isEqualTo(FilingState.PRELIM_RETURNED);

		this.script.correctSiteName(reference, "林晓的读书札记", this.person);
		this.script.submit(reference, this.person);
		returnAgain(reference, 7);
		this.script.decide(reference, StaffTask.FURTHER_RETURN, "supervisor",
				new DecisionForm(0, "NOT_ACCEPTED", List
					.of(new DecisionForm.Item("services[0].website.name", "NAME", "多次补正后网站名称仍不规范。", null, "BLOCK")),
						null, null, "《非经营性互联网信息服务备案管理办法》第七条", null, null));
		assertThat(state(reference)).isEqualTo(FilingState.NOT_ACCEPTED);
		assertThat(this.notices.list(reference.value()))
			.anyMatch((notice) -> notice.kind() == NoticeKind.NOT_ACCEPTED && notice.text().contains("多次补正后"));
	}

	private void returnAgain(FilingReference reference, int round) {
		String taskId = this.script.claim(reference, StaffTask.PROVIDER_REVIEW, "worker.bj");
		Map<String, String> resolved = new HashMap<>();
		this.reviews.openItems(reference.value()).forEach((open) -> resolved.put("resolved-" + open.id(), "true"));
		this.script.complete(taskId, "worker.bj",
				new DecisionForm(
						0, "RETURNED", List.of(new DecisionForm.Item("services[0].website.name", "NAME",
								"网站名称不规范（" + round + "）。", "请写明用途。", "CORRECT")),
						null, null, null, "请修改后再次提交。", resolved));
	}

	@Test
	void aMaterialThatWasSentBackIsRejectedUntilANewOnePasses() {
		FilingReference reference = submitted(DemoForms.Place.BEIJING);
		assertThat(judged(reference)).containsOnlyKeys(MaterialVersion.State.RECEIVED);
		this.script.decide(reference, StaffTask.PROVIDER_REVIEW, "worker.bj",
				FilingScript.returned("RETURNED", "请修改后再次提交。",
						new DecisionForm.Item("services[0].website.name", "NAME", "网站名称不规范。", "请写明用途。", "CORRECT"),
						new DecisionForm.Item("materials[M6]", "DOCUMENT_UNCLEAR", "承诺书的签字看不清。", "请重新拍照。", "CORRECT")));
		assertThat(judged(reference).get(MaterialVersion.State.REJECTED)).singleElement().satisfies((version) -> {
			assertThat(version.kind()).isEqualTo(MaterialKind.COMMITMENT);
			assertThat(version.reason()).isEqualTo("承诺书的签字看不清。");
		});

		this.script.correctSiteName(reference, "林晓的读书札记", this.person);
		assertThatThrownBy(() -> this.script.submit(reference, this.person)).isInstanceOfSatisfying(Refusal.class,
				(refusal) -> assertThat(refusal.violations()).extracting(Violation::path, Violation::code)
					.contains(tuple("materials[M6]", "MATERIAL_REJECTED")));
		this.desk.upload(reference, MaterialKind.COMMITMENT, "", "commitment.png",
				new ByteArrayInputStream(FilingScript.picture("M6 again")), this.person);
		this.script.submit(reference, this.person);
		assertThat(judged(reference)).containsOnlyKeys(MaterialVersion.State.RECEIVED);

		Map<String, String> resolved = new HashMap<>();
		this.reviews.openItems(reference.value()).forEach((open) -> resolved.put("resolved-" + open.id(), "true"));
		String taskId = this.script.claim(reference, StaffTask.PROVIDER_REVIEW, "worker.bj");
		this.staffDesk.recordCall(taskId, CallAttempt.Outcome.REACHED, "已核实", this.script.actor("worker.bj"));
		this.script.complete(taskId, "worker.bj", new DecisionForm(0, "APPROVED", null, null,
				List.copyOf(this.reviews.askedConfirmations(reference.value())), null, null, resolved));
		assertThat(judged(reference)).containsOnlyKeys(MaterialVersion.State.ACCEPTED);
	}

	@Test
	void accessDataThatChangeWhileTheyAreVerifiedAreCheckedAndVerified() {
		FilingReference reference = approved("nosite-demo.cn");
		assertThat(state(reference)).isEqualTo(FilingState.ACCESS_PENDING);
		FilingForm form = this.desk.read(reference, this.person).form();
		assertThatThrownBy(() -> this.desk.edit(reference, withAddress(form, "127.0.0.300"), null, this.person))
			.isInstanceOfSatisfying(Refusal.class, (refusal) -> assertThat(refusal.violations()).isNotEmpty()
				.allMatch((violation) -> violation.path().startsWith("services[0].access.ips")));
		FilingForm without = new FilingForm(form.subject(),
				List.of(new FilingForm.ServiceEntry(form.services().get(0).website(), null)), form.consents());
		assertThatThrownBy(() -> this.desk.edit(reference, without, null, this.person)).isInstanceOf(Refusal.class);
		assertThat(targets(reference)).containsExactly("127.0.0.1");

		this.desk.edit(reference, withAddress(form, "127.0.0.2"), null, this.person);
		assertThat(targets(reference)).containsExactly("127.0.0.2");
		assertThat(this.notices.list(reference.value()))
			.anyMatch((notice) -> notice.kind() == NoticeKind.AUTHORITY_APPROVED
					&& notice.text().contains(this.verifications.status(reference.value()).tokenPath()));
	}

	private List<String> targets(FilingReference reference) {
		return this.verifications.status(reference.value())
			.targets()
			.stream()
			.flatMap((target) -> target.addresses().stream())
			.toList();
	}

	@Test
	void ofTwoFilingsOfOneDomainOnlyOneIsIssuedANumberAndTheOtherIsReturned() {
		String domain = "twice" + SERIAL.incrementAndGet() + "-demo.cn";
		FilingReference first = approved(domain);
		FilingReference second = approved(domain);
		this.script.decide(first, StaffTask.FINAL_REVIEW, "chief.bj", FilingScript.outcome("ISSUED"));
		assertThat(state(first)).isEqualTo(FilingState.FILED);
		String taskId = this.script.claim(second, StaffTask.FINAL_REVIEW, "chief.bj");
		assertThatThrownBy(() -> this.script.complete(taskId, "chief.bj", FilingScript.outcome("ISSUED")))
			.hasStackTraceContaining("filing.decision.domain.filed");
		assertThat(state(second)).isEqualTo(FilingState.FINAL_REVIEW);
		this.script.complete(taskId, "chief.bj",
				new DecisionForm(1, "RETURNED", List
					.of(new DecisionForm.Item("services[0].website.domains", "1005", "域名已由他人备案。", "请更换域名。", "CORRECT")),
						null, null, null, "请更换域名。", null));
		assertThat(state(second)).isEqualTo(FilingState.PRELIM_RETURNED);
	}

	@Test
	void whatHasBecomeWrongMeanwhileCanBeMendedThoughNobodyListedIt() {
		at("2026-03-02T09:00:00");
		FilingForm form = form(DemoForms.Place.BEIJING, SERIAL.incrementAndGet());
		AccessArrangement access = form.services().get(0).access();
		FilingReference reference = this.script.draft(withAccess(form, expiringOn(access, LocalDate.of(2026, 4, 2))),
				this.person);
		this.script.upload(reference, this.person);
		this.script.submit(reference, this.person);
		this.script.decide(reference, StaffTask.PROVIDER_REVIEW, "worker.bj",
				FilingScript.returned("RETURNED", "请修改后再次提交。",
						new DecisionForm.Item("services[0].website.name", "NAME", "网站名称不规范。", "请写明用途。", "CORRECT")));
		FilingForm locked = withAccess(form, expiringOn(access, LocalDate.of(2027, 4, 2)));
		assertThatThrownBy(() -> this.desk.edit(reference, locked, null, this.person)).isInstanceOfSatisfying(
				Refusal.class,
				(refusal) -> assertThat(refusal.violations()).extracting(Violation::code).containsOnly("LOCKED"));
		assertThatThrownBy(() -> this.desk.edit(reference, inProvince(form, "310000"), null, this.person))
			.isInstanceOf(Refusal.class);

		at("2026-03-05T09:00:00");
		this.script.correctSiteName(reference, "林晓的读书札记", this.person);
		assertThat(this.desk.check(reference, this.person)).extracting(Violation::path)
			.containsExactly("services[0].access.instanceExpiresOn");
		FilingForm present = this.desk.read(reference, this.person).form();
		this.desk.edit(reference, withAccess(present, expiringOn(access, LocalDate.of(2027, 4, 2))), null, this.person);
		// And once more: what was changed since the last submission stays open.
		this.desk.edit(reference, withAccess(present, expiringOn(access, LocalDate.of(2028, 4, 2))), null, this.person);
		this.script.submit(reference, this.person);
		assertThat(state(reference)).isEqualTo(FilingState.RESUBMITTED);
	}

	@Test
	void aReturnThatNamesNoPlaceOpensEverything() {
		FilingReference reference = submitted(DemoForms.Place.BEIJING);
		this.script.decide(reference, StaffTask.PROVIDER_REVIEW, "worker.bj", FilingScript.returned("RETURNED",
				"请更换联系电话后再次提交。", new DecisionForm.Item(null, "OTHER", "联系电话无人接听。", "请更换电话。", "CORRECT")));
		FilingForm form = this.desk.read(reference, this.person).form();
		this.desk.edit(reference, withAddress(form, "127.0.0.2"), null, this.person);
		this.script.correctSiteName(reference, "林晓的读书札记", this.person);
		this.script.submit(reference, this.person);
		assertThat(state(reference)).isEqualTo(FilingState.RESUBMITTED);
	}

	private static AccessArrangement expiringOn(AccessArrangement it, LocalDate day) {
		return new AccessArrangement(it.providerId(), it.accessType(), it.serverRegion(), it.ips(), it.instanceId(),
				it.instanceOwnerAccount(), day, it.serviceCode(), it.techContact(), it.allocation());
	}

	private static FilingForm withAddress(FilingForm form, String ip) {
		AccessArrangement it = form.services().get(0).access();
		return withAccess(form,
				new AccessArrangement(it.providerId(), it.accessType(), it.serverRegion(), List.of(ip), it.instanceId(),
						it.instanceOwnerAccount(), it.instanceExpiresOn(), it.serviceCode(), it.techContact(),
						it.allocation()));
	}

	private static FilingForm withAccess(FilingForm form, AccessArrangement access) {
		return new FilingForm(form.subject(),
				List.of(new FilingForm.ServiceEntry(form.services().get(0).website(), access)), form.consents());
	}

	/** A filing that the authority approved; its access is being verified, or was. */
	private FilingReference approved(String domain) {
		FilingReference reference = this.script
			.draft(form(DemoForms.Place.BEIJING, SERIAL.incrementAndGet(), "林晓的读书笔记", domain), this.person);
		this.script.upload(reference, this.person);
		this.script.submit(reference, this.person);
		this.script.pass(reference, "worker.bj", List.copyOf(this.reviews.askedConfirmations(reference.value())));
		this.script.decide(reference, StaffTask.SENDING, "supervisor",
				FilingScript.outcome("SENT", Map.of("receiptNumber", "R")));
		this.script.answerCodes(reference, this.person);
		this.script.decide(reference, StaffTask.AUTHORITY_REVIEW, "reviewer.bj", FilingScript.outcome("APPROVED"));
		return reference;
	}

	private Map<MaterialVersion.State, List<MaterialVersion>> judged(FilingReference reference) {
		return this.materials.list(reference.value()).stream().collect(Collectors.groupingBy(MaterialVersion::state));
	}

	@Test
	void nobodyJudgesAFilingOfTheOwn() {
		String id = this.applicants
			.register(new Registration("own-filing", "13800138077", "Worker.BJ@staff.example.cn",
					DemoPeople.APPLICANT_PASSWORD, "zh-CN"), "127.0.0.2")
			.id();
		this.person = CurrentActor.applicant(id);
		FilingReference reference = submitted(DemoForms.Place.BEIJING);
		assertThatThrownBy(() -> this.script.claim(reference, StaffTask.PROVIDER_REVIEW, "worker.bj"))
			.isInstanceOfSatisfying(Refusal.class,
					(refusal) -> assertThat(refusal.messageKey()).isEqualTo("review.separation.creator"));
	}

	@Test
	void whatIsToBeSignedIsDownloadedFilledInAndOnlyByItsApplicant() throws Exception {
		FilingReference reference = this.script
			.draft(form(DemoForms.Place.BEIJING, SERIAL.incrementAndGet(), "林晓的读书笔记", "papers-demo.cn"), this.person);
		assertThat(this.papers.of(reference, this.person)).contains(BlankPapers.Paper.AUTHENTICITY_SHEET,
				BlankPapers.Paper.COMMITMENT);
		for (BlankPapers.Paper paper : this.papers.of(reference, this.person)) {
			try (PDDocument pdf = Loader.loadPDF(this.papers.pdf(reference, paper, this.person))) {
				assertThat(new PDFTextStripper().getText(pdf)).contains("林晓", "papers-demo.cn", reference.value());
			}
		}
		assertThatThrownBy(
				() -> this.papers.pdf(reference, BlankPapers.Paper.COMMITMENT, this.script.actor("worker.bj")))
			.isInstanceOf(Refusal.class);
	}

	@Test
	void anIdleDraftIsRemindedEndsAndIsErased() {
		at("2026-08-03T10:00:00");
		FilingReference reference = this.script
			.draft(form(DemoForms.Place.BEIJING, SERIAL.incrementAndGet(), "林晓的读书笔记", "idle-demo.cn"), this.person);
		this.script.upload(reference, this.person);
		UUID document = this.materials.list(reference.value()).get(0).id();
		for (String day : List.of("2026-08-11", "2026-08-19", "2026-09-03", "2026-09-15", "2026-09-21")) {
			at(day + "T10:00:00");
			this.script.runDue();
		}
		assertThat(state(reference)).isEqualTo(FilingState.EXPIRED);
		assertThat(this.notices.list(reference.value())
			.stream()
			.filter((notice) -> notice.kind() == NoticeKind.DEADLINE_REMINDER)
			.map(NoticeView::occurrence)
			.distinct()).hasSize(4);
		assertThat(this.notices.list(reference.value())).anyMatch((notice) -> notice.kind() == NoticeKind.EXPIRED);
		at("2026-12-10T10:00:00");
		this.retention.keep();
		assertThat(this.filings.find(reference).orElseThrow().form().subject()).isNotNull();
		at("2026-12-21T10:00:00");
		this.retention.keep();
		Filing erased = this.filings.find(reference).orElseThrow();
		assertThat(erased.form()).isEqualTo(new FilingForm(null, List.of(), null));
		assertThat(erased.state()).isEqualTo(FilingState.EXPIRED);
		assertThat(this.materials.documents(reference.value())).isEmpty();
		assertThatThrownBy(() -> this.materials.open(document)).isInstanceOf(Refusal.class);
		assertThat(this.desk.read(reference, this.person).form().services()).isEmpty();
		assertThat(this.retention.keep()).isZero();
	}

	@Test
	void whatEndedWithoutANumberIsErasedAfterItsTimeAndItsHistoryStays() {
		at("2026-08-03T10:00:00");
		FilingReference running = submitted(DemoForms.Place.BEIJING);
		FilingReference reference = submitted(DemoForms.Place.BEIJING);
		this.script.runDue();
		UUID document = this.materials.list(reference.value()).get(0).id();
		at("2026-08-04T10:00:00");
		this.desk.withdraw(reference, this.person);
		this.script.runDue();
		at("2029-08-03T09:00:00");
		this.retention.keep();
		assertThat(this.desk.read(reference, this.person).form().subject()).isNotNull();
		assertThat(this.rounds.form(reference, 1).orElseThrow()).contains("林晓");
		assertThat(count("bf_filing_key", reference)).isPositive();
		assertThat(addressed(reference)).isPositive();
		String hash = this.rounds.of(reference).get(0).formSha256();

		at("2029-08-04T10:00:00");
		assertThat(this.retention.keep()).isPositive();
		Filing erased = this.desk.read(reference, this.person);
		assertThat(erased.blank()).isTrue();
		assertThat(erased.state()).isEqualTo(FilingState.WITHDRAWN);
		assertThat(this.rounds.form(reference, 1)).contains("{}");
		assertThat(this.rounds.of(reference)).singleElement().satisfies((round) -> {
			assertThat(round.formSha256()).isEqualTo(hash);
			assertThat(round.pdfDocument()).isNull();
		});
		assertThat(this.materials.documents(reference.value())).isEmpty();
		assertThatThrownBy(() -> this.materials.open(document)).isInstanceOf(Refusal.class);
		assertThat(count("bf_filing_key", reference)).isZero();
		assertThat(count("bf_filing_domain", reference)).isZero();
		assertThat(addressed(reference)).isZero();
		assertThat(this.filings.summaries(List.of(reference.value()))).singleElement()
			.satisfies((line) -> assertThat(line.name()).isNull());
		assertThat(this.filings.history(reference)).extracting(Filing.Step::to)
			.contains(FilingState.PRELIM_PENDING, FilingState.WITHDRAWN);
		assertThat(this.trail.of(reference.value())).filteredOn((entry) -> entry.act().equals("filing.erased"))
			.singleElement()
			.satisfies((entry) -> assertThat(entry.facts()).containsEntry("state", "WITHDRAWN"));
		assertThatThrownBy(() -> this.desk.copy(reference, this.person)).isInstanceOfSatisfying(Refusal.class,
				(refusal) -> assertThat(refusal.messageKey()).isEqualTo("filing.copy.blank"));
		assertThat(this.desk.read(running, this.person).blank()).isFalse();
		assertThat(this.retention.keep()).isZero();
	}

	private int count(String table, FilingReference reference) {
		return this.jdbc.sql("select count(*) from " + table + " where reference = ?")
			.param(reference.value())
			.query(Integer.class)
			.single();
	}

	private int addressed(FilingReference reference) {
		return this.jdbc
			.sql("select count(*) from bf_notice where filing = ? and (address is not null or channel in "
					+ "('MAIL', 'SMS') and masked_address <> '')")
			.param(reference.value())
			.query(Integer.class)
			.single();
	}

	@Test
	void staffAreToldOfTheirWorkOnceEachWorkingMorning() {
		at("2026-08-06T10:00:00");
		FilingReference reference = submitted(DemoForms.Place.BEIJING);
		// A Saturday, and too early on Monday.
		at("2026-08-08T09:00:00");
		this.digest.keep();
		at("2026-08-10T08:00:00");
		this.digest.keep();
		assertThat(digests("2026-08-08")).isEmpty();
		assertThat(digests("2026-08-10")).isEmpty();
		at("2026-08-10T08:45:00");
		this.digest.keep();
		this.digest.keep();
		assertThat(digests("2026-08-10")).extracting(NoticeView::recipient)
			.contains("staff:worker.bj", "staff:supervisor")
			.doesNotContain("staff:auditor")
			.doesNotHaveDuplicates();
		assertThat(digests("2026-08-10")).filteredOn((notice) -> notice.recipient().equals("staff:worker.bj"))
			.singleElement()
			.satisfies((notice) -> assertThat(notice.text()).contains(reference.value(), "初审"));
		this.script.claim(reference, StaffTask.PROVIDER_REVIEW, "worker.bj");
		at("2026-08-11T08:45:00");
		this.digest.keep();
		assertThat(digests("2026-08-11")).filteredOn((notice) -> notice.recipient().equals("staff:worker.bj"))
			.singleElement()
			.satisfies((notice) -> assertThat(notice.text()).contains(reference.value()));
		at("2026-08-12T14:00:00");
		this.digest.keep();
		assertThat(digests("2026-08-12")).isEmpty();
	}

	private List<NoticeView> digests(String day) {
		return this.notices.list("digest-" + day);
	}

	@Test
	void whoGivesUpWhileAccessIsVerifiedEndsTheVerificationToo() {
		this.network.set("nosite-demo.cn", DemoSite.Behaviour.WRONG_ADDRESS);
		FilingReference reference = this.script
			.draft(form(DemoForms.Place.BEIJING, SERIAL.incrementAndGet(), "林晓的读书笔记", "nosite-demo.cn"), this.person);
		this.script.upload(reference, this.person);
		this.script.submit(reference, this.person);
		this.script.pass(reference, "worker.bj", List.copyOf(this.reviews.askedConfirmations(reference.value())));
		this.script.decide(reference, StaffTask.SENDING, "supervisor",
				FilingScript.outcome("SENT", Map.of("receiptNumber", "R")));
		this.script.answerCodes(reference, this.person);
		this.script.decide(reference, StaffTask.AUTHORITY_REVIEW, "reviewer.bj", FilingScript.outcome("APPROVED"));
		assertThat(state(reference)).isEqualTo(FilingState.ACCESS_PENDING);
		assertThat(this.verifications.status(reference.value()).state().isFinal()).isFalse();
		this.desk.abandon(reference, this.person);
		assertThat(state(reference)).isEqualTo(FilingState.ABANDONED);
		assertThat(this.verifications.status(reference.value()).state().isFinal()).isTrue();
		this.script.runDue();
	}

	/** Code and path of everything that stands in the way of submitting. */
	private List<String> found(FilingReference reference) {
		return this.desk.check(reference, this.person)
			.stream()
			.map((violation) -> violation.code() + " " + violation.path())
			.toList();
	}

	/** Puts a filed subject into the register, as an earlier filing would have. */
	private IssuedNumbers enter(FilingReference sameSubject, FilingForm form) {
		String key = this.filings.subjectKey(sameSubject);
		String earlier = "F20250100" + String.format("%05d", SERIAL.incrementAndGet());
		FilingForm.ServiceEntry service = form.services().get(0);
		IssuedNumbers issued = this.numbers.issueFor(earlier, form.subject().province(), key,
				List.of(service.website().type()));
		this.register.enter(new RegisterEntry(earlier, key, issued.subject(), form.subject(),
				List.of(new RegisterEntry.Service(issued.services().get(0), service.website(), List.of()))));
		return issued;
	}

	private static FilingForm inProvince(FilingForm form, String province) {
		FilingSubject it = form.subject();
		return new FilingForm(
				new FilingSubject(it.nature(), it.name(), it.certificateType(), it.certificateNumber(),
						it.certificateAddress(), it.certificateValidFrom(), it.certificateValidTo(), it.longTerm(),
						province, it.city(), it.district(), it.communicationAddress(), it.businessScope(),
						it.businessStatus(), it.legalRepresentative(), it.remark(), it.principal()),
				form.services(), form.consents());
	}

	private static FilingForm form(DemoForms.Place place, int serial) {
		return form(place, serial, "林晓的读书笔记", "cases" + serial + "-demo.cn");
	}

	private static FilingForm form(DemoForms.Place place, int serial, String site, String domain) {
		return DemoForms.individual(place, serial, "林晓", site, domain, LocalDate.of(2026, 3, 2));
	}

	@Test
	void aTransferThatFallsShortIsToldToTheApplicantAndToFinance() {
		int serial = SERIAL.incrementAndGet();
		CurrentActor company = CurrentActor.applicant(
				this.applicants.authenticate(DemoPeople.COMPANY_APPLICANT, DemoPeople.APPLICANT_PASSWORD, "127.0.0.1")
					.id());
		FilingReference reference = this.script.draft(DemoForms.enterprise(DemoForms.Place.BEIJING, serial,
				"北京短款软件有限公司", "短款软件官网", "short" + serial + "-demo.cn", LocalDate.of(2026, 3, 2)), company);
		this.script.upload(reference, company);
		this.script.submit(reference, company);
		this.script.pass(reference, "worker.bj", List.copyOf(this.reviews.askedConfirmations(reference.value())));
		this.filingFee.declareTransfer(reference, new TransferDeclaration(LocalDate.of(2026, 3, 2), 10_000L,
				this.script.slip(reference, company), "SN20260302"), company);
		this.script.runDue();
		Map<String, String> receipt = Map.of("receivedAmount", "100", "bankReference", "BANK1");
		String taskId = this.script.claim(reference, StaffTask.TRANSFER, "finance");
		this.staffDesk.saveDraft(taskId, FilingScript.outcome("MISMATCH", receipt), this.script.actor("finance"));
		this.staffDesk.recordReceipt(taskId, this.script.actor("finance"));
		this.script.putBack(taskId, "finance");
		this.script.claim(reference, StaffTask.TRANSFER, "finance2");
		this.script.complete(taskId, "finance2",
				new DecisionForm(1, "MISMATCH", null, null, null, null, "到账少于应付金额。", receipt));
		this.script.runDue();

		assertThat(state(reference)).isEqualTo(FilingState.PAYMENT_PENDING);
		assertThat(recipients(reference, NoticeKind.PAYMENT_MISMATCH)).singleElement()
			.asString()
			.startsWith("applicant:");
		assertThat(recipients(reference, NoticeKind.STAFF_PAYMENT_MISMATCH)).contains("staff:finance",
				"staff:finance2");
	}

	private Set<String> recipients(FilingReference reference, NoticeKind kind) {
		return this.notices.list(reference.value())
			.stream()
			.filter((notice) -> notice.kind() == kind)
			.map((notice) -> notice.recipient())
			.collect(Collectors.toSet());
	}

	private static BulkSending.Item item(FilingReference reference, String receipt) {
		return new BulkSending.Item(reference.value(), receipt);
	}

	private FilingReference submitted(DemoForms.Place place) {
		FilingReference reference = this.script.draft(form(place, SERIAL.incrementAndGet()), this.person);
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
