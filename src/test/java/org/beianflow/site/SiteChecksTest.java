package org.beianflow.site;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import org.beianflow.check.Finding;
import org.beianflow.check.Policy;
import org.beianflow.check.Violation;
import org.beianflow.subject.FilingSubject;
import org.beianflow.subject.SubjectChecks;
import org.beianflow.testing.SampleSubjects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** The rules of services, one by one and all at once. */
class SiteChecksTest {

	private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

	private static final JsonMapper JSON = JsonMapper.builder().addModule(new JavaTimeModule()).build();

	private final SiteChecks checks = checks(false);

	private final FilingSubject enterprise = SampleSubjects.enterprise();

	private final FilingSubject individual = SampleSubjects.individual();

	private static SiteChecks checks(boolean ipOnly, String... denied) {
		return new SiteChecks(new SiteSettings(ipOnly, List.of(denied)), new SubjectChecks());
	}

	@Test
	void nothingIsWrongWithTheSamples() {
		assertThat(this.checks.check(SampleSubjects.website(), this.enterprise, TODAY)).isEmpty();
		assertThat(this.checks.check(SampleSubjects.personalWebsite("zhang.cn"), this.individual, TODAY)).isEmpty();
		assertThat(this.checks.check(SampleSubjects.website("示例云.中国"), this.enterprise, TODAY)).isEmpty();
		assertThat(this.checks.check(SampleSubjects.website("dangan.shili.gov.cn"), SampleSubjects.government(), TODAY))
			.isEmpty();
	}

	@Test
	void aWebsiteSurvivesJson() throws Exception {
		Website website = SampleSubjects.personalWebsite("zhang.cn");
		assertThat(JSON.readValue(JSON.writeValueAsString(website), Website.class)).isEqualTo(website);
		assertThat(JSON.readValue("{\"domains\":[null]}", Website.class).domains()).hasSize(1);
	}

	@Test
	void anEmptyDraftSaysEverythingThatIsMissingAtOnce() throws Exception {
		Website draft = JSON.readValue("{}", Website.class);
		assertThat(this.checks.check(draft, null, TODAY)).extracting(Violation::path)
			.containsExactlyInAnyOrder("type", "addressMode", "name", "domains", "homeUrls", "contentTypes",
					"languages", "noPreApprovalNeeded", "owner", "securityMeasures");
		assertThat(this.checks.advise(draft, null, TODAY)).isNotEmpty();
		Website holes = JSON.readValue("{\"domains\":[null,\"\"],\"homeUrls\":[null],\"contentTypes\":[null],"
				+ "\"languages\":[null],\"preApprovals\":[null],\"securityMeasures\":[null],"
				+ "\"domainRegistrations\":[null]}", Website.class);
		assertThat(this.checks.check(holes, this.enterprise, TODAY)).extracting(Violation::path)
			.contains("domains[0]", "domains[1]", "homeUrls[0]", "contentTypes[0]", "languages[0]", "preApprovals[0]",
					"securityMeasures", "domainRegistrations[0]");
		assertThat(this.checks.advise(holes, this.enterprise, TODAY)).isNotEmpty();
	}

	static Stream<Arguments> broken() {
		return Stream.of(broken("kind of service", "type", "WRONG_KIND", (it) -> it.put("type", "APP")),
				broken("by domain or by address", "addressMode", "1004", (it) -> it.put("addressMode", "IP_ONLY")),
				broken("domains given", "domains", "MISSING", (it) -> it.putArray("domains")),
				list("form of domains", "domains[0]", "1004", "domains", "-a.cn"),
				list("registrable domains", "domains[0]", "1004", "domains", "www.shili-yun.cn"),
				list("registrable domains", "domains[0]", "1004", "domains", "com.cn"),
				list("approved top-level domains", "domains[0]", "1004", "domains", "shili.ai"),
				list("each domain once", "domains[1]", "1039", "domains", "shili-yun.cn", "SHILI-YUN.cn."),
				broken("domain certificates", "domainRegistrations[0].expiresOn", "DOMAIN_EXPIRING",
						(it) -> it.putArray("domainRegistrations")
							.addObject()
							.put("domain", "shili-yun.cn")
							.put("expiresOn", "2027-02-19")),
				broken("domain certificates", "domainRegistrations[0].domain", "1004",
						(it) -> it.putArray("domainRegistrations").addObject().put("domain", "other.cn")),
				list("home pages", "homeUrls[0]", "1041", "homeUrls", "https://www.other.cn/"),
				list("home pages", "homeUrls[0]", "1041", "homeUrls", "https://evilshili-yun.cn/"),
				list("home pages", "homeUrls[0]", "1041", "homeUrls", "http://203.0.113.10/"),
				list("home pages", "homeUrls[0]", "1022", "homeUrls", "ftp://shili-yun.cn/"),
				list("home pages", "homeUrls[0]", "1022", "homeUrls", "shili-yun.cn"),
				list("home pages", "homeUrls[0]", "1022", "homeUrls", "https://shili-yun.cn@other.cn/"),
				list("home pages", "homeUrls[0]", "1022", "homeUrls", "https://admin:x@shili-yun.cn/"),
				list("home pages", "homeUrls[0]", "1022", "homeUrls", "https://shili-yun.cn/?a=1&token=abc"),
				list("home pages", "homeUrls[1]", "1021", "homeUrls", "https://shili-yun.cn/", "https://shili-yun.cn/"),
				list("content types", "contentTypes[0]", "1034", "contentTypes", "nonsense"),
				list("content types", "contentTypes", "1034", "contentTypes", "unit-portal", "search", "forum", "maps",
						"travel", "jobs"),
				list("languages", "languages[0]", "1066", "languages", "xx"),
				broken("pre-approvals", "noPreApprovalNeeded", "MISSING", (it) -> it.remove("noPreApprovalNeeded")),
				broken("pre-approvals", "noPreApprovalNeeded", "1033",
						(it) -> it.putArray("preApprovals").addObject().put("type", "2").put("number", "网出证1号")),
				broken("description", "description", "5001", (it) -> it.put("description", "太短")),
				broken("owner", "owner", "MISSING", (it) -> it.remove("ownerSameAsPrincipal")),
				broken("owner", "owner.mobile", "MISSING", (it) -> {
					it.remove("ownerSameAsPrincipal");
					it.putObject("owner").put("name", "周示例");
				}), broken("owner", "owner", "CONTACT", (it) -> it.putObject("owner").put("name", "周示例")),
				list("security measures", "securityMeasures", "MISSING", "securityMeasures", "FIREWALL",
						"AUTHENTICATION"));
	}

	private static Arguments broken(String policy, String path, String code, Consumer<ObjectNode> change) {
		return arguments(policy, path, code, change);
	}

	private static Arguments list(String policy, String path, String code, String field, String... values) {
		return arguments(policy, path, code, (Consumer<ObjectNode>) (it) -> {
			ArrayNode array = it.putArray(field);
			Stream.of(values).forEach(array::add);
		});
	}

	@ParameterizedTest(name = "{0}: {1} {2}")
	@MethodSource("broken")
	void eachRuleRefusesAndNamesTheField(String policy, String path, String code, Consumer<ObjectNode> change) {
		Website website = changed(SampleSubjects.website(), change);
		assertThat(this.checks.check(website, this.enterprise, TODAY))
			.filteredOn((violation) -> violation.path().equals(path))
			.extracting(Violation::code)
			.containsExactly(code);
	}

	@Test
	void theListOfRulesIsTheOneWeKnow() {
		assertThat(SitePolicies.ALL).extracting(Policy::name)
			.containsExactly("kind of service", "by domain or by address", "name of the service", "domains given",
					"form of domains", "registrable domains", "approved top-level domains", "each domain once",
					"domains of government bodies", "domain certificates", "home pages", "content types", "languages",
					"pre-approvals", "description", "owner", "security measures");
		// Rules with no case in the table above have a test of their own below.
		List<String> tried = broken().map((arguments) -> (String) arguments.get()[0]).distinct().toList();
		assertThat(SitePolicies.ALL.stream().map(Policy::name)).filteredOn((name) -> !tried.contains(name))
			.containsExactly("name of the service", "domains of government bodies");
	}

	@ParameterizedTest
	@CsvSource({ "示例云科技官网,", "示例云科技（北京）官网,", "ab示例云,", "示例, site.name.short", "example, site.name.short",
			"12345678, site.name.short", "示例云.cn网站, site.name.domain", "www.示例云网, site.name.domain",
			"示例云★官网, site.name.characters", "中国示例云, site.name.national", "国家示例云, site.name.national",
			"示例反腐网, site.name.forbidden", "示例赌博网, site.name.forbidden" })
	void namesOfUnits(String name, String messageKey) {
		Website website = changed(SampleSubjects.website(), (it) -> it.put("name", name));
		assertThat(this.checks.check(website, this.enterprise, TODAY)).extracting(Violation::messageKey)
			.containsExactlyElementsOf((messageKey != null) ? List.of(messageKey) : List.of());
	}

	@ParameterizedTest
	@CsvSource({ "张示例的随笔,", "一二三四五六七八九十,", "读书札记,", "一二三四五六七八九十一, site.name.individual-length",
			"示例的博客, site.name.individual-word", "示例公司, site.name.individual-word", "北京的记忆, site.name.individual-place",
			"桂林旧影, site.name.individual-place", "延边纪事, site.name.individual-place", "人民的随笔, site.name.national" })
	void namesOfIndividuals(String name, String messageKey) {
		Website website = changed(SampleSubjects.personalWebsite("zhang.cn"), (it) -> it.put("name", name));
		assertThat(this.checks.check(website, this.individual, TODAY)).extracting(Violation::messageKey)
			.containsExactlyElementsOf((messageKey != null) ? List.of(messageKey) : List.of());
	}

	@Test
	void aUnitMayUseTheNationalWordsItBears() {
		ObjectNode tree = JSON.valueToTree(this.enterprise);
		tree.put("name", "中国示例集团有限公司");
		FilingSubject national = JSON.convertValue(tree, FilingSubject.class);
		Website website = changed(SampleSubjects.website(), (it) -> it.put("name", "中国示例集团"));
		assertThat(this.checks.check(website, national, TODAY)).isEmpty();
		assertThat(this.checks.advise(website, national, TODAY)).extracting(Finding::messageKey)
			.contains("site.advice.national-word");
	}

	@Test
	void individualsHaveLessToChooseFrom() {
		Website website = changed(SampleSubjects.personalWebsite("zhang.cn"), (it) -> {
			it.putArray("contentTypes").add("unit-portal");
			it.remove("description");
			it.remove("noPreApprovalNeeded");
			it.putArray("preApprovals").addObject().put("type", "2").put("number", "1");
			it.remove("ownerSameAsPrincipal");
			it.putArray("securityMeasures").add("FIREWALL");
		});
		assertThat(this.checks.check(website, this.individual, TODAY)).extracting(Violation::messageKey)
			.containsExactlyInAnyOrder("site.content-type.individual", "site.description.missing",
					"site.pre-approvals.individual", "site.owner.individual", "site.security-measures.needed");
	}

	@Test
	void governmentBodiesUseTheirOwnDomains() {
		assertThat(this.checks.check(SampleSubjects.website("shili.cn"), SampleSubjects.government(), TODAY))
			.extracting(Violation::messageKey)
			.containsExactly("site.domain.government");
		assertThat(this.checks.check(SampleSubjects.website("示例.政务"), SampleSubjects.government(), TODAY)).isEmpty();
		assertThat(this.checks.advise(SampleSubjects.website("shili.com"), SampleSubjects.publicInstitution(), TODAY))
			.extracting(Finding::messageKey)
			.contains("site.advice.institution-domain");
	}

	@Test
	void topLevelDomainsCanBeDenied() {
		SiteChecks strict = checks(false, "com", "net");
		assertThat(strict.check(SampleSubjects.website("shili.com"), this.enterprise, TODAY))
			.extracting(Violation::messageKey)
			.containsExactly("site.domain.denied-tld");
		assertThat(this.checks.check(SampleSubjects.website("shili.com"), this.enterprise, TODAY)).isEmpty();
	}

	@Test
	void sitesWithoutDomainAreFiledWhereAProviderTakesThem() {
		Website website = changed(SampleSubjects.website(), (it) -> {
			it.put("addressMode", "IP_ONLY");
			it.putArray("domains");
			it.putArray("homeUrls").add("http://101.200.10.8:8080/").add("http://[2408:4000::1]/");
		});
		assertThat(checks(true).check(website, this.enterprise, TODAY)).isEmpty();
		assertThat(this.checks.check(website, this.enterprise, TODAY)).extracting(Violation::messageKey)
			.containsExactly("site.address-mode.ip-only");
		Website withDomain = changed(website, (it) -> it.putArray("domains").add("shili-yun.cn"));
		assertThat(checks(true).check(withDomain, this.enterprise, TODAY)).extracting(Violation::messageKey)
			.containsExactly("site.domains.ip-only");
	}

	@Test
	void shanghaiWantsSimplifiedChineseAndLongerDomains() {
		ObjectNode tree = JSON.valueToTree(this.enterprise);
		tree.put("province", "310000");
		FilingSubject shanghai = JSON.convertValue(tree, FilingSubject.class);
		Website website = changed(SampleSubjects.website(), (it) -> {
			it.putArray("languages").add("en");
			it.putArray("domainRegistrations")
				.addObject()
				.put("domain", "shili-yun.cn")
				.put("expiresOn", TODAY.plusDays(120).toString());
		});
		assertThat(this.checks.check(website, this.enterprise, TODAY)).isEmpty();
		assertThat(this.checks.check(website, shanghai, TODAY)).extracting(Violation::messageKey)
			.containsExactlyInAnyOrder("site.languages.required", "site.registration.expiring");
	}

	@Test
	void approvalsAreOfAKindInForceAndNotExpired() {
		Website website = changed(SampleSubjects.website(), (it) -> {
			it.remove("noPreApprovalNeeded");
			ArrayNode approvals = it.putArray("preApprovals");
			approvals.addObject().put("type", "2").put("number", "网出证（京）字第001号").put("validTo", "2027-01-01");
			approvals.addObject().put("type", "99").put("number", "1");
			approvals.addObject().put("type", "5").put("validTo", "2026-11-21");
		});
		assertThat(this.checks.check(website, this.enterprise, TODAY)).extracting(Violation::path)
			.containsExactlyInAnyOrder("preApprovals[1].type", "preApprovals[2].number", "preApprovals[2].validTo");
	}

	@Test
	void wordsPointToIndustries() {
		Website website = changed(SampleSubjects.website(), (it) -> it.put("name", "示例在线药房"));
		assertThat(this.checks.check(website, this.enterprise, TODAY)).isEmpty();
		assertThat(this.checks.industriesPointedTo(website, this.enterprise, TODAY))
			.extracting(PreApprovals.Category::id)
			.containsExactly("5");
		assertThat(this.checks.advise(website, this.enterprise, TODAY))
			.filteredOn((finding) -> finding.messageKey().equals("site.advice.keyword"))
			.extracting((finding) -> finding.arguments().get(1))
			.containsExactly("药品和医疗器械");
		Website approved = changed(website, (it) -> {
			it.remove("noPreApprovalNeeded");
			it.putArray("preApprovals").addObject().put("type", "5").put("number", "（京）-非经营性-2026-0001");
		});
		assertThat(this.checks.industriesPointedTo(approved, this.enterprise, TODAY)).isEmpty();
	}

	@Test
	void whatNothingCanConfirmIsNeverGreen() {
		assertThat(this.checks.advise(SampleSubjects.website(), this.enterprise, TODAY))
			.filteredOn((finding) -> finding.state() == Finding.State.UNCHECKED)
			.extracting(Finding::messageKey)
			.contains("site.advice.real-name", "site.advice.registrar", "site.advice.registrant",
					"site.advice.blacklist", "site.advice.filed-elsewhere", "site.advice.expiry");
		Website certified = changed(SampleSubjects.website(),
				(it) -> it.putArray("domainRegistrations")
					.addObject()
					.put("domain", "shili-yun.cn")
					.put("registrar", "某某注册商")
					.put("registrant", "别人"));
		assertThat(this.checks.advise(certified, this.enterprise, TODAY))
			.filteredOn((finding) -> finding.state() == Finding.State.WARN)
			.extracting(Finding::messageKey)
			.contains("site.advice.registrar-unlisted", "site.advice.registrant-differs");
		assertThat(this.checks.advise(certified, this.enterprise, TODAY))
			.noneMatch((finding) -> finding.state() == Finding.State.PASS);
	}

	@Test
	void servicesOfOneFilingDoNotRepeatEachOther() {
		Website one = SampleSubjects.website("a-shili.cn");
		Website other = changed(SampleSubjects.website("b-shili.cn"),
				(it) -> it.putArray("domains").add("b-shili.cn").add("A-shili.CN"));
		assertThat(this.checks.checkTogether(List.of(one, other), this.enterprise)).extracting(Violation::path)
			.containsExactly("services[1].website.name", "services[1].website.domains[1]");
		assertThat(this.checks.checkTogether(List.of(one), null)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "110000, 2, true", "430000, 2, false", "140000, 3, true", "140000, 4, false" })
	void someProvincesTakeFewServicesAtOnce(String province, int count, boolean allowed) {
		ObjectNode tree = JSON.valueToTree(this.enterprise);
		tree.put("province", province);
		FilingSubject subject = JSON.convertValue(tree, FilingSubject.class);
		List<Website> websites = Stream.iterate(0, (n) -> n + 1)
			.limit(count)
			.map((n) -> changed(SampleSubjects.website("shili" + n + ".cn"),
					(it) -> it.put("name", "示例云" + "一二三四".charAt(n) + "号")))
			.toList();
		assertThat(this.checks.checkTogether(websites, subject).isEmpty()).isEqualTo(allowed);
	}

	@ParameterizedTest
	@ValueSource(strings = { "unit-portal", "blog", "other" })
	void contentTypesAreOnTheList(String id) {
		assertThat(ContentTypes.find(id)).isPresent();
	}

	@Test
	void listsThatMiitKeepsAreMarkedAsSamples() {
		assertThat(ApprovedNames.TOP_LEVEL_DOMAINS.sample()).isTrue();
		assertThat(ApprovedNames.REGISTRARS.sample()).isTrue();
	}

	private static Website changed(Website website, Consumer<ObjectNode> change) {
		ObjectNode tree = JSON.valueToTree(website);
		change.accept(tree);
		return JSON.convertValue(tree, Website.class);
	}

}
