package org.beianflow.demo;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.FilePayload;
import org.beianflow.engine.EngineJobs;
import org.beianflow.filing.FilingForm;
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
 * From the start page to the submission in a real browser: registration with a code, the
 * wizard, the documents; with scripts on a desktop and without on a telephone. Every page
 * on the way is accessible, light and wholly translated.
 */
@Tag("application")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "beianflow.demo.filings=false", "spring.datasource.url=jdbc:h2:mem:starts;DB_CLOSE_DELAY=-1",
				"beianflow.material.disk.directory=target/starts/materials",
				"beianflow.material.spool=target/starts/spool", "beianflow.privacy.demo-directory=target/starts/keys",
				"beianflow.audit.seal-directory=target/starts/seals/${random.uuid}",
				"camunda.bpm.job-execution.enabled=false" })
@ActiveProfiles("demo")
class PortalStartBrowserTest {

	private static final Pattern RAW_KEY = Pattern
		.compile("\\?\\?|\\b(portal|filing|deadline|access|fee|account|material)\\.[a-z]+\\.");

	private static final int MOST_BYTES = 300_000;

	private static final String PASSWORD = "ein ruhiger Morgen am See";

	private static Chromium chromium;

	@LocalServerPort
	private int port;

	@Autowired
	private DemoClock clock;

	@Autowired
	private DemoPhones phones;

	@Autowired
	private EngineJobs jobs;

	@Autowired
	private ObjectMapper json;

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
	void publicPagesAreAccessibleLightAndTranslated() {
		for (String path : List.of("/", "/guide", "/lookup", "/lookup?query=nothing.example", "/privacy", "/sign-in",
				"/sign-up", "/sign-in/code", "/password", "/verify", "/verify/code")) {
			try (BrowserContext context = context(390, true)) {
				Page page = context.newPage();
				List<Response> answers = new ArrayList<>();
				page.onResponse(answers::add);
				page.navigate(url(path));
				assertThat(answers.stream().mapToInt((answer) -> answer.body().length).sum()).as("bytes of " + path)
					.isLessThan(MOST_BYTES);
				decent(page);
				page.setViewportSize(1440, 900);
				narrow(page);
			}
		}
	}

	@Test
	void anEnterpriseOnADesktop() {
		this.jobs.undisturbed(() -> {
			FilingForm form = DemoForms.enterprise(DemoForms.Place.BEIJING, 501, "北京白桦科技有限公司", "白桦科技官网",
					"baihua-demo.cn", today());
			try (BrowserContext context = context(1440, true)) {
				Page page = context.newPage();
				register(page, "baihua2026", "13700137501", true);
				submit(page, form, true);
				account(page);
				signInAgain(page, "13700137501");
			}
		});
	}

	@Test
	void anIndividualOnATelephoneWithoutScripts() {
		this.jobs.undisturbed(() -> {
			FilingForm form = DemoForms.individual(DemoForms.Place.BEIJING, 502, "林溪", "林溪的读书笔记", "linxi-demo.cn",
					today());
			try (BrowserContext context = context(390, false)) {
				Page page = context.newPage();
				register(page, "linxi2026", "13700137502", false);
				Set<String> asked = submit(page, form, false);
				assertThat(asked).noneMatch((name) -> name.contains("preApproval") || name.contains("businessScope"));
			}
		});
	}

	// --- the way ---

	private void register(Page page, String loginName, String phone, boolean scripts) {
		page.navigate(url("/"));
		page.locator("main a.button").click();
		box(page, "phone").fill("12345");
		act(page, "send");
		assertThat(page.locator("#summary")).containsText("11 位");
		box(page, "phone").fill(phone);
		act(page, "send");
		box(page, "code").fill("12");
		box(page, "loginName").fill(loginName);
		box(page, "email").fill(loginName + "@example.cn");
		box(page, "password").fill(PASSWORD);
		act(page, "do");
		assertThat(page.locator("#error-code")).containsText("验证码不正确");
		narrow(page);
		box(page, "code").fill(code(phone));
		box(page, "password").fill("short");
		act(page, "do");
		assertThat(page.locator("#error-password")).containsText("10 位");
		box(page, "code").fill(code(phone));
		box(page, "password").fill(PASSWORD);
		act(page, "do");
		assertThat(page.locator("#nature")).isVisible();
		check(page, scripts);
	}

	private Set<String> submit(Page page, FilingForm form, boolean scripts) {
		page.selectOption("#nature", form.subject().nature().name());
		box(page, "certificateNumber").fill(form.subject().certificateNumber());
		box(page, "domain").fill(form.services().get(0).website().domains().get(0));
		page.locator("main form button.button").click();
		assertThat(heading(page)).containsText("首次备案");
		page.locator("main form button.button").click();
		Map<String, Object> answers = new LinkedHashMap<>();
		flatten("", this.json.valueToTree(form), answers);
		answers.put("subject.legalRepresentative.same", "true");
		Set<String> asked = new TreeSet<>();
		while (page.locator("main form[data-autosave]").count() > 0) {
			String step = page.url();
			check(page, scripts);
			asked.addAll(fill(page, answers, scripts));
			page.locator("main form[data-autosave] button.button[value=continue]").click();
			page.waitForURL((url) -> !url.equals(step));
			assertThat(page.locator("#summary").count()).as(step + " " + page.locator("main").innerText()).isZero();
		}
		documents(page, scripts);
		check(page, scripts);
		page.locator("main > .acts a.button").click();
		assertThat(page.locator("#summary").count()).as(page.locator("main").innerText()).isZero();
		check(page, scripts);
		page.locator("main form button.button").click();
		assertThat(page.locator("#summary")).isVisible();
		for (Locator consent : page.locator("[name=consents]").all()) {
			consent.check();
		}
		page.locator("main form button.button").click();
		assertThat(heading(page)).hasText("备案已提交");
		check(page, scripts);
		return asked;
	}

	/**
	 * Answers what is asked; answers that bring other questions may take another round.
	 */
	private Set<String> fill(Page page, Map<String, Object> answers, boolean scripts) {
		Set<String> done = new TreeSet<>();
		boolean more = true;
		while (more) {
			more = false;
			for (String name : names(page)) {
				if (answers.containsKey(name) && !done.contains(name) && box(page, name).first().isVisible()) {
					answer(page, name, answers.get(name), scripts);
					done.add(name);
					more = true;
				}
			}
			Locator refresh = page.locator("main form button[value=refresh]");
			if (!scripts && more && refresh.count() > 0) {
				refresh.first().click();
			}
		}
		return new TreeSet<>(names(page));
	}

	@SuppressWarnings("unchecked")
	private static List<String> names(Page page) {
		return (List<String>) page
			.evaluate("[...new Set([...document.querySelectorAll('main form[data-autosave] [name]')]"
					+ ".filter(e => e.type !== 'hidden' && e.tagName !== 'BUTTON').map(e => e.name))]");
	}

	private void answer(Page page, String name, Object value, boolean scripts) {
		Locator field = box(page, name);
		List<?> values = (value instanceof List<?> many) ? many : List.of(value);
		String type = field.first().getAttribute("type");
		if ("radio".equals(type) || "checkbox".equals(type)) {
			for (Object one : values) {
				Locator choice = page.locator("main [name=\"" + name + "\"][value=\"" + one + "\"]");
				if (choice.count() > 0) {
					choice.check();
				}
			}
		}
		else if (field.evaluate("e => e.tagName").equals("SELECT")) {
			if (field.locator("option[value=\"" + value + "\"]").count() == 0 && !scripts) {
				page.locator("main form button[value=refresh]").first().click();
			}
			field.selectOption(value.toString());
		}
		else {
			field.fill(String.join("\n", values.stream().map(Object::toString).toList()));
			field.blur();
		}
		if (scripts) {
			page.waitForFunction("() => { const f = document.querySelector('form[data-autosave]');"
					+ " return ['', f.dataset.saved].includes(f.querySelector('.saved').textContent); }");
		}
	}

	private void documents(Page page, boolean scripts) {
		assertThat(heading(page)).isVisible();
		Locator missing = page.locator(".checklist > li:has(details.first)");
		check(page, scripts);
		for (int left = missing.count(); left > 0; left--) {
			Locator item = missing.first();
			item.locator("input[type=file]")
				.first()
				.setInputFiles(new FilePayload("photo.png", "image/png", FilingScript.picture("PHOTO " + left)));
			if (!scripts) {
				item.locator("form.upload button").click();
			}
			assertThat(missing).hasCount(left - 1);
		}
	}

	private void account(Page page) {
		page.navigate(url("/my"));
		decent(page);
		page.navigate(url("/my/account"));
		decent(page);
		box(page, "contact").fill("13700137509");
		act(page, "send");
		decentHere(page);
		box(page, "code").fill(code("13700137509"));
		act(page, "do");
		assertThat(page.locator(".note.done")).isVisible();
		assertThat(page.locator("dl.facts")).containsText("137****7509");
	}

	/** The old phone leads nowhere now, and nobody is told; the new one opens. */
	private void signInAgain(Page page, String old) {
		page.locator("header button", new Page.LocatorOptions().setHasText("退出")).click();
		page.navigate(url("/sign-in/code"));
		int before = this.phones.to(old).size();
		box(page, "phone").fill(old);
		act(page, "send");
		assertThat(page.locator("main .note")).containsText("验证码已发往 " + old);
		assertThat(this.phones.to(old)).hasSize(before);
		page.navigate(url("/sign-in/code"));
		box(page, "phone").fill("13700137509");
		int sent = this.phones.to("13700137509").size();
		act(page, "send");
		waitFor(() -> this.phones.to("13700137509").size() > sent);
		box(page, "code").fill(this.phones.code("13700137509").orElseThrow());
		act(page, "do");
		assertThat(page.locator(".cards")).containsText("baihua-demo.cn");
	}

	// --- the browser ---

	private static BrowserContext context(int width, boolean scripts) {
		return chromium.browser()
			.newContext(new Browser.NewContextOptions().setLocale("zh-CN")
				.setViewportSize(width, 900)
				.setJavaScriptEnabled(scripts));
	}

	private void check(Page page, boolean scripts) {
		if (scripts) {
			decent(page);
		}
		else {
			assertThat(page.locator("body").innerText()).doesNotContainPattern(RAW_KEY);
			narrow(page);
		}
	}

	/** In both languages; the page is left in Chinese. */
	private void decent(Page page) {
		for (String language : List.of("en", "zh-CN")) {
			page.context().addCookies(List.of(new Cookie("bf-lang", language).setUrl(url("/"))));
			// A page that answered a form is there again under its own address.
			page.navigate(page.url());
			decentHere(page);
		}
	}

	private static void decentHere(Page page) {
		List<Rule> faults = new AxeBuilder(page).analyze()
			.getViolations()
			.stream()
			.filter((fault) -> List.of("serious", "critical").contains(fault.getImpact()))
			.toList();
		assertThat(faults).as(page.url()).extracting(Rule::getId, Rule::getNodes).isEmpty();
		assertThat(page.locator("body").innerText()).as(page.url()).doesNotContainPattern(RAW_KEY);
		narrow(page);
	}

	/** Pictures for people to look at, where the environment names a folder for them. */
	private static void picture(Page page) {
		String folder = System.getenv("BEIANFLOW_PICTURES");
		if (folder != null) {
			String name = page.url()
				.replaceFirst("https?://[^/]+", "")
				.replaceAll("F\\d{10,}", "F")
				.replaceAll("\\W+", "-");
			page.screenshot(new Page.ScreenshotOptions().setFullPage(true)
				.setPath(Path.of(folder, page.viewportSize().width + name + ".png")));
		}
	}

	private static void narrow(Page page) {
		picture(page);
		assertThat(page.locator("main").boundingBox().width).as(page.url())
			.isLessThanOrEqualTo(page.viewportSize().width);
	}

	private static Locator heading(Page page) {
		return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
	}

	private static Locator box(Page page, String name) {
		return page.locator("main [name=\"" + name + "\"]:not([type=hidden])");
	}

	private static void act(Page page, String value) {
		page.locator("main form button[name=act][value=" + value + "]").first().click();
	}

	private String code(String phone) {
		waitFor(() -> this.phones.code(phone).isPresent());
		return this.phones.code(phone).orElseThrow();
	}

	private static void waitFor(java.util.function.BooleanSupplier condition) {
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
		while (!condition.getAsBoolean()) {
			assertThat(System.nanoTime()).isLessThan(end);
			Thread.onSpinWait();
		}
	}

	private static void flatten(String path, JsonNode node, Map<String, Object> answers) {
		if (node.isObject()) {
			node.properties()
				.forEach((field) -> flatten(path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
						field.getValue(), answers));
		}
		else if (node.isArray() && !node.isEmpty() && node.get(0).isObject()) {
			for (int i = 0; i < node.size(); i++) {
				flatten(path + "[" + i + "]", node.get(i), answers);
			}
		}
		else if (node.isArray()) {
			List<String> values = new ArrayList<>();
			node.forEach((one) -> values.add(one.asText()));
			answers.put(path, values);
		}
		else if (!node.isNull()) {
			answers.put(path, node.asText());
		}
	}

	private String url(String path) {
		return "http://localhost:" + this.port + path;
	}

	private LocalDate today() {
		return this.clock.instant().atZone(ZoneId.of("Asia/Shanghai")).toLocalDate();
	}

}
