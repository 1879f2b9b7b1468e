package org.beianflow.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import org.beianflow.account.Applicants;
import org.beianflow.account.CurrentActor;
import org.beianflow.account.Role;
import org.beianflow.account.StaffDirectory;
import org.beianflow.engine.EngineJobs;
import org.beianflow.fee.FeeState;
import org.beianflow.fee.Fees;
import org.beianflow.fee.TransferDeclaration;
import org.beianflow.filing.Absences;
import org.beianflow.filing.DecisionForm;
import org.beianflow.filing.FilingFee;
import org.beianflow.filing.FilingForm;
import org.beianflow.filing.FilingReference;
import org.beianflow.filing.StaffTask;
import org.beianflow.filing.StaffTasksStore;
import org.beianflow.filing.WorkBoard;
import org.beianflow.review.Reviews;
import org.beianflow.review.SeparationOfDuties;
import org.beianflow.testing.ChromiumExtension;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The console as supervisors, finance and operators use it, on Wednesday 18 March 2026:
 * work is shared out, cover arranged, a transfer confirmed by two persons, a stopped step
 * run again; and every page of the console can be read by everybody.
 */
@Tag("application")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "beianflow.demo.filings=false", "spring.datasource.url=jdbc:h2:mem:console;DB_CLOSE_DELAY=-1",
				"beianflow.material.disk.directory=target/console/materials",
				"beianflow.material.spool=target/console/spool", "beianflow.privacy.demo-directory=target/console/keys",
				"beianflow.audit.seal-directory=target/console/seals/${random.uuid}",
				"camunda.bpm.job-execution.enabled=false" })
@ActiveProfiles("demo")
class ConsoleBrowserTest {

	private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

	private static final LocalDate TODAY = LocalDate.of(2026, 3, 18);

	/** A page that case workers may not open. */
	private static final String REFUSED = "/console/incidents";

	private static final Pattern RAW = Pattern.compile("\\b(console|filing|fee|notice|account)\\.[a-z][\\w.]+|\\?\\?");

	@RegisterExtension
	static final ChromiumExtension CHROMIUM = ChromiumExtension.whereAsked();

	@LocalServerPort
	private int port;

	@Autowired
	private FilingScript script;

	@Autowired
	private ClockMover mover;

	@Autowired
	private Applicants applicants;

	@Autowired
	private StaffDirectory staff;

	@Autowired
	private EngineJobs jobs;

	@Autowired
	private WorkBoard board;

	@Autowired
	private Absences absences;

	@Autowired
	private StaffTasksStore tasks;

	@Autowired
	private SeparationOfDuties separation;

	@Autowired
	private Reviews reviews;

	@Autowired
	private FilingFee fee;

	@Autowired
	private Fees fees;

	@Autowired
	private ManagementService management;

	private CurrentActor person;

	private FilingReference first;

	private FilingReference second;

	private FilingReference barred;

	private FilingReference elsewhere;

	private FilingReference returned;

	private FilingReference paying;

	@BeforeAll
	void prepare() {
		this.staff.create("worker2.bj", "乔安", "worker2.bj@staff.example.cn", DemoPeople.STAFF_PASSWORD,
				Set.of(Role.CASE_WORKER), Set.of("110000"));
		this.person = applicant(DemoPeople.INDIVIDUAL_APPLICANT);
		CurrentActor company = applicant(DemoPeople.COMPANY_APPLICANT);
		this.jobs.undisturbed(() -> {
			at("2026-03-16T09:00");
			this.returned = submitted(DemoForms.Place.BEIJING, 71, "林晓", "林晓的读书笔记", "linxiao-demo.cn");
			this.script.decide(this.returned, StaffTask.PROVIDER_REVIEW, "worker.bj", FilingScript.returned("RETURNED",
					"请改好后再次提交。",
					new DecisionForm.Item("services[0].website.name", "NAME", "网站名称不符。", "请改为与业务相符的名称。", "CORRECT")));
			this.paying = this.script.draft(DemoForms.enterprise(DemoForms.Place.BEIJING, 76, "北京长河物流有限公司", "长河物流官网",
					"changhe-demo.cn", LocalDate.of(2026, 3, 16)), company);
			this.script.upload(this.paying, company);
			this.script.submit(this.paying, company);
			this.script.pass(this.paying, "worker.bj",
					List.copyOf(this.reviews.askedConfirmations(this.paying.value())));
			this.fee.declareTransfer(this.paying,
					new TransferDeclaration(LocalDate.of(2026, 3, 16),
							this.fees.noticeOf(this.paying.value()).orElseThrow().totalFen(),
							this.script.slip(this.paying, company), "DEMO20260001"),
					company);
			this.script.runDue();
			at("2026-03-18T09:00");
			this.first = submitted(DemoForms.Place.BEIJING, 72, "周宁", "周宁的摄影日记", "zhouning-demo.cn");
			this.second = submitted(DemoForms.Place.BEIJING, 73, "吴桐", "吴桐的园艺手记", "wutong-demo.cn");
			this.barred = submitted(DemoForms.Place.BEIJING, 74, "郑岚", "郑岚的编程笔记", "zhenglan-demo.cn");
			this.elsewhere = submitted(DemoForms.Place.SHANGHAI, 75, "何川", "何川的旅行随笔", "hechuan-demo.cn");
			this.separation.exclude(this.barred.value(), "worker2.bj",
					SeparationOfDuties.Exclusion.CONFLICT_OF_INTEREST);
			at("2026-03-18T10:00");
			this.script.runDue();
		});
	}

	/** It is the 18th, everybody is there, and nobody has a task yet. */
	@BeforeEach
	void morning() {
		at("2026-03-18T10:00");
		this.absences.open(supervisor()).forEach((absence) -> this.absences.end(absence.id(), supervisor()));
		this.board.assign(List.of(task(this.first).taskId(), task(this.second).taskId(), task(this.barred).taskId()),
				null, supervisor());
	}

	private CurrentActor applicant(String login) {
		return CurrentActor
			.applicant(this.applicants.authenticate(login, DemoPeople.APPLICANT_PASSWORD, "127.0.0.1").id());
	}

	private FilingReference submitted(DemoForms.Place place, int serial, String name, String site, String domain) {
		FilingForm form = DemoForms.individual(place, serial, name, site, domain, TODAY);
		FilingReference reference = this.script.draft(form, this.person);
		this.script.upload(reference, this.person);
		this.script.submit(reference, this.person);
		return reference;
	}

	private void at(String shanghai) {
		this.mover.visit(LocalDateTime.parse(shanghai).atZone(SHANGHAI).toInstant());
	}

	@AfterAll
	void end() {
		this.mover.visit(Instant.now());
	}

	private StaffTasksStore.OpenTask task(FilingReference reference) {
		return this.tasks.of(reference.value()).get(0);
	}

	private CurrentActor supervisor() {
		return this.script.actor("supervisor");
	}

	@Test
	void oneItemThatCannotBeGivenDoesNotStopTheOthers() {
		List<WorkBoard.Result> results = this.board.assign(List.of(task(this.first).taskId(), "no-such-task",
				task(this.elsewhere).taskId(), task(this.barred).taskId(), task(this.second).taskId()), "worker2.bj",
				supervisor());
		assertThat(results).extracting((result) -> (result.refusal() != null) ? result.refusal().messageKey() : "done")
			.containsExactly("done", "filing.task.unknown", "account.task.notCandidate", "review.separation.excluded",
					"done");
		assertThat(task(this.first).assignee()).isEqualTo("worker2.bj");
		assertThat(task(this.barred).assignee()).isNull();
		this.board.assign(List.of(task(this.first).taskId()), null, supervisor());
		assertThat(task(this.first).assignee()).isNull();
	}

	@Test
	void whileSomebodyIsAwayTheTasksGoToTheCover() {
		this.board.assign(List.of(task(this.first).taskId(), task(this.barred).taskId()), "worker.bj", supervisor());
		List<Absences.Moved> moved = this.absences.enter("worker.bj", "worker2.bj", TODAY, TODAY.plusDays(1),
				supervisor());
		assertThat(moved)
			.extracting((one) -> one.task().reference() + " "
					+ ((one.refusal() != null) ? one.refusal().messageKey() : "moved"))
			.containsExactlyInAnyOrder(this.first.value() + " moved",
					this.barred.value() + " review.separation.excluded");
		assertThat(task(this.first).assignee()).isEqualTo("worker2.bj");
		assertThat(task(this.barred).assignee()).as("kept apart, so back to the group").isNull();
		assertThat(this.board.assign(List.of(task(this.second).taskId()), "worker.bj", supervisor()).get(0).refusal())
			.extracting("messageKey")
			.isEqualTo("filing.absence.away");
		this.jobs.undisturbed(() -> {
			this.script.correctSiteName(this.returned, "林晓读书札记", this.person);
			this.script.submit(this.returned, this.person);
		});
		assertThat(task(this.returned).assignee()).as("worker.bj returned it").isEqualTo("worker2.bj");
		at("2026-03-20T00:00");
		assertThat(this.absences.now("worker.bj")).isEmpty();
		assertThat(this.absences.open(supervisor())).isEmpty();
	}

	@Test
	void everyNumberOfTheOverviewIsTheLengthOfTheListItLeadsTo() {
		try (BrowserContext context = signedIn("supervisor", "zh-CN")) {
			Page page = context.pages().get(0);
			page.navigate("/console");
			List<?> links = (List<?>) page.evaluate("""
					() => [...document.querySelectorAll('main a[href*="/console/filings?"]')].map((link) =>
						[link.getAttribute('href'), (link.querySelector('strong')
							|| link.closest('tr').querySelector('td.right')).textContent.trim()])""");
			assertThat(links).hasSizeGreaterThan(8);
			for (Object one : links) {
				List<?> link = (List<?>) one;
				page.navigate((String) link.get(0));
				assertThat(String.valueOf(page.locator("main tbody tr").count())).as((String) link.get(0))
					.isEqualTo(link.get(1));
			}
			assertThat(links).anyMatch((link) -> ((List<?>) link).get(0).toString().contains("returned=NAME")
					&& ((List<?>) link).get(1).equals("1"));
		}
	}

	@Test
	void theWholeListIsExportedInBothFormats() {
		try (BrowserContext context = signedIn("supervisor", "zh-CN")) {
			Page page = context.pages().get(0);
			page.navigate("/console/filings");
			int rows = page.locator("main tbody tr").count();
			assertThat(context.request()
				.get(page.url().replaceFirst("/console/.*", "/console/filings.csv"))
				.text()
				.lines()).hasSize(rows + 1);
			assertThat(context.request().get(page.url().replaceFirst("/console/.*", "/console/filings.xlsx")).body())
				.startsWith('P', 'K');
		}
	}

	@Test
	void aSupervisorSharesOutWorkAndTasklistShowsIt() {
		try (BrowserContext context = signedIn("supervisor", "zh-CN")) {
			Page page = context.pages().get(0);
			page.navigate("/console");
			page.locator(".figures a[href*='person=-']").click();
			assertThat(page.locator("tbody tr")).not().hasCount(0);
			page.navigate("/console/work?person=-");
			for (FilingReference reference : List.of(this.first, this.second)) {
				page.locator("tr", new Page.LocatorOptions().setHasText(reference.value()))
					.locator("input[type=checkbox]")
					.check();
			}
			page.locator("#to").selectOption("worker.bj");
			page.locator("button[value=give]").click();
			assertThat(page.locator(".told.done")).containsText("2 项");
			assertThat(page.locator(".outcomes tbody tr")).hasCount(2);
			assertThat(page.locator(".outcomes")).containsText(this.first.value());
		}
		try (BrowserContext context = signedIn("worker.bj", "zh-CN")) {
			Page page = context.pages().get(0);
			page.navigate("/camunda/app/tasklist/default/");
			page.getByText("我的待办").first().click();
			assertThat(page.locator("ol.tasks-list > li", new Page.LocatorOptions().setHasText(this.first.value())))
				.isVisible();
		}
	}

	@Test
	void twoPersonsOfFinanceConfirmATransfer() {
		long total = this.fees.noticeOf(this.paying.value()).orElseThrow().totalFen();
		String amount = String.valueOf(total / 100);
		try (BrowserContext context = signedIn("finance", "zh-CN")) {
			Page page = context.pages().get(0);
			page.navigate("/console/finance");
			Locator row = page.locator("tr", new Page.LocatorOptions().setHasText(this.paying.value())).first();
			row.locator("input[name=amount]").fill(amount);
			row.locator("input[name=serial]").fill("ICBC20260318001");
			row.locator("button").first().click();
			assertThat(page.locator(".told.done")).containsText(this.paying.value());
			assertThat(page.locator("tr", new Page.LocatorOptions().setHasText(this.paying.value())).first())
				.containsText("等待另一位财务确认");
		}
		assertThat(this.fees.noticeOf(this.paying.value()).orElseThrow().state()).isEqualTo(FeeState.TRANSFER_DECLARED);
		try (BrowserContext context = signedIn("finance2", "zh-CN")) {
			Page page = context.pages().get(0);
			page.navigate("/console/finance");
			Locator row = page.locator("tr", new Page.LocatorOptions().setHasText(this.paying.value())).first();
			row.locator("input[name=amount]").fill(amount);
			row.locator("button[value=match]").click();
			assertThat(page.locator(".told.done")).containsText("已确认到账");
		}
		assertThat(this.fees.noticeOf(this.paying.value()).orElseThrow().state()).isEqualTo(FeeState.PAID);
	}

	@Test
	void anOperatorLetsAStoppedStepRunAgain() {
		Job job = aJob();
		this.management.setJobRetries(job.getId(), 0);
		try (BrowserContext context = signedIn("operator", "zh-CN")) {
			Page page = context.pages().get(0);
			page.navigate("/console/incidents");
			page.locator("form[action*='" + job.getId() + "'] button").click();
			assertThat(page.locator(".told.done")).isVisible();
		}
		assertThat(this.management.createJobQuery().jobId(job.getId()).noRetriesLeft().count()).isZero();
	}

	private Job aJob() {
		return this.management.createJobQuery().messages().active().list().stream().findFirst().orElseGet(() -> {
			submitted(DemoForms.Place.BEIJING, 77, "孙悦", "孙悦的手工日志", "sunyue-demo.cn");
			return this.management.createJobQuery().list().get(0);
		});
	}

	@Test
	void everyPageCanBeReadByEverybodyInBothLanguages() {
		Map<String, List<String>> pages = new LinkedHashMap<>();
		pages.put("supervisor", List.of("/console", "/console/filings", "/console/work", "/console/work/people",
				"/console/sending", "/console/notices", "/console/deadlines", "/console/deadline-rates"));
		pages.put("finance", List.of("/console/finance", "/console/finance/fees"));
		Job stopped = aJob();
		this.management.setJobRetries(stopped.getId(), 0);
		pages.put("operator",
				List.of("/console/settings", "/console/incidents", "/console/incidents/" + stopped.getId()));
		pages.put("worker.bj", List.of(REFUSED));
		List<String> found = new ArrayList<>();
		for (String language : List.of("zh-CN", "en")) {
			pages.forEach((who, paths) -> {
				try (BrowserContext context = signedIn(who, language)) {
					Page page = context.pages().get(0);
					for (String path : paths) {
						Response answer = page.navigate(path);
						assertThat(answer.status()).as(path)
							.isEqualTo((who.equals("worker.bj") && path.equals(REFUSED)) ? 403 : 200);
						found.addAll(faults(page, language + " " + path));
					}
					if (who.equals("supervisor")) {
						found.addAll(faultsOfOneNotice(page, language));
						found.addAll(faultsOfOutcomes(page, language));
					}
				}
			});
		}
		this.management.setJobRetries(stopped.getId(), 3);
		assertThat(found).isEmpty();
	}

	private List<String> faultsOfOneNotice(Page page, String language) {
		page.navigate("/console/notices");
		String notice = page.locator("main a[href^='/console/notices/']").first().getAttribute("href");
		assertThat(page.navigate(notice).status()).isEqualTo(200);
		return faults(page, language + " " + notice);
	}

	/** What came of several tasks given at once. */
	private List<String> faultsOfOutcomes(Page page, String language) {
		page.navigate("/console/work");
		for (FilingReference reference : List.of(this.first, this.second)) {
			page.locator("tr", new Page.LocatorOptions().setHasText(reference.value()))
				.locator("input[type=checkbox]")
				.check();
		}
		page.locator("#to").selectOption("worker.bj");
		page.locator("button[value=give]").click();
		assertThat(page.locator(".outcomes tbody tr")).hasCount(2);
		return faults(page, language + " outcomes");
	}

	/** Raw keys and serious faults of accessibility. */
	private static List<String> faults(Page page, String where) {
		List<String> found = new ArrayList<>();
		if (RAW.matcher(page.locator("body").innerText()).find() && !where.endsWith("/settings")) {
			found.add(where + " raw key");
		}
		for (Rule rule : new AxeBuilder(page).analyze().getViolations()) {
			if (Set.of("serious", "critical").contains(rule.getImpact())) {
				found.add(where + " " + rule.getId() + " " + rule.getNodes().get(0).getHtml());
			}
		}
		return found;
	}

	private BrowserContext signedIn(String who, String language) {
		BrowserContext context = CHROMIUM
			.visitor(ChromiumExtension.chinese(1440).setLocale(language).setBaseURL("http://localhost:" + this.port));
		Page page = context.newPage();
		page.navigate("/staff/sign-in");
		page.locator("input[name=username]").fill(who);
		page.locator("input[type=password]").fill(DemoPeople.STAFF_PASSWORD);
		page.locator("button[type=submit]").click();
		page.waitForURL(Pattern.compile(".*/(console|camunda).*"));
		return context;
	}

}
