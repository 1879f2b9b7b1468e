package org.beianflow.demo;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.beianflow.account.Applicants;
import org.beianflow.deadline.Deadlines;
import org.beianflow.filing.Filing;
import org.beianflow.filing.FilingReference;
import org.beianflow.filing.FilingState;
import org.beianflow.filing.FilingSummary;
import org.beianflow.filing.Filings;
import org.beianflow.testing.ChromiumExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parts.Browserless;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every page there is, opened by every kind of user, for the demo's filings in all their
 * states, in both languages: it answers, has one heading, and shows no raw key.
 */
@Tag("application")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "spring.datasource.url=jdbc:h2:mem:pages;DB_CLOSE_DELAY=-1", "server.address=127.0.0.1",
				"beianflow.material.disk.directory=target/pages/materials",
				"beianflow.material.spool=target/pages/spool", "beianflow.privacy.demo-directory=target/pages/keys",
				"beianflow.audit.seal-directory=target/pages/seals/${random.uuid}",
				"camunda.bpm.job-execution.enabled=false" })
@ActiveProfiles("demo")
class EveryPageTest {

	private static final Pattern VARIABLE = Pattern.compile("\\{[^}]+}");

	/** What stands where a text is missing, or a key instead of its text. */
	private static final Pattern RAW = Pattern.compile(
			"\\?\\?|>\\s*(portal|console|filing|deadline|access|fee|account|notice|material)\\.[a-z]+[.\\w]*\\s*<");

	private static final List<String> STAFF = List.of("worker.bj", "supervisor", "finance", "reviewer.bj", "chief.bj",
			"inspector", "operator", "analyst", "auditor", "admin");

	private static final List<String> APPLICANTS = List.of(DemoPeople.COMPANY_APPLICANT,
			DemoPeople.INDIVIDUAL_APPLICANT);

	@RegisterExtension
	static final ChromiumExtension CHROMIUM = ChromiumExtension.whereAsked();

	@LocalServerPort
	private int port;

	@Autowired
	@Qualifier("requestMappingHandlerMapping")
	private RequestMappingHandlerMapping mappings;

	@Autowired
	private Filings filings;

	@Autowired
	private Applicants applicants;

	@Autowired
	private Deadlines deadlines;

	private final List<String> faults = new ArrayList<>();

	private int opened;

	@Test
	void everyPageOpensForWhomItIsMeant() {
		for (String login : APPLICANTS) {
			List<String> own = this.filings.ofApplicant(applicant(login)).stream().map(EveryPageTest::number).toList();
			assertThat(own).isNotEmpty();
			Browserless person = new Browserless(this.port);
			person.signIn("/sign-in", login, DemoPeople.APPLICANT_PASSWORD);
			open(login, person, pages(false, own));
		}
		List<String> all = APPLICANTS.stream()
			.flatMap((login) -> this.filings.ofApplicant(applicant(login)).stream())
			.map(EveryPageTest::number)
			.toList();
		for (String id : STAFF) {
			open(id, Browserless.staff(this.port, id), pages(true, all));
		}
		open("nobody", new Browserless(this.port), pages(false, List.of()));
		assertThat(this.faults).isEmpty();
		assertThat(this.opened).isGreaterThan(300);
	}

	/**
	 * The page of a filing in each of its states, as an applicant sees it: those of the
	 * enterprise on a desktop, those of the individual on a telephone.
	 */
	@Test
	void theCaseIsAccessibleInEveryState() {
		Set<FilingState> states = EnumSet.noneOf(FilingState.class);
		boolean overdue = false;
		for (String login : APPLICANTS) {
			int width = login.equals(DemoPeople.COMPANY_APPLICANT) ? 1440 : 390;
			try (PortalVisitor visitor = new PortalVisitor(CHROMIUM.visitor(ChromiumExtension.chinese(width)),
					"http://localhost:" + this.port, true)) {
				visitor.open("/sign-in");
				visitor.signIn(login, DemoPeople.APPLICANT_PASSWORD);
				for (FilingSummary filing : this.filings.ofApplicant(applicant(login))) {
					visitor.open("/filings/" + number(filing));
					boolean late = visitor.page().locator(".whose-OVERDUE").count() > 0;
					if (states.add(filing.state()) || (late && !overdue)) {
						visitor.look();
					}
					overdue |= late;
				}
			}
		}
		assertThat(overdue).isTrue();
		assertThat(states).contains(FilingState.REFUSED, FilingState.WITHDRAWN, FilingState.EXPIRED,
				FilingState.ACCESS_PENDING, FilingState.SMS_VERIFY, FilingState.PAYMENT_PENDING, FilingState.FILED,
				FilingState.PRELIM_RETURNED, FilingState.AUTHORITY_RETURNED);
	}

	@Test
	void englishPagesOfTheDemoAreEnglish() {
		String door = new Browserless(this.port).get("/staff/sign-in", "Accept-Language", "en").body();
		assertThat(door).contains("case worker (Beijing)").doesNotContain("初审专员");
		String fee = ofState(FilingState.PAYMENT_PENDING);
		assertThat(company().get("/filings/" + fee + "/fee", "Accept-Language", "en").body())
			.contains("Service fee for a first filing")
			.doesNotContain("代办服务费");
	}

	@Test
	void anIssuedNumberAndALetterOfRefusalAreTheFirstThingOneSees() {
		Browserless person = new Browserless(this.port);
		person.signIn("/sign-in", DemoPeople.INDIVIDUAL_APPLICANT, DemoPeople.APPLICANT_PASSWORD);
		String filed = person.get("/filings/" + ofState(FilingState.FILED)).body();
		assertThat(filed).contains("whose-DONE").containsPattern("class=\"issued nobreak\">京ICP备\\d{10}号-1<");
		String refused = person.get("/filings/" + ofState(FilingState.REFUSED)).body();
		assertThat(refused).contains("whose-REFUSED");
		assertThat(refused.indexOf("refusal.pdf")).isBetween(0, refused.indexOf("</section>"));
		assertThat(refused.split("网站内容涉及须经前置审批的服务", -1)).hasSize(2);
	}

	/** Nobody reviews or mends a site within no time, as the analysis would show. */
	@Test
	void theStoriesOfTheDemoTakeTime() {
		for (String login : APPLICANTS) {
			for (FilingSummary filing : this.filings.ofApplicant(applicant(login))) {
				List<Filing.Step> steps = this.filings.history(new FilingReference(number(filing)));
				for (int i = 0; i + 1 < steps.size(); i++) {
					FilingState state = steps.get(i).to();
					if (state == FilingState.PRELIM_REVIEW || state == FilingState.ACCESS_PENDING) {
						assertThat(Duration.between(steps.get(i).at(), steps.get(i + 1).at()))
							.as(number(filing) + " " + state)
							.isGreaterThan(Duration.ofMinutes(15));
					}
				}
			}
		}
	}

	private Browserless company() {
		Browserless company = new Browserless(this.port);
		company.signIn("/sign-in", DemoPeople.COMPANY_APPLICANT, DemoPeople.APPLICANT_PASSWORD);
		return company;
	}

	private String ofState(FilingState state) {
		return APPLICANTS.stream()
			.flatMap((login) -> this.filings.ofApplicant(applicant(login)).stream())
			.filter((filing) -> filing.state() == state)
			.map(EveryPageTest::number)
			.findFirst()
			.orElseThrow();
	}

	private String applicant(String login) {
		return this.applicants.authenticate(login, DemoPeople.APPLICANT_PASSWORD, "127.0.0.1").id();
	}

	private static String number(FilingSummary summary) {
		return summary.reference();
	}

	/** Addresses of pages, with the variables in them filled from these filings. */
	private Set<String> pages(boolean staff, List<String> references) {
		Set<String> pages = new TreeSet<>();
		for (RequestMappingInfo route : this.mappings.getHandlerMethods().keySet()) {
			Set<RequestMethod> methods = route.getMethodsCondition().getMethods();
			if (!methods.isEmpty() && !methods.contains(RequestMethod.GET)) {
				continue;
			}
			for (String path : route.getPatternValues()) {
				boolean page = !path.startsWith("/api/") && !path.startsWith("/v3/") && !path.startsWith("/swagger")
						&& !path.startsWith("/error") && !path.startsWith("/camunda");
				if (page && staff == path.startsWith("/console")) {
					pages.addAll(filled(path, references));
				}
			}
		}
		return pages;
	}

	private Set<String> filled(String path, List<String> references) {
		Set<String> filled = new LinkedHashSet<>();
		Matcher variables = VARIABLE.matcher(path);
		if (!variables.find()) {
			return Set.of(path);
		}
		if (!path.contains("{reference}")) {
			return Set.of();
		}
		for (String reference : references) {
			String one = path.replace("{reference}", reference).replace("{code:M5|M6|M12|M13}", "M5");
			if (one.contains("{kind}") && one.contains("/deadlines/")) {
				this.deadlines.of(reference)
					.forEach((deadline) -> filled.add(one.replace("{kind}", deadline.kind().name())));
			}
			else if (!VARIABLE.matcher(one).find()) {
				filled.add(one);
			}
		}
		return filled;
	}

	private void open(String who, Browserless person, Set<String> pages) {
		for (String page : pages) {
			for (String language : List.of("zh-CN", "en")) {
				String what = who + " " + language + " " + page;
				try {
					look(what, person.get(page, "Accept", "text/html,*/*;q=0.8", "Accept-Language", language));
				}
				catch (AssertionError broken) {
					// A page that fails when half of it is sent ends the connection.
					this.faults.add(what + " broke off");
				}
			}
		}
	}

	private void look(String what, HttpResponse<String> answer) {
		if (answer.statusCode() >= 500) {
			this.faults.add(what + " answered " + answer.statusCode());
			return;
		}
		String type = answer.headers().firstValue("Content-Type").orElse("");
		if (answer.statusCode() == 302 || answer.statusCode() == 303 || !type.startsWith("text/html")) {
			return;
		}
		this.opened++;
		String body = answer.body();
		if (body.split("<h1", -1).length != 2 && body.contains("<html")) {
			this.faults.add(what + " (" + answer.statusCode() + ") has " + (body.split("<h1", -1).length - 1) + " h1");
		}
		Matcher raw = RAW.matcher(body);
		if (raw.find()) {
			this.faults.add(what + " shows "
					+ body.substring(Math.max(0, raw.start() - 40), Math.min(body.length(), raw.end() + 60)));
		}
	}

}
