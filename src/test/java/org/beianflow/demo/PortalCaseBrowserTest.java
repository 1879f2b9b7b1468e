package org.beianflow.demo;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.beianflow.account.Applicants;
import org.beianflow.account.CurrentActor;
import org.beianflow.engine.EngineJobs;
import org.beianflow.filing.DecisionForm;
import org.beianflow.filing.FilingForm;
import org.beianflow.filing.FilingReference;
import org.beianflow.filing.FilingState;
import org.beianflow.filing.Filings;
import org.beianflow.filing.StaffTask;
import org.beianflow.review.Reviews;
import org.beianflow.testing.Chromium;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an applicant meets after the submission, in a real browser: return and correction,
 * fee, codes by SMS, a failed and then a passed access verification, the number. Staff
 * and time are played by the test.
 */
@Tag("application")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "beianflow.demo.filings=false", "spring.datasource.url=jdbc:h2:mem:cases;DB_CLOSE_DELAY=-1",
				"beianflow.material.disk.directory=target/cases/materials",
				"beianflow.material.spool=target/cases/spool", "beianflow.privacy.demo-directory=target/cases/keys",
				"beianflow.audit.seal-directory=target/cases/seals/${random.uuid}",
				"camunda.bpm.job-execution.enabled=false" })
@ActiveProfiles("demo")
class PortalCaseBrowserTest {

	/** A key of the bundles, or what Thymeleaf writes for a missing one. */
	private static final Pattern RAW_KEY = Pattern.compile("\\?\\?|\\b(portal|filing|deadline|access|fee)\\.[a-z]+\\.");

	private static Chromium chromium;

	@LocalServerPort
	private int port;

	@Autowired
	private FilingScript script;

	@Autowired
	private ClockMover mover;

	@Autowired
	private DemoClock clock;

	@Autowired
	private DemoPhones phones;

	@Autowired
	private DemoNetwork network;

	@Autowired
	private Applicants applicants;

	@Autowired
	private Filings filings;

	@Autowired
	private Reviews reviews;

	@Autowired
	private EngineJobs jobs;

	@BeforeAll
	static void start() {
		chromium = Chromium.start();
	}

	@AfterAll
	static void stop() {
		if (chromium != null) {
			chromium.close();
		}
	}

	@Test
	void anEnterpriseOnADesktop() {
		this.jobs.undisturbed(this::enterprise);
	}

	private void enterprise() {
		CurrentActor company = applicant(DemoPeople.COMPANY_APPLICANT);
		FilingForm form = DemoForms.enterprise(DemoForms.Place.BEIJING, 401, "北京云杉软件有限公司", "云杉软件官网", "yunshan-demo.cn",
				today());
		FilingReference reference = submitted(form, company);
		returned(reference, new DecisionForm.Item("services[0].website.name", "NAME", "网站名称不规范。", "请写明用途。", "CORRECT"));
		try (BrowserContext context = context(1440, true)) {
			Page page = signedIn(context, DemoPeople.COMPANY_APPLICANT, reference);
			assertThat(heading(page)).hasText("等待您");
			decent(page);
			page.getByText("查看并补正").click();
			assertThat(page.locator(".defects")).containsText("网站名称不规范。");
			press(page, "再次提交");
			assertThat(page.locator("#summary")).isVisible();
			page.getByText("去修改").click();
			box(page, "services[0].website.name").fill("云杉软件产品展示");
			decent(page);
			page.locator("main form button.button").click();
			assertThat(page.locator("table.diff")).containsText("云杉软件产品展示");
			decent(page);
			press(page, "再次提交");
			assertThat(heading(page)).hasText("等待接入商");

			// The page tells of the next step by itself.
			page.evaluate("document.body.dataset.same = 'yes'");
			pass(reference);
			assertThat(heading(page)).hasText("等待您",
					new com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions().setTimeout(30_000));
			assertThat(page.locator("body")).hasAttribute("data-same", "yes");

			page.getByText("去缴费").click();
			decent(page);
			assertPdf(page, "/filings/" + reference + "/fee/notice.pdf");
			page.locator("main form button.button").first().click();
			page.locator("main form button, form button").first().click();
			this.script.runDue();
			assertThat(state(reference)).isEqualTo(FilingState.FORWARD_PENDING);
			send(reference);
			open(page, reference, "");
			assertThat(heading(page)).hasText("等待负责人");
			decent(page);
			answerCode(form, true);
			this.script.runDue();
			assertThat(state(reference)).isEqualTo(FilingState.AUTHORITY_REVIEW);
			open(page, reference, "");
			assertThat(heading(page)).hasText("等待管局");
			page.locator(".clock a").click();
			assertThat(page.locator("table.days tbody tr.counts")).hasCount(20);
			decent(page);

			this.network.set("yunshan-demo.cn", DemoSite.Behaviour.NO_TOKEN);
			approve(reference);
			open(page, reference, "/access");
			assertThat(page.locator(".checks .FAIL").first()).containsText("验证标识");
			decent(page);
			press(page, "立即核验");
			assertThat(page.locator("#summary")).containsText("刚刚探测过");
			this.network.set("yunshan-demo.cn", DemoSite.Behaviour.OK);
			this.mover.visit(this.clock.instant().plus(Duration.ofMinutes(2)));
			press(page, "立即核验");
			this.script.runDue();
			open(page, reference, "/access");
			assertThat(page.locator(".whose .tag")).hasText("已通过");
			decent(page);
			issue(reference);
			open(page, reference, "");
			decent(page);
			page.getByText("查看备案号").click();
			assertThat(heading(page)).hasText(Pattern.compile("京ICP备\\d{10}号"));
			decent(page);
			assertPdf(page, "/filings/" + reference + "/number/certificate.pdf");
			assertThat(page.request().get(url("/filings/" + reference + "/deadlines.ics")).text())
				.startsWith("BEGIN:VCALENDAR\r\n")
				.contains("BEGIN:VEVENT");
			box(page, "number").fill("1101");
			page.getByText("登记", new Page.GetByTextOptions().setExact(true)).click();
			assertThat(page.locator("#summary")).containsText("14 位");
			box(page, "number").fill("11010802012345");
			page.getByText("登记", new Page.GetByTextOptions().setExact(true)).click();
			assertThat(page.locator(".note.done")).isVisible();
		}
	}

	@Test
	void anIndividualOnATelephoneWithoutScripts() {
		this.jobs.undisturbed(this::individual);
	}

	private void individual() {
		CurrentActor person = applicant(DemoPeople.INDIVIDUAL_APPLICANT);
		FilingForm form = DemoForms.individual(DemoForms.Place.BEIJING, 402, "沈舟", "沈舟的航海日志", "shenzhou-demo.cn",
				today());
		FilingReference reference = submitted(form, person);
		returned(reference,
				new DecisionForm.Item("services[0].website.name", "NAME", "网站名称不规范。", "请改为与内容相符的名称。", "CORRECT"));
		try (BrowserContext context = context(390, false)) {
			Page page = signedIn(context, DemoPeople.INDIVIDUAL_APPLICANT, reference);
			assertThat(heading(page)).hasText("等待您");
			page.getByText("查看并补正").click();
			page.getByText("去修改").click();
			box(page, "services[0].website.name").fill("沈舟的远航手记");
			page.locator("main form button.button").click();
			press(page, "再次提交");
			assertThat(heading(page)).hasText("等待接入商");
			narrow(page);
			pass(reference);
			send(reference);
			answerCode(form, false);
			this.script.runDue();
			this.network.set("shenzhou-demo.cn", DemoSite.Behaviour.WRONG_ADDRESS);
			approve(reference);
			open(page, reference, "");
			page.getByText("去做接入核验").click();
			assertThat(page.locator(".checks .FAIL").first()).containsText("域名解析");
			narrow(page);

			// The day passes without a remedy; the next window is asked for.
			this.mover.visit(this.clock.instant().plus(Duration.ofHours(25)));
			this.script.runDue();
			open(page, reference, "/access");
			this.network.set("shenzhou-demo.cn", DemoSite.Behaviour.OK);
			page.locator(".whose button").click();
			this.script.runDue();
			open(page, reference, "/access");
			assertThat(page.locator(".whose .tag")).hasText("已通过");
			issue(reference);
			open(page, reference, "/number");
			assertThat(heading(page)).hasText(Pattern.compile("京ICP备\\d{10}号"));
			narrow(page);
		}
	}

	// --- the browser ---

	private static BrowserContext context(int width, boolean scripts) {
		return chromium.browser()
			.newContext(new Browser.NewContextOptions().setLocale("zh-CN")
				.setViewportSize(width, 900)
				.setJavaScriptEnabled(scripts));
	}

	private Page signedIn(BrowserContext context, String login, FilingReference reference) {
		Page page = context.newPage();
		page.navigate(url("/filings/" + reference));
		page.locator("[name=username]").fill(login);
		page.locator("[name=password]").fill(DemoPeople.APPLICANT_PASSWORD);
		page.locator("main button").first().click();
		return page;
	}

	private void open(Page page, FilingReference reference, String below) {
		page.navigate(url("/filings/" + reference + below));
	}

	private static Locator heading(Page page) {
		return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
	}

	private static Locator box(Page page, String name) {
		return page.locator("main [name=\"" + name + "\"]");
	}

	/**
	 * No serious fault of accessibility and no raw key, in both languages; the page is
	 * left as it was.
	 */
	private void decent(Page page) {
		for (String language : List.of("en", "zh-CN")) {
			page.context()
				.addCookies(List.of(new com.microsoft.playwright.options.Cookie("bf-lang", language).setUrl(url("/"))));
			if (!page.url().contains("correction") || page.locator("#summary").count() == 0) {
				page.navigate(page.url());
			}
			List<Rule> faults = new AxeBuilder(page).analyze()
				.getViolations()
				.stream()
				.filter((fault) -> List.of("serious", "critical").contains(fault.getImpact()))
				.toList();
			assertThat(faults).as(language + " " + page.url()).extracting(Rule::getId, Rule::getNodes).isEmpty();
			assertThat(page.locator("body").innerText()).as(language + " " + page.url()).doesNotContainPattern(RAW_KEY);
		}
		narrow(page);
	}

	private static void press(Page page, String button) {
		page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button)).click();
	}

	/** Nothing sticks out at the side. */
	private static void narrow(Page page) {
		assertThat(page.locator("main").boundingBox().width).isLessThanOrEqualTo(page.viewportSize().width);
	}

	private void assertPdf(Page page, String path) {
		APIResponse pdf = page.request().get(url(path));
		assertThat(pdf.status()).isEqualTo(200);
		assertThat(new String(pdf.body(), 0, 5, java.nio.charset.StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
	}

	private String url(String path) {
		return "http://localhost:" + this.port + path;
	}

	/** Somebody without an account enters the code from their telephone. */
	private void answerCode(FilingForm form, boolean scripts) {
		String mobile = form.subject().principal().mobile();
		String number = form.subject().principal().idNumber();
		this.script.runDue();
		String code = this.phones.code(mobile).orElseThrow();
		try (BrowserContext context = context(390, scripts)) {
			Page page = context.newPage();
			page.navigate(url("/verify"));
			if (scripts) {
				decent(page);
			}
			fillCode(page, mobile, code, "000000");
			assertThat(page.locator("#summary")).containsText("没有核验成功");
			fillCode(page, mobile, code, number.substring(number.length() - 6));
			assertThat(heading(page)).hasText("核验成功");
			if (scripts) {
				page.navigate(url("/verify/code"));
				decent(page);
			}
		}
	}

	private static void fillCode(Page page, String mobile, String code, String tail) {
		box(page, "mobile").fill(mobile);
		box(page, "code").fill(code);
		box(page, "idTail").fill(tail);
		page.locator("main form button").click();
	}

	// --- staff and time ---

	private CurrentActor applicant(String login) {
		return CurrentActor
			.applicant(this.applicants.authenticate(login, DemoPeople.APPLICANT_PASSWORD, "127.0.0.1").id());
	}

	private FilingReference submitted(FilingForm form, CurrentActor who) {
		FilingReference reference = this.script.draft(form, who);
		this.script.upload(reference, who);
		this.script.submit(reference, who);
		return reference;
	}

	private void returned(FilingReference reference, DecisionForm.Item item) {
		this.script.decide(reference, StaffTask.PROVIDER_REVIEW, "worker.bj",
				FilingScript.returned("RETURNED", "请修改后再次提交。", item));
	}

	private void pass(FilingReference reference) {
		this.script.runDue();
		this.script.pass(reference, "worker.bj", List.copyOf(this.reviews.askedConfirmations(reference.value())));
	}

	private void send(FilingReference reference) {
		this.script.decide(reference, StaffTask.SENDING, "supervisor",
				FilingScript.outcome("SENT", Map.of("receiptNumber", "BJGJ-" + reference)));
	}

	private void approve(FilingReference reference) {
		this.script.decide(reference, StaffTask.AUTHORITY_REVIEW, "reviewer.bj", FilingScript.outcome("APPROVED"));
		this.script.runDue();
	}

	private void issue(FilingReference reference) {
		this.script.decide(reference, StaffTask.FINAL_REVIEW, "chief.bj", FilingScript.outcome("ISSUED"));
		this.script.runDue();
	}

	private FilingState state(FilingReference reference) {
		return this.filings.find(reference).orElseThrow().state();
	}

	private LocalDate today() {
		return this.clock.instant().atZone(ZoneId.of("Asia/Shanghai")).toLocalDate();
	}

}
