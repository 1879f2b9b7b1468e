package org.beianflow.demo;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Map;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import org.beianflow.account.Applicants;
import org.beianflow.account.CurrentActor;
import org.beianflow.deadline.Deadline;
import org.beianflow.deadline.DeadlineKind;
import org.beianflow.deadline.Deadlines;
import org.beianflow.engine.EngineJobs;
import org.beianflow.filing.FilingForm;
import org.beianflow.filing.FilingReference;
import org.beianflow.filing.StaffTask;
import org.beianflow.filing.StaffTasksStore;
import org.beianflow.notice.NoticeKind;
import org.beianflow.notice.NoticeView;
import org.beianflow.notice.Notices;
import org.beianflow.review.Reviews;
import org.beianflow.testing.ChromiumExtension;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.VariableInstance;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.support.TransactionOperations;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The notice for the next year comes while a review runs into it: imported through the
 * page with its faults named, previewed, confirmed by a second person, carried out and
 * written into the journal, in a real browser.
 */
@Tag("application")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "beianflow.demo.filings=false", "spring.datasource.url=jdbc:h2:mem:import;DB_CLOSE_DELAY=-1",
				"beianflow.material.disk.directory=target/import/materials",
				"beianflow.material.spool=target/import/spool", "beianflow.privacy.demo-directory=target/import/keys",
				"beianflow.audit.seal-directory=target/import/seals/${random.uuid}",
				"camunda.bpm.job-execution.enabled=false" })
@ActiveProfiles("demo")
class CalendarImportBrowserTest {

	private static final String SOURCE = "国务院办公厅关于2027年部分节假日安排的通知（样例）";

	/** New Year's Eve to the 4th of January off, Saturday the 9th worked. */
	private static final String YEAR = """
			{"year": 2027, "status": "OFFICIAL", "source": "%s", "holidays": [
			{"name": "元旦", "from": "2027-01-01", "to": "2027-01-04", "makeUp": ["%s"]},
			{"name": "春节", "from": "2027-02-05", "to": "2027-02-11", "makeUp": ["2027-02-14"]},
			{"name": "清明节", "from": "2027-04-03", "to": "2027-04-05", "makeUp": []},
			{"name": "劳动节", "from": "2027-05-01", "to": "2027-05-05", "makeUp": ["2027-05-08"]},
			{"name": "端午节", "from": "2027-06-09", "to": "2027-06-09", "makeUp": []},
			{"name": "中秋节", "from": "2027-09-15", "to": "2027-09-15", "makeUp": []},
			{"name": "国庆节", "from": "2027-10-01", "to": "2027-10-07", "makeUp": ["2027-09-26", "2027-10-09"]}]}""";

	@RegisterExtension
	static final ChromiumExtension CHROMIUM = ChromiumExtension.forAllTests();

	@LocalServerPort
	private int port;

	@Autowired
	private FilingScript script;

	@Autowired
	private ClockMover mover;

	@Autowired
	private Applicants applicants;

	@Autowired
	private Reviews reviews;

	@Autowired
	private Deadlines deadlines;

	@Autowired
	private StaffTasksStore tasks;

	@Autowired
	private EngineJobs jobs;

	@Autowired
	private ManagementService management;

	@Autowired
	private RuntimeService runtime;

	@Autowired
	private TransactionOperations transaction;

	@Autowired
	private Notices notices;

	@Test
	void aYearIsImportedWhileItsClocksRun() {
		this.jobs.undisturbed(this::imported);
	}

	private void imported() {
		this.mover.visit(Instant.parse("2026-12-10T02:00:00Z"));
		FilingReference reference = underReview();
		Deadline before = review(reference);
		assertThat(before.lastDay()).contains(LocalDate.parse("2027-01-08"));
		assertThat(before.provisional()).isTrue();

		String change;
		try (BrowserContext first = context(1440)) {
			Page page = signedIn(first, "admin");
			page.navigate(url("/console/calendar?year=2027"));
			assertThat(page.locator("article h2").first()).containsText("暂定");
			decent(page);

			// A make-up day in the middle of the week: named, and nothing is lost.
			choose(page, YEAR.formatted(SOURCE, "2027-01-06"));
			assertThat(page.locator("main")).containsText("2027-01-06");
			assertThat(review(reference)).isEqualTo(before);

			page.navigate(url("/console/calendar?year=2027"));
			choose(page, YEAR.formatted(SOURCE, "2027-01-09"));
			assertThat(heading(page)).containsText("2027");
			Locator line = page.locator("tbody tr", new Page.LocatorOptions().setHasText(reference.value()));
			assertThat(line).containsText("2027-01-08 24:00");
			assertThat(line).containsText("2027-01-09 24:00");
			assertThat(line).containsText("+1");
			decent(page);
			assertThat(button(page, "确认")).hasCount(0);
			change = page.url();
		}
		assertThat(review(reference)).as("looking moves nothing").isEqualTo(before);

		try (BrowserContext second = context(390)) {
			Page page = signedIn(second, "admin2");
			page.navigate(change);
			decent(page);
			button(page, "确认").click();
			assertThat(page.locator(".state").first()).containsText("正在调整");
			killedInTheMiddle(reference, before);
			this.jobs.runDue();
			// Some minutes later it looks once more for limits that were being opened
			// meanwhile.
			this.mover.visit(Instant.parse("2026-12-10T02:10:00Z"));
			this.jobs.runDue();
			page.navigate(change);
			assertThat(page.locator(".state.done").first()).isVisible();
			assertThat(page.locator("dl.facts")).containsText("admin2");
			assertThat(page.locator("tbody tr", new Page.LocatorOptions().setHasText(reference.value())))
				.containsText("+1");
			decent(page);
		}

		Deadline after = review(reference);
		assertThat(after.lastDay()).contains(LocalDate.parse("2027-01-09"));
		assertThat(after.provisional()).isFalse();
		assertThat(this.tasks.of(reference.value())).singleElement()
			.satisfies((task) -> assertThat(task.dueAt()).isEqualTo(after.dueAt()));
		assertThat(inTheEngine(reference)).isEqualTo(after.dueAt());
		assertThat(this.notices.list(reference.value())).filteredOn((notice) -> notice.kind() == NoticeKind.DATE_MOVED)
			.isNotEmpty()
			.extracting(NoticeView::channel)
			.doesNotHaveDuplicates();
		assertThat(this.deadlines.ledger(after)).singleElement()
			.satisfies((entry) -> assertThat(entry.ground()).isEqualTo(SOURCE));
		try (BrowserContext third = context(1440)) {
			Page page = third.newPage();
			page.navigate(url("/filings/" + reference));
			page.locator("[name=username]").fill(DemoPeople.INDIVIDUAL_APPLICANT);
			page.locator("[name=password]").fill(DemoPeople.APPLICANT_PASSWORD);
			page.locator("main button").first().click();
			page.locator(".clock a").click();
			Locator days = page.locator("table.days tbody tr.counts");
			assertThat(days).hasCount(20);
			assertThat(days.last()).containsText("2027-01-09");
		}
	}

	/**
	 * What a batch has done without its end counts for nothing, in the engine neither.
	 */
	private void killedInTheMiddle(FilingReference reference, Deadline before) {
		String batch = this.management.createJobQuery().processDefinitionKey("clock-change").singleResult().getId();
		Boolean moved = this.transaction.execute((status) -> {
			this.management.executeJob(batch);
			status.setRollbackOnly();
			return !review(reference).dueAt().equals(before.dueAt()) && !inTheEngine(reference).equals(before.dueAt());
		});
		assertThat(moved).as("it was in the middle").isTrue();
		assertThat(review(reference)).isEqualTo(before);
		assertThat(inTheEngine(reference)).isEqualTo(before.dueAt());
		assertThat(this.tasks.of(reference.value())).singleElement()
			.satisfies((task) -> assertThat(task.dueAt()).isEqualTo(before.dueAt()));
		assertThat(this.deadlines.ledger(before)).isEmpty();
	}

	/** From which the diagram's timers and tasks take the end. */
	private Instant inTheEngine(FilingReference reference) {
		VariableInstance end = this.runtime.createVariableInstanceQuery()
			.variableName(DeadlineKind.AUTHORITY_REVIEW.dueVariable())
			.list()
			.stream()
			.filter((variable) -> reference.value()
				.equals(this.runtime.createProcessInstanceQuery()
					.processInstanceId(variable.getProcessInstanceId())
					.singleResult()
					.getBusinessKey()))
			.findFirst()
			.orElseThrow();
		return ((Date) end.getValue()).toInstant();
	}

	private FilingReference underReview() {
		CurrentActor person = CurrentActor.applicant(this.applicants
			.authenticate(DemoPeople.INDIVIDUAL_APPLICANT, DemoPeople.APPLICANT_PASSWORD, "127.0.0.1")
			.id());
		FilingForm form = DemoForms.individual(DemoForms.Place.BEIJING, 501, "顾远", "顾远的木工笔记", "guyuan-demo.cn",
				LocalDate.ofInstant(Instant.parse("2026-12-10T02:00:00Z"), ZoneId.of("Asia/Shanghai")));
		FilingReference reference = this.script.draft(form, person);
		this.script.upload(reference, person);
		this.script.submit(reference, person);
		this.script.pass(reference, "worker.bj", List.copyOf(this.reviews.askedConfirmations(reference.value())));
		this.script.decide(reference, StaffTask.SENDING, "supervisor",
				FilingScript.outcome("SENT", Map.of("receiptNumber", "BJGJ-" + reference)));
		this.script.answerCodes(reference, person);
		return reference;
	}

	private Deadline review(FilingReference reference) {
		return this.deadlines.running(reference.value(), DeadlineKind.AUTHORITY_REVIEW).orElseThrow();
	}

	private static void choose(Page page, String json) {
		page.locator("#file")
			.setInputFiles(new FilePayload("2027.json", "application/json", json.getBytes(StandardCharsets.UTF_8)));
		button(page, "检查并预览").click();
	}

	private static Locator button(Page page, String name) {
		return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
	}

	private static Locator heading(Page page) {
		return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
	}

	private static BrowserContext context(int width) {
		return CHROMIUM.visitor(ChromiumExtension.chinese(width));
	}

	private Page signedIn(BrowserContext context, String user) {
		Page page = context.newPage();
		page.navigate(url("/staff/sign-in"));
		page.locator("input[name=username]").fill(user);
		page.locator("input[type=password]").fill(DemoPeople.STAFF_PASSWORD);
		page.locator("button[type=submit]").click();
		page.waitForURL((address) -> !address.contains("sign-in"));
		return page;
	}

	private void decent(Page page) {
		List<Rule> faults = new AxeBuilder(page).analyze()
			.getViolations()
			.stream()
			.filter((fault) -> List.of("serious", "critical").contains(fault.getImpact()))
			.toList();
		assertThat(faults).as(page.url()).extracting(Rule::getId, Rule::getNodes).isEmpty();
		assertThat(page.locator("body").innerText()).doesNotContain("??");
		assertThat(page.locator("main").boundingBox().width).isLessThanOrEqualTo(page.viewportSize().width);
	}

	private String url(String path) {
		return "http://localhost:" + this.port + path;
	}

}
