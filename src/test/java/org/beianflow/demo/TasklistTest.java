package org.beianflow.demo;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.imageio.ImageIO;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.WaitUntilState;
import org.beianflow.account.Applicants;
import org.beianflow.account.CurrentActor;
import org.beianflow.engine.EngineJobs;
import org.beianflow.filing.FilingForm;
import org.beianflow.filing.FilingReference;
import org.beianflow.filing.FilingState;
import org.beianflow.filing.Filings;
import org.beianflow.testing.ChromiumExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
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
 * Tasklist as a case worker meets it in a Chinese browser, on Wednesday 18 March 2026:
 * one filing overdue, one due today, one fresh.
 */
@Tag("application")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "beianflow.demo.filings=false", "spring.datasource.url=jdbc:h2:mem:tasklist;DB_CLOSE_DELAY=-1",
				"beianflow.material.disk.directory=target/tasklist/materials",
				"beianflow.material.spool=target/tasklist/spool",
				"beianflow.privacy.demo-directory=target/tasklist/keys",
				"beianflow.audit.seal-directory=target/tasklist/seals/${random.uuid}",
				"camunda.bpm.job-execution.enabled=false" })
@ActiveProfiles("demo")
class TasklistTest {

	private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

	private static final Pattern KEY = Pattern.compile("[A-Z]+_[A-Z_]+|[A-Z_]{6,}");

	private static final Pattern WORD = Pattern.compile("[A-Za-z]{2,}");

	/** What is no text: case numbers, names of files, domains, addresses. */
	private static final Pattern NAMES = Pattern.compile(
			"F\\d{13}[\\w.-]*|[\\w-]+(\\.[\\w-]+)*\\.(cn|com|pdf|zip)|[\\w.*]+@[\\w.*]+|“\\.\\w+”|https?://\\S+|v(\\. ?)?[\\d.]+");

	/** Words that are the same in Chinese. */
	private static final Set<String> PROPER = Set.of("Camunda", "Platform", "ICP", "UTC", "IP");

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
	private EngineJobs jobs;

	@Autowired
	private Filings filings;

	private FilingReference overdue;

	private FilingReference dueToday;

	private FilingReference fresh;

	/** In Shanghai, where nobody else looks. */
	private FilingReference elsewhere;

	private BrowserContext context;

	private Page page;

	private final List<String> faults = new ArrayList<>();

	@BeforeAll
	void prepare() {
		CurrentActor person = applicant(DemoPeople.INDIVIDUAL_APPLICANT);
		this.jobs.undisturbed(() -> {
			this.overdue = submitted("2026-03-10T09:00", 61, "林晓", "林晓的读书笔记", "linxiao-demo.cn", person);
			this.dueToday = submitted("2026-03-16T09:00", 62, "周宁", "周宁的摄影日记", "zhouning-demo.cn", person);
			this.fresh = submitted("2026-03-18T09:00", 63, "吴桐", "吴桐的园艺手记", "wutong-demo.cn", person);
			this.elsewhere = submitted("2026-03-18T09:00", DemoForms.Place.SHANGHAI, 64, "郑岚", "郑岚的编程笔记",
					"zhenglan-demo.cn", person);
			at("2026-03-18T10:00");
			this.script.runDue();
		});
	}

	private CurrentActor applicant(String login) {
		return CurrentActor
			.applicant(this.applicants.authenticate(login, DemoPeople.APPLICANT_PASSWORD, "127.0.0.1").id());
	}

	private FilingReference submitted(String when, int serial, String name, String site, String domain,
			CurrentActor applicant) {
		return submitted(when, DemoForms.Place.BEIJING, serial, name, site, domain, applicant);
	}

	private FilingReference submitted(String when, DemoForms.Place place, int serial, String name, String site,
			String domain, CurrentActor applicant) {
		at(when);
		FilingForm form = DemoForms.individual(place, serial, name, site, domain,
				LocalDate.parse(when.substring(0, 10)));
		FilingReference reference = this.script.draft(form, applicant);
		this.script.upload(reference, applicant);
		this.script.submit(reference, applicant);
		return reference;
	}

	private void at(String shanghai) {
		this.mover.visit(LocalDateTime.parse(shanghai).atZone(SHANGHAI).toInstant());
	}

	@AfterAll
	void end() {
		this.mover.visit(Instant.now());
	}

	@BeforeEach
	void open() {
		this.context = CHROMIUM.visitor(ChromiumExtension.chinese(1440).setBaseURL("http://localhost:" + this.port));
		this.page = this.context.newPage();
		this.page.onPageError((error) -> this.faults.add(error));
		this.page.onResponse((response) -> {
			if (response.status() >= 500) {
				this.faults.add(response.status() + " " + response.url());
			}
		});
	}

	@AfterEach
	void close() {
		this.context.close();
		assertThat(this.faults).as("errors in the page and of the server").isEmpty();
	}

	@Test
	void theListsShowWhatIsWhoseAndUntilWhen() {
		signIn("worker.bj");
		list("组内待办");
		assertThat(cards()).hasCount(3);
		Locator card = card(this.dueToday);
		for (String part : List.of(this.dueToday.value(), "周＊", "初审", "今天 24:00 到期")) {
			assertThat(card).containsText(part);
		}
		assertThat(card).not().containsText("周宁");
		assertThat(card(this.fresh).locator(".bf-card-remaining")).containsText("工作日");
		assertThat(card(this.overdue).locator(".bf-card-remaining")).containsText("超期");
		assertThat(card(this.overdue).locator(".bf-card-remaining").boundingBox().height).isPositive();

		list("今日到期");
		assertThat(cards()).hasCount(1);
		assertThat(cards()).containsText(this.dueToday.value());
		list("已超期");
		assertThat(cards()).hasCount(1);
		assertThat(cards()).containsText(this.overdue.value());
		list("我的待办");
		assertThat(cards()).hasCount(0);
	}

	/** Also where the language file that Tasklist asks for comes late. */
	@Test
	void everyTextIsChinese() {
		List<Route> late = new ArrayList<>();
		this.page.route("**/locales/*.json?bust=*", late::add);
		signIn("worker.bj");
		list("组内待办");
		Set<String> left = new TreeSet<>(leftovers());
		card(this.fresh).click();
		assertThat(this.page.locator(".bf-head")).containsText(this.fresh.value());
		left.addAll(leftovers());
		Map.of("历史", ".history-pane", "流程图", ".diagram-pane .djs-shape", "说明", ".description-pane")
			.forEach((tab, pane) -> {
				this.page.getByText(tab, new Page.GetByTextOptions().setExact(true)).first().click();
				assertThat(this.page.locator(pane).first()).isVisible();
				assertThat(this.page.locator(".loader:visible")).hasCount(0);
				left.addAll(leftovers());
			});
		assertThat(left).as("raw keys and English words that are visible").isEmpty();
		assertThat(late).isNotEmpty();
	}

	@Test
	void aFilingIsReviewedFromItsCardToItsDecision() throws IOException {
		signIn("worker.sh");
		list("组内待办");
		card(this.elsewhere).click();
		this.page.getByText("领取", new Page.GetByTextOptions().setExact(true)).first().click();
		assertThat(this.page.locator(".bf-head")).containsText(this.elsewhere.value());

		// A picture and a PDF beside the data.
		Locator picture = this.page.locator(".bf-material").first();
		picture.click();
		Locator image = this.page.locator(".bf-preview img");
		assertThat(image).isVisible();
		this.page
			.waitForCondition(() -> (Boolean) image.evaluate("(image) => image.complete && image.naturalWidth > 100"));
		Response pdf = this.page.waitForResponse((response) -> response.url().contains("/documents/"),
				() -> this.page.locator(".bf-material", new Page.LocatorOptions().setHasText("application.pdf"))
					.click());
		assertThat(pdf.status()).isEqualTo(200);
		assertThat(pdf.headers()).containsEntry("content-type", "application/pdf");
		assertThat(pdf.headers().getOrDefault("content-security-policy", "")).doesNotContain("sandbox");
		Locator frame = this.page.locator(".bf-preview iframe");
		assertThat(frame).isVisible();
		this.page.waitForCondition(() -> colours(frame.screenshot()) > 16);

		// Refused in words, and nothing is lost.
		this.page.locator(".bf-outcome").selectOption("APPROVED");
		complete();
		Locator notice = this.page.locator(".bf-task .bf-notice").last();
		assertThat(notice).containsText("还不能提交决定");
		assertThat(notice).containsText("电话");
		assertThat(leftovers()).isEmpty();
		assertThat(this.filings.find(this.elsewhere).orElseThrow().state()).isEqualTo(FilingState.PRELIM_REVIEW);

		// What it asked for is done, and it goes through.
		this.page.getByText("已接通", new Page.GetByTextOptions().setExact(true)).click();
		assertThat(this.page.locator(".bf-task")).containsText("1. ");
		this.page.locator(".bf-outcome").selectOption("APPROVED");
		for (Locator box : this.page.locator(".bf-confirm input[type=checkbox]").all()) {
			box.check();
		}
		complete();
		assertThat(this.page.locator(".bf-task")).hasCount(0);
		this.jobs.undisturbed(this.script::runDue);
		assertThat(this.filings.find(this.elsewhere).orElseThrow().state()).isEqualTo(FilingState.FORWARD_PENDING);
		list("我的待办");
		assertThat(cards()).hasCount(0);
	}

	@Test
	void pagesThatLoadAtOnceAreNeverBlank() {
		signIn("worker.bj");
		List<Page> pages = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			pages.add(this.context.newPage());
		}
		for (int round = 0; round < 4; round++) {
			for (Page one : pages) {
				one.navigate("/camunda/app/tasklist/default/",
						new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
			}
			for (Page one : pages) {
				assertThat(one.getByText("组内待办").first()).isVisible();
			}
		}
	}

	private void signIn(String user) {
		this.page.navigate("/staff/sign-in");
		this.page.locator("input[name=username]").fill(user);
		this.page.locator("input[type=password]").fill(DemoPeople.STAFF_PASSWORD);
		this.page.locator("button[type=submit]").click();
		assertThat(this.page.getByText("组内待办").first()).isVisible();
	}

	private void list(String filter) {
		this.page.waitForResponse((response) -> response.url().contains("/filter/") && response.url().contains("/list"),
				() -> this.page.getByText(filter).first().click());
	}

	private Locator cards() {
		return this.page.locator("ol.tasks-list > li");
	}

	private Locator card(FilingReference reference) {
		return this.page.locator("ol.tasks-list > li", new Page.LocatorOptions().setHasText(reference.value()));
	}

	private void complete() {
		this.page.locator("button", new Page.LocatorOptions().setHasText("办结")).last().click();
	}

	/** What stays of it: texts of a part that is being drawn may come in a moment. */
	private Set<String> leftovers() {
		try {
			this.page.waitForCondition(() -> visibleLeftovers().isEmpty());
			return Set.of();
		}
		catch (TimeoutError ex) {
			return visibleLeftovers();
		}
	}

	/**
	 * Raw keys and English words among everything that can be read on the page, except
	 * what applicants wrote.
	 */
	private Set<String> visibleLeftovers() {
		Object texts = this.page.evaluate("""
				() => {
				  const found = [];
				  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
				  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
				    const parent = node.parentElement;
				    if (node.data.trim() && parent && parent.checkVisibility()
				        && !['SCRIPT', 'STYLE'].includes(parent.tagName)
				        && !parent.closest('.bf-data td')) {
				      found.push(node.data.trim());
				    }
				  }
				  for (const element of document.querySelectorAll('[placeholder],[title],[aria-label],[uib-tooltip]')) {
				    if (element.checkVisibility()) {
				      for (const name of ['placeholder', 'title', 'aria-label', 'uib-tooltip']) {
				        found.push(element.getAttribute(name) || '');
				      }
				    }
				  }
				  return found;
				}
				""");
		Set<String> left = new TreeSet<>();
		for (Object text : (List<?>) texts) {
			String read = NAMES.matcher(text.toString()).replaceAll("");
			Matcher word = WORD.matcher(read);
			while (word.find()) {
				if (!PROPER.contains(word.group())) {
					left.add(read);
				}
			}
			if (KEY.matcher(read).find()) {
				left.add(read);
			}
		}
		return left;
	}

	private static int colours(byte[] screenshot) {
		try {
			BufferedImage image = ImageIO.read(new ByteArrayInputStream(screenshot));
			Set<Integer> colours = new HashSet<>();
			for (int y = 0; y < image.getHeight(); y += 2) {
				for (int x = 0; x < image.getWidth(); x += 2) {
					colours.add(image.getRGB(x, y));
				}
			}
			return colours.size();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
