package org.beianflow.demo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import org.beianflow.account.Applicants;
import org.beianflow.account.CurrentActor;
import org.beianflow.audit.AuditEntry;
import org.beianflow.audit.AuditTrail;
import org.beianflow.engine.EngineJobs;
import org.beianflow.filing.DecisionForm;
import org.beianflow.filing.FilingForm;
import org.beianflow.filing.FilingReference;
import org.beianflow.filing.StaffTask;
import org.beianflow.testing.ChromiumExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The staff's page of one filing, the evidence bundle, the auditor's and the analyst's
 * pages, in a real browser and by their requests.
 */
@Tag("application")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "beianflow.demo.filings=false", "spring.datasource.url=jdbc:h2:mem:dossier;DB_CLOSE_DELAY=-1",
				"beianflow.material.disk.directory=target/dossier/materials",
				"beianflow.material.spool=target/dossier/spool", "beianflow.privacy.demo-directory=target/dossier/keys",
				"beianflow.audit.seal-directory=target/dossier/seals/${random.uuid}",
				"camunda.bpm.job-execution.enabled=false" })
@ActiveProfiles("demo")
class ConsoleFilingBrowserTest {

	private static final Pattern RAW_KEY = Pattern
		.compile("\\?\\?|\\b(console|portal|filing|deadline|access|fee|notice)\\.[a-z]+\\.[a-zA-Z.]+");

	private static final String REASON = "核对申请人来电咨询";

	@RegisterExtension
	static final ChromiumExtension CHROMIUM = ChromiumExtension.forAllTests();

	@LocalServerPort
	private int port;

	@Autowired
	private FilingScript script;

	@Autowired
	private DemoClock clock;

	@Autowired
	private Applicants applicants;

	@Autowired
	private AuditTrail audit;

	@Autowired
	private EngineJobs jobs;

	private static FilingReference filing;

	private static FilingForm form;

	/** An individual's filing that was returned, corrected and waits for its review. */
	@BeforeEach
	void filing() {
		if (filing == null) {
			this.jobs.undisturbed(() -> {
				CurrentActor person = CurrentActor.applicant(this.applicants
					.authenticate(DemoPeople.INDIVIDUAL_APPLICANT, DemoPeople.APPLICANT_PASSWORD, "127.0.0.1")
					.id());
				LocalDate today = this.clock.instant().atZone(ZoneId.of("Asia/Shanghai")).toLocalDate();
				form = DemoForms.individual(DemoForms.Place.BEIJING, 501, "柳青", "柳青的植物笔记", "liuqing-demo.cn", today);
				filing = this.script.draft(form, person);
				this.script.upload(filing, person);
				this.script.submit(filing, person);
				this.script.decide(filing, StaffTask.PROVIDER_REVIEW, "worker.bj", FilingScript.returned("RETURNED",
						"请修改后再次提交。",
						new DecisionForm.Item("services[0].website.name", "NAME", "网站名称不规范。", "请写明内容。", "CORRECT")));
				this.script.correctSiteName(filing, "柳青的植物观察笔记", person);
				this.script.submit(filing, person);
				this.script.runDue();
			});
		}
	}

	@Test
	void personalDataIsMaskedUntilSomebodyGivesAReasonWhichIsRecorded() {
		String number = form.subject().principal().idNumber();
		String mobile = form.subject().principal().mobile();
		try (BrowserContext context = context(1440, true)) {
			Page page = signedIn(context, "worker.bj", path());
			assertThat(page.content()).doesNotContain(number).doesNotContain(mobile);
			assertThat(page.locator("#place .here").first().innerText()).contains("初审");
			assertThat(page.locator("#place svg .is-active").count()).isPositive();
			assertThat(page.locator("#rounds").innerText()).contains("柳青的植物观察笔记").contains("柳青的植物笔记");
			String field = "subject.principal.mobile";

			APIResponse without = post(page, path() + "/unmask", Map.of("path", field, "reason", "  "));
			assertThat(without.status()).isEqualTo(422);
			assertThat(without.text()).contains("role=\"alert\"").doesNotContain(mobile);
			APIResponse numbered = post(page, path() + "/unmask",
					Map.of("path", field, "reason", "打电话 13900000000 核对"));
			assertThat(numbered.status()).isEqualTo(422);
			assertThat(acts("filing.personal-data.shown")).isEmpty();

			page.locator("#path").selectOption(field);
			page.locator("#reason").fill(REASON);
			page.locator(".unmask button").click();
			assertThat(page.locator("#field-subject-principal-mobile").innerText()).contains(mobile);
			assertThat(page.content()).doesNotContain(number);
			assertThat(acts("filing.personal-data.shown")).singleElement().satisfies((entry) -> {
				assertThat(entry.actor().id()).isEqualTo("worker.bj");
				assertThat(entry.facts()).containsEntry("field", field).containsEntry("reason", REASON);
			});
			page.navigate(url(path()));
			assertThat(page.content()).doesNotContain(mobile);
		}
	}

	@Test
	void roleAndProvinceDecideWhatIsSeen() {
		try (BrowserContext context = context(1440, true)) {
			Page page = signedIn(context, "worker.sh", path());
			assertThat(page.content()).doesNotContain("柳青");
			assertThat(page.request().get(url(path())).status()).isEqualTo(404);
			assertThat(post(page, path() + "/unmask", Map.of("path", "subject.principal.mobile", "reason", REASON))
				.status()).isEqualTo(404);
			assertThat(post(page, path() + "/bundle", Map.of("purpose", REASON)).status()).isEqualTo(404);
			assertThat(page.request().get(url("/console/audit")).status()).isEqualTo(403);
			assertThat(page.request().get(url("/console/analysis")).status()).isEqualTo(403);
		}
		try (BrowserContext context = context(1440, true)) {
			Page page = signedIn(context, "finance", path());
			assertThat(page.locator("#fee").count()).isOne();
			assertThat(page.locator("#dossier, #rounds, .unmask, #bundle").count()).isZero();
			assertThat(page.locator("#materials").innerText()).doesNotContain("主体证件").doesNotContain("申请表");
			assertThat(post(page, path() + "/unmask", Map.of("path", "subject.principal.mobile", "reason", REASON))
				.status()).isEqualTo(403);
			assertThat(post(page, path() + "/bundle", Map.of("purpose", REASON)).status()).isEqualTo(403);
		}
		try (BrowserContext context = context(1440, true)) {
			Page page = signedIn(context, "auditor", "/console/audit");
			assertThat(page.request().get(url(path())).status()).isEqualTo(404);
		}
	}

	@Test
	void theBundleProvesItself() throws Exception {
		try (BrowserContext context = context(1440, true)) {
			Page page = signedIn(context, "worker.bj", path());
			assertThat(post(page, path() + "/bundle", Map.of("purpose", "")).status()).isEqualTo(422);
			assertThat(acts("filing.bundle.wanted")).isEmpty();
			APIResponse answer = post(page, path() + "/bundle", Map.of("purpose", "应诉材料"));
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.headers()).containsEntry("content-type", "application/zip");
			Map<String, byte[]> files = unzip(answer.body());
			assertThat(files).containsKeys("forms/round-1.json", "forms/round-2.json", "forms/round-1.pdf",
					"decisions.json", "messages.json", "deadlines.json", "history.json", "access-evidence.json",
					"audit/chain.jsonl", "audit/head.json", "cover.pdf", "manifest.json");
			assertThat(files.keySet()).anyMatch((name) -> name.startsWith("materials/"));
			assertThat(text(files, "cover.pdf")).startsWith("%PDF-");
			Map<String, String> sums = sums(text(files, "SHA256SUMS"));
			assertThat(sums.keySet()).containsExactlyInAnyOrderElementsOf(
					files.keySet().stream().filter((name) -> !name.equals("SHA256SUMS")).toList());
			for (Map.Entry<String, String> sum : sums.entrySet()) {
				assertThat(sha256(files.get(sum.getKey()))).as(sum.getKey()).isEqualTo(sum.getValue());
			}
			assertThat(text(files, "forms/round-2.json")).contains("柳青的植物观察笔记");
			assertThat(acts("filing.bundle.wanted")).singleElement()
				.satisfies((entry) -> assertThat(entry.facts()).containsEntry("purpose", "应诉材料"));
			assertThat(acts("filing.bundle.made")).singleElement()
				.satisfies((entry) -> assertThat(entry.facts()).containsEntry("manifest", sums.get("manifest.json")));
			AuditEntry wanted = acts("filing.bundle.wanted").get(0);
			assertThat(text(files, "audit/head.json")).contains(wanted.hash()).contains("\"intact\" : true");
		}
	}

	@Test
	void anAuditorSearchesVerifiesAndExports() {
		try (BrowserContext context = context(1440, true)) {
			Page page = signedIn(context, "auditor", "/console/audit?chain=" + filing);
			assertThat(page.locator("tbody tr").count()).isPositive();
			assertThat(page.locator("main").innerText()).contains("filing.submitted").doesNotContain("柳青");
			page.navigate(url("/console/audit?act=filing.submitted&actor=nobody"));
			assertThat(page.locator(".empty").count()).isOne();
			page.navigate(url("/console/audit?chain=" + filing));
			page.locator("form[action='/console/audit/verification'] button").click();
			assertThat(page.locator("[role=status]").innerText()).contains(filing.value()).contains("完整");
			decent(page, "/console/audit?chain=" + filing);
			APIResponse export = post(page, "/console/audit/export", Map.of("chain", filing.value()));
			assertThat(export.status()).isEqualTo(200);
			assertThat(export.text()).contains("previousHash").contains("filing.submitted").doesNotContain("柳青");
			assertThat(this.audit.of("person:auditor")).extracting(AuditEntry::act)
				.contains("audit.verified", "audit.exported");
			assertThat(post(page, "/console/audit/verification", Map.of("chain", "F2026119999999")).status())
				.isEqualTo(404);
		}
	}

	@Test
	void anAnalystSeesFiguresAndNobody() {
		try (BrowserContext context = context(1440, true)) {
			Page page = signedIn(context, "analyst", "/console/analysis");
			assertThat(page.locator("main").innerText()).contains("初审").contains("website-filing");
			assertThat(page.content()).doesNotContain("柳青").doesNotContain(filing.value());
			assertThat(page.locator("[aria-labelledby=h-stays] tbody tr").count()).isPositive();
			assertThat(page.locator("[aria-labelledby=h-reasons] tbody tr").count()).isPositive();
			decent(page, "/console/analysis");
			APIResponse export = page.request().get(url("/console/analysis.csv"));
			assertThat(export.status()).isEqualTo(200);
			assertThat(export.text()).contains("website-filing").doesNotContain("柳青").doesNotContain(filing.value());
			assertThat(page.request().get(url("/console/analysis?from=yesterday")).status()).isEqualTo(400);
		}
	}

	@Test
	void theFilingPageReadsWellInBothLanguagesAndOnATelephoneWithoutScripts() {
		try (BrowserContext context = context(1440, true)) {
			Page page = signedIn(context, "worker.bj", path());
			decent(page, path());
		}
		try (BrowserContext context = context(390, false)) {
			Page page = signedIn(context, "worker.bj", path());
			assertThat(page.locator("#place details").first().locator("tbody tr").count()).isPositive();
			assertThat((Integer) page.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(390);
		}
	}

	// --- the browser ---

	private static BrowserContext context(int width, boolean scripts) {
		return CHROMIUM.visitor(ChromiumExtension.chinese(width).setJavaScriptEnabled(scripts));
	}

	private Page signedIn(BrowserContext context, String login, String path) {
		Page page = context.newPage();
		page.navigate(url("/staff/sign-in"));
		page.locator("[name=username]").fill(login);
		page.locator("[name=password]").fill(DemoPeople.STAFF_PASSWORD);
		page.locator("main button, button[type=submit]").first().click();
		page.navigate(url(path));
		return page;
	}

	private APIResponse post(Page page, String path, Map<String, String> fields) {
		FormData data = FormData.create().set("_csrf", page.locator("input[name=_csrf]").first().getAttribute("value"));
		fields.forEach(data::set);
		return page.request().post(url(path), RequestOptions.create().setForm(data));
	}

	/** No serious fault of accessibility and no raw key, in both languages. */
	private void decent(Page page, String path) {
		for (String language : List.of("en", "zh-CN")) {
			page.context().addCookies(List.of(new Cookie("bf-lang", language).setUrl(url("/"))));
			page.navigate(url(path));
			List<Rule> faults = new AxeBuilder(page).analyze()
				.getViolations()
				.stream()
				.filter((fault) -> List.of("serious", "critical").contains(fault.getImpact()))
				.toList();
			assertThat(faults).as(language + " " + path).extracting(Rule::getId, Rule::getNodes).isEmpty();
			assertThat(page.locator("h1, h2, h3, dt, th, label, summary, button, p").allInnerTexts())
				.as(language + " " + path)
				.noneMatch((text) -> RAW_KEY.matcher(text).find());
		}
	}

	// --- the bundle ---

	private static Map<String, byte[]> unzip(byte[] bundle) throws IOException {
		Map<String, byte[]> files = new LinkedHashMap<>();
		try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bundle), StandardCharsets.UTF_8)) {
			for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
				assertThat(files.put(entry.getName(), zip.readAllBytes())).as(entry.getName()).isNull();
			}
		}
		return files;
	}

	private static String text(Map<String, byte[]> files, String name) {
		return new String(files.get(name), StandardCharsets.UTF_8);
	}

	private static Map<String, String> sums(String list) {
		Map<String, String> sums = new LinkedHashMap<>();
		list.lines().forEach((line) -> sums.put(line.substring(66), line.substring(0, 64)));
		return sums;
	}

	private static String sha256(byte[] content) throws Exception {
		return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
	}

	private List<AuditEntry> acts(String act) {
		return this.audit.of(filing.value()).stream().filter((entry) -> entry.act().equals(act)).toList();
	}

	private static String path() {
		return "/console/filings/" + filing;
	}

	private String url(String path) {
		return "http://localhost:" + this.port + path;
	}

}
