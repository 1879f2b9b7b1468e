package org.beianflow.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import javax.imageio.ImageIO;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import org.beianflow.engine.EngineJobs;
import org.beianflow.filing.DecisionForm;
import org.beianflow.filing.FilingForm;
import org.beianflow.filing.FilingReference;
import org.beianflow.filing.FilingState;
import org.beianflow.filing.Filings;
import org.beianflow.filing.StaffTask;
import org.beianflow.material.MaterialContent;
import org.beianflow.material.MaterialVersion;
import org.beianflow.material.Materials;
import org.beianflow.review.Reviews;
import org.beianflow.testing.ChromiumExtension;
import org.beianflow.testing.HeicPhoto;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * From registration to the filing number through the portal, in a real browser: an
 * enterprise on a desktop with scripts, an individual on a telephone without; returned
 * and corrected, paid, verified by codes, probed in vain and then with success. Staff and
 * time are played by the test.
 */
@Tag("application")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "beianflow.demo.filings=false", "spring.datasource.url=jdbc:h2:mem:portal;DB_CLOSE_DELAY=-1",
				"beianflow.material.disk.directory=target/portal/materials",
				"beianflow.material.spool=target/portal/spool", "beianflow.privacy.demo-directory=target/portal/keys",
				"beianflow.audit.seal-directory=target/portal/seals/${random.uuid}",
				"camunda.bpm.job-execution.enabled=false" })
@ActiveProfiles("demo")
class PortalBrowserTest {

	private static final int DESKTOP = 1440;

	private static final int TELEPHONE = 390;

	@RegisterExtension
	static final ChromiumExtension CHROMIUM = ChromiumExtension.forAllTests();

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
	private Filings filings;

	@Autowired
	private Reviews reviews;

	@Autowired
	private Materials materials;

	@Autowired
	private EngineJobs jobs;

	@Autowired
	private ObjectMapper json;

	@Test
	void publicPagesAreAccessibleLightAndTranslated() {
		try (PortalVisitor visitor = visitor(TELEPHONE, true)) {
			for (String path : List.of("/", "/guide", "/lookup", "/lookup?query=nothing.example", "/privacy",
					"/sign-in", "/sign-in/failed", "/sign-up", "/sign-in/code", "/password", "/verify", "/verify/code",
					"/demo/phone", "/no-such-page")) {
				visitor.open(path);
				visitor.look();
			}
		}
	}

	@Test
	void anEnterpriseOnADesktop() {
		this.jobs.undisturbed(this::enterprise);
	}

	private void enterprise() {
		FilingForm form = DemoForms.enterprise(DemoForms.Place.BEIJING, 501, "北京白桦科技有限公司", "白桦科技官网", "baihua-demo.cn",
				today());
		try (PortalVisitor visitor = visitor(DESKTOP, true)) {
			PortalWay way = new PortalWay(visitor, this.phones, this.json);
			way.register("baihua2026", "13700137501");
			FilingReference reference = way.submit(form);
			theHeicPhotoIsAJpegThatStandsUpright(reference);
			account(visitor, way);
			signInAgain(visitor);
			visitor.open("/filings/" + reference + "/end");
			visitor.look();

			returned(reference,
					new DecisionForm.Item("services[0].website.name", "NAME", "网站名称不规范。", "请写明用途。", "CORRECT"));
			correct(visitor, reference);
			Page page = visitor.page();
			theOpenPageTellsNews(visitor, () -> pass(reference));

			pay(visitor, reference);
			send(reference);
			visitor.open("/filings/" + reference);
			assertThat(visitor.heading()).hasText("等待负责人");
			visitor.look();
			answerCode(form, true);
			this.script.runDue();
			assertThat(state(reference)).isEqualTo(FilingState.AUTHORITY_REVIEW);
			visitor.open("/filings/" + reference);
			assertThat(visitor.heading()).hasText("等待管局");
			page.locator(".clock a").click();
			assertThat(page.locator("table.days tbody tr.counts")).hasCount(20);
			visitor.look();

			bringToTheServer(visitor, reference, "baihua-demo.cn");
			issue(reference);
			visitor.open("/filings/" + reference);
			visitor.look();
			visitor.follow("查看备案号");
			receive(visitor, reference);
		}
	}

	/**
	 * The page tells of the next step by itself, to screen readers too; what was open and
	 * what the keyboard was at stay. Once the session has ended it says so.
	 */
	private void theOpenPageTellsNews(PortalVisitor visitor, Runnable step) {
		Page page = visitor.page();
		page.evaluate("document.body.dataset.same = 'yes'");
		Locator first = page.locator("#live details[id^=message-]").first();
		String message = first.getAttribute("id");
		first.locator("summary").click();
		step.run();
		assertThat(visitor.heading()).hasText("等待您");
		assertThat(page.locator("body")).hasAttribute("data-same", "yes");
		assertThat(page.locator("#news")).containsText("等待您");
		assertThat(page.locator("#live details[id^=message-]").first()).not().hasId(message);
		assertThat(page.locator("#" + message)).hasAttribute("open", "");
		assertThat(page.locator("#" + message + " summary")).isFocused();

		List<Cookie> session = page.context().cookies();
		page.context().clearCookies();
		assertThat(page.locator("[data-ended]")).isVisible();
		visitor.lookHere();
		page.context().addCookies(session);
	}

	private void theHeicPhotoIsAJpegThatStandsUpright(FilingReference reference) {
		MaterialVersion photo = this.materials.list(reference.value())
			.stream()
			.filter((version) -> version.fileName().equals("IMG_0001.jpg"))
			.findFirst()
			.orElseThrow();
		assertThat(photo.mediaType()).isEqualTo("image/jpeg");
		try (MaterialContent content = this.materials.open(photo.id())) {
			HeicPhoto.assertUpright(ImageIO.read(content.stream()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void correct(PortalVisitor visitor, FilingReference reference) {
		Page page = visitor.page();
		visitor.open("/filings/" + reference);
		assertThat(visitor.heading()).hasText("等待您");
		visitor.look();
		visitor.follow("查看并补正");
		assertThat(page.locator(".defects")).containsText("网站名称不规范。");
		visitor.press("再次提交");
		assertThat(visitor.wrong()).isVisible();
		visitor.lookHere();
		page.getByText("去修改").click();
		visitor.box("services[0].website.name").fill("白桦科技产品展示");
		page.locator("main form button.button").click();
		assertThat(page.locator("table.diff")).containsText("白桦科技产品展示");
		visitor.look();
		page.getByText("去修改").click();
		visitor.look();
		page.goBack();
		visitor.press("再次提交");
		assertThat(visitor.heading()).hasText("等待接入商");
	}

	private void pay(PortalVisitor visitor, FilingReference reference) {
		Page page = visitor.page();
		visitor.follow("去缴费");
		visitor.look();
		visitor.assertPdf("/filings/" + reference + "/fee/notice.pdf");
		page.locator("#slip").setInputFiles(PortalWay.heic());
		assertThat(page.locator("#slip + .saved")).hasText("已转换成可以上传的 JPG。");
		assertThat(page.evaluate("document.getElementById('slip').files[0].name")).isEqualTo("IMG_0001.jpg");
		page.locator("main form button.button").first().click();
		page.locator("main form button, form button").first().click();
		this.script.runDue();
		assertThat(state(reference)).isEqualTo(FilingState.FORWARD_PENDING);
	}

	private void bringToTheServer(PortalVisitor visitor, FilingReference reference, String domain) {
		Page page = visitor.page();
		this.network.set(domain, DemoSite.Behaviour.NO_TOKEN);
		approve(reference);
		visitor.open("/filings/" + reference + "/access");
		assertThat(page.locator(".checks .FAIL").first()).containsText("验证标识");
		visitor.look();
		visitor.press("立即核验");
		assertThat(visitor.wrong()).containsText("刚刚探测过");
		this.network.set(domain, DemoSite.Behaviour.OK);
		this.mover.visit(this.clock.instant().plus(Duration.ofMinutes(2)));
		visitor.press("立即核验");
		this.script.runDue();
		visitor.open("/filings/" + reference + "/access");
		assertThat(page.locator(".whose .tag")).hasText("已通过");
		visitor.look();
	}

	private void receive(PortalVisitor visitor, FilingReference reference) {
		assertThat(visitor.heading()).hasText(Pattern.compile("京ICP备\\d{10}号"));
		visitor.look();
		visitor.assertPdf("/filings/" + reference + "/number/certificate.pdf");
		assertThat(visitor.text("/filings/" + reference + "/deadlines.ics")).startsWith("BEGIN:VCALENDAR\r\n")
			.contains("BEGIN:VEVENT");
		String number = visitor.heading().innerText();
		visitor.page().locator("main a[href*='/lookup?']").click();
		assertThat(visitor.page().locator("main")).containsText(number);
		assertThat(visitor.page().locator("main .empty")).hasCount(0);
		visitor.look();
		visitor.open("/filings/" + reference + "/number");
		visitor.box("number").fill("1101");
		visitor.press("登记");
		assertThat(visitor.wrong()).containsText("14 位");
		visitor.box("number").fill("11010802012345");
		visitor.press("登记");
		assertThat(visitor.page().locator(".note.done")).isVisible();
	}

	@Test
	void anIndividualOnATelephoneWithoutScripts() {
		this.jobs.undisturbed(this::individual);
	}

	private void individual() {
		FilingForm form = DemoForms.individual(DemoForms.Place.BEIJING, 502, "林溪", "林溪的读书笔记", "linxi-demo.cn", today());
		try (PortalVisitor visitor = visitor(TELEPHONE, false)) {
			PortalWay way = new PortalWay(visitor, this.phones, this.json);
			way.register("linxi2026", "13700137502");
			FilingReference reference = way.submit(form);
			assertThat(way.asked()).noneMatch((name) -> name.contains("preApproval") || name.contains("businessScope"));
			returned(reference,
					new DecisionForm.Item("services[0].website.name", "NAME", "网站名称不规范。", "请改为与内容相符的名称。", "CORRECT"));
			Page page = visitor.page();
			visitor.open("/filings/" + reference);
			assertThat(visitor.heading()).hasText("等待您");
			visitor.follow("查看并补正");
			page.getByText("去修改").click();
			visitor.box("services[0].website.name").fill("林溪的阅读手记");
			page.locator("main form button.button").click();
			visitor.press("再次提交");
			assertThat(visitor.heading()).hasText("等待接入商");
			visitor.look();
			pass(reference);
			send(reference);
			answerCode(form, false);
			this.script.runDue();
			this.network.set("linxi-demo.cn", DemoSite.Behaviour.WRONG_ADDRESS);
			approve(reference);
			visitor.open("/filings/" + reference);
			visitor.follow("去做接入核验");
			assertThat(page.locator(".checks .FAIL").first()).containsText("域名解析");
			visitor.look();

			// The day passes without a remedy; the next window is asked for.
			this.mover.visit(this.clock.instant().plus(Duration.ofHours(25)));
			this.script.runDue();
			visitor.open("/filings/" + reference + "/access");
			this.network.set("linxi-demo.cn", DemoSite.Behaviour.OK);
			page.locator(".whose button").click();
			this.script.runDue();
			visitor.open("/filings/" + reference + "/access");
			assertThat(page.locator(".whose .tag")).hasText("已通过");
			issue(reference);
			visitor.open("/filings/" + reference + "/number");
			assertThat(visitor.heading()).hasText(Pattern.compile("京ICP备\\d{10}号"));
			visitor.look();
		}
	}

	@Test
	void byKeyboardAlone() {
		try (PortalVisitor visitor = visitor(DESKTOP, true)) {
			visitor.open("/");
			visitor.key("Tab");
			assertThat(visitor.page().locator(".skip")).isFocused();
			assertThat(visitor.page().locator(".skip")).isInViewport();
			visitor.key("Enter");
			assertThat(visitor.page().locator("#main")).isFocused();
			visitor.key("Tab");
			assertThat(visitor.page().locator("main :focus")).hasCount(1);
			for (String path : List.of("/", "/sign-up", "/verify", "/lookup")) {
				visitor.open(path);
				visitor.walk();
			}

			visitor.open("/start");
			visitor.tabTo("#username");
			visitor.type(DemoPeople.COMPANY_APPLICANT);
			visitor.tabTo("#password");
			visitor.type(DemoPeople.APPLICANT_PASSWORD);
			visitor.key("Enter");
			visitor.tabTo("#nature");
			while (!"ENTERPRISE".equals(visitor.page().locator("#nature").inputValue())) {
				visitor.key("ArrowDown");
			}
			visitor.tabTo("[name=certificateNumber]");
			visitor.type(DemoNumbers.creditCode("110105", 503));
			visitor.tabTo("[name=domain]");
			visitor.type("jianpan-demo.cn");
			visitor.key("Enter");
			assertThat(visitor.heading()).containsText("首次备案");
			visitor.walk();
			for (String consent : List.of("personalData", "sensitivePersonalData")) {
				visitor.tabTo("[name=consents][value=" + consent + "]");
				visitor.key("Space");
			}
			visitor.tabTo("main form button.button");
			visitor.key("Enter");
			visitor.tabTo("[name='subject.name']");
			visitor.type("北京");
			visitor.key("Enter");
			// Whoever is told of faults is taken to them, and from there to the field.
			assertThat(visitor.wrong()).isFocused();
			visitor.key("Tab");
			visitor.key("Enter");
			assertThat(visitor.page().locator("main form :focus")).hasCount(1);
			String draft = visitor.page().url().replaceFirst(".*(/filings/.*/draft)/.*", "$1");
			for (String step : List.of("consent", "subject", "principal", "website/0", "access/0", "materials",
					"review")) {
				visitor.open(draft + "/" + step);
				visitor.walk();
			}
			visitor.open(draft + "/deletion");
			visitor.look();
			visitor.tabTo("main form button");
			visitor.key("Enter");
			assertThat(visitor.heading()).hasText("我的办件");
			visitor.walk();
		}
	}

	@Test
	void largeTypeIsKept() {
		try (PortalVisitor visitor = visitor(TELEPHONE, false)) {
			visitor.open("/guide");
			visitor.press("长辈版");
			assertThat(visitor.page()).hasURL(Pattern.compile("/guide$"));
			visitor.open("/");
			assertThat(visitor.page().locator("html.large")).hasCount(1);
			double size = Double.parseDouble(
					((String) visitor.page().evaluate("getComputedStyle(document.body).fontSize")).replace("px", ""));
			assertThat(size).isGreaterThanOrEqualTo(20);
			visitor.lookHere();
			visitor.press("标准字号");
			assertThat(visitor.page().locator("html.large")).hasCount(0);
		}
	}

	/** Own data: another telephone, by a code to it. */
	private void account(PortalVisitor visitor, PortalWay way) {
		visitor.open("/my");
		visitor.look();
		visitor.open("/my/account");
		visitor.look();
		visitor.box("contact").fill("13700137509");
		visitor.act("send");
		visitor.lookHere();
		visitor.box("code").fill(way.code("13700137509"));
		visitor.act("do");
		assertThat(visitor.page().locator(".note.done")).isVisible();
		assertThat(visitor.page().locator("dl.facts")).containsText("137＊＊＊＊7509");
	}

	/** The old phone leads nowhere now, and nobody is told; the new one opens. */
	private void signInAgain(PortalVisitor visitor) {
		String old = "13700137501";
		visitor.press("退出");
		visitor.open("/sign-in/code");
		int before = this.phones.to(old).size();
		visitor.box("phone").fill(old);
		visitor.act("send");
		assertThat(visitor.page().locator("main .note")).containsText("验证码已发往 " + old);
		assertThat(this.phones.to(old)).hasSize(before);
		visitor.open("/sign-in/code");
		visitor.box("phone").fill("13700137509");
		int sent = this.phones.to("13700137509").size();
		visitor.act("send");
		PortalWay.waitUntil(() -> this.phones.to("13700137509").size() > sent);
		visitor.box("code").fill(this.phones.code("13700137509").orElseThrow());
		visitor.act("do");
		assertThat(visitor.page().locator(".cards")).containsText("baihua-demo.cn");
	}

	/** Somebody without an account enters the code from their telephone. */
	private void answerCode(FilingForm form, boolean scripts) {
		String mobile = form.subject().principal().mobile();
		String number = form.subject().principal().idNumber();
		this.script.runDue();
		String code = this.phones.code(mobile).orElseThrow();
		try (PortalVisitor person = visitor(TELEPHONE, scripts)) {
			person.open("/verify");
			fillCode(person, mobile, code, "000000");
			assertThat(person.wrong()).containsText("没有核验成功");
			person.lookHere();
			fillCode(person, mobile, code, number.substring(number.length() - 6));
			assertThat(person.heading()).hasText("核验成功");
			person.lookHere();
		}
	}

	private static void fillCode(PortalVisitor person, String mobile, String code, String tail) {
		person.box("mobile").fill(mobile);
		person.box("code").fill(code);
		person.box("idTail").fill(tail);
		person.page().locator("main form button").click();
	}

	// --- staff and time ---

	private void returned(FilingReference reference, DecisionForm.Item item) {
		this.script.runDue();
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

	private PortalVisitor visitor(int width, boolean scripts) {
		return new PortalVisitor(CHROMIUM.visitor(ChromiumExtension.chinese(width).setJavaScriptEnabled(scripts)),
				"http://localhost:" + this.port, scripts);
	}

}
