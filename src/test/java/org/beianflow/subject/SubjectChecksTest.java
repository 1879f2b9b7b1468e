package org.beianflow.subject;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import org.beianflow.check.Finding;
import org.beianflow.check.Policy;
import org.beianflow.check.Violation;
import org.beianflow.testing.SampleSubjects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** The rules of subjects and persons in charge, one by one and all at once. */
class SubjectChecksTest {

	private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

	private static final JsonMapper JSON = JsonMapper.builder().addModule(new JavaTimeModule()).build();

	private final SubjectChecks checks = new SubjectChecks();

	static Stream<FilingSubject> validSubjects() {
		return Stream.of(SampleSubjects.enterprise(), SampleSubjects.individual(), SampleSubjects.publicInstitution(),
				SampleSubjects.government(), SampleSubjects.socialGroup(), SampleSubjects.privateNonEnterprise(),
				SampleSubjects.foundation(), SampleSubjects.lawFirm(),
				SampleSubjects.withOtherLegalRepresentative(SampleSubjects.enterprise()));
	}

	@ParameterizedTest
	@MethodSource("validSubjects")
	void nothingIsWrongWithTheSamples(FilingSubject subject) {
		assertThat(this.checks.check(subject, TODAY)).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("validSubjects")
	void subjectsSurviveJson(FilingSubject subject) throws Exception {
		assertThat(JSON.readValue(JSON.writeValueAsString(subject), FilingSubject.class)).isEqualTo(subject);
	}

	@Test
	void anEmptyDraftIsReadAndSaysEverythingThatIsMissingAtOnce() throws Exception {
		FilingSubject draft = JSON.readValue("{}", FilingSubject.class);
		assertThat(this.checks.check(draft, TODAY)).extracting(Violation::path)
			.containsExactlyInAnyOrder("nature", "name", "certificateType", "certificateNumber", "certificateAddress",
					"certificateValidFrom", "certificateValidTo", "province", "city", "district",
					"communicationAddress", "principal");
		FilingSubject person = JSON.readValue("{\"nature\":\"ENTERPRISE\",\"principal\":{}}", FilingSubject.class);
		assertThat(this.checks.check(person, TODAY)).extracting(Violation::path)
			.contains("businessScope", "businessStatus", "principal.name", "principal.idType", "principal.idNumber",
					"principal.idValidFrom", "principal.idValidTo", "principal.mobile", "principal.emergencyPhone",
					"principal.email");
	}

	static Stream<Arguments> broken() {
		return Stream.of(broken("nature", "nature", "MISSING", (it) -> it.remove("nature")),
				broken("name", "name", "5001", (it) -> it.put("name", "12345")),
				broken("name", "name", "5001", (it) -> it.put("name", "司")),
				broken("name", "name", "5001", (it) -> it.put("name", "司".repeat(101))),
				broken("name", "name", "5008", (it) -> it.put("name", "示例<script>公司")),
				broken("certificate type", "certificateType", "1014", (it) -> it.put("nature", "FOUNDATION")),
				broken("certificate number", "certificateNumber", "1008",
						(it) -> it.put("certificateNumber", "91110000802100433C")),
				broken("certificate number", "certificateNumber", "1014",
						(it) -> it.put("certificateNumber", "12441400456763110Y")),
				broken("certificate address", "certificateAddress", "MISSING",
						(it) -> it.put("certificateAddress", " ")),
				broken("address in the filing province", "certificateAddress", "CROSS_PROVINCE",
						(it) -> it.put("certificateAddress", "河北省石家庄市示例路8号")),
				broken("validity of the certificate", "certificateValidTo", "DOCUMENT_EXPIRED", (it) -> {
					it.remove("longTerm");
					it.put("certificateValidTo", "2027-02-21");
				}), broken("validity of the certificate", "certificateValidTo", "DOCUMENT_EXPIRED", (it) -> {
					it.remove("longTerm");
					it.put("certificateValidTo", "2026-11-21");
				}),
				broken("validity of the certificate", "certificateValidTo", "5001",
						(it) -> it.put("certificateValidTo", "2036-11-21")),
				broken("validity of the certificate", "certificateValidFrom", "DOCUMENT_EXPIRED",
						(it) -> it.put("certificateValidFrom", "2026-11-23")),
				broken("province, city, district", "district", "1019", (it) -> it.put("district", "310101")),
				broken("province, city, district", "district", "1019", (it) -> it.put("district", "110100")),
				broken("correspondence address", "communicationAddress", "5001",
						(it) -> it.put("communicationAddress", "北京市朝阳区示例路8号")),
				broken("business scope", "businessScope", "MISSING", (it) -> it.remove("businessScope")),
				broken("business status", "businessStatus", "DOCUMENT_EXPIRED",
						(it) -> it.put("businessStatus", "REVOKED")),
				broken("business status", "businessStatus", "DOCUMENT_EXPIRED",
						(it) -> it.put("businessStatus", "ABNORMAL")),
				broken("legal representative", "legalRepresentative.idNumber", "1015",
						(it) -> it.putObject("legalRepresentative")
							.put("name", "王示例")
							.put("idType", "IDENTITY_CARD")
							.put("idNumber", "110105199001011234")),
				broken("remark", "remark", "5001", (it) -> it.put("remark", "字".repeat(201))),
				broken("principal", "principal", "MISSING", (it) -> it.remove("principal")),
				person("name", "name", "5008", "name", "张 三1"),
				person("identity document", "idNumber", "1015", "idNumber", "110105199001011234"),
				person("identity document", "idType", "1008", "idType", "BUSINESS_LICENCE"),
				person("validity of the identity document", "idValidTo", "DOCUMENT_EXPIRED", "idValidTo", "2027-02-21"),
				person("least age", "idNumber", "AGE", "idNumber", cardOfSomebodyBorn("20110101")),
				person("mobile", "mobile", "1011", "mobile", "12800000000"),
				person("mobile", "mobile", "1011", "mobile", "+8613800000000"),
				person("emergency phone", "emergencyPhone", "1007", "emergencyPhone", "13800000001"),
				person("emergency phone", "emergencyPhone", "1010", "emergencyPhone", "110"),
				person("office phone", "officePhone", "1010", "officePhone", "12345678"),
				person("e-mail", "email", "1009", "email", "a@b"));
	}

	private static Arguments broken(String policy, String path, String code, Consumer<ObjectNode> change) {
		return arguments(policy, path, code, change);
	}

	private static Arguments person(String policy, String path, String code, String field, String value) {
		return arguments(policy, "principal." + path, code,
				(Consumer<ObjectNode>) (it) -> ((ObjectNode) it.get("principal")).put(field, value));
	}

	private static String cardOfSomebodyBorn(String birth) {
		String first = "110105" + birth + "001";
		return first + IdentityCard.checkCharacter(first);
	}

	@ParameterizedTest(name = "{0}: {1} {2}")
	@MethodSource("broken")
	void eachRuleRefusesAndNamesTheField(String policy, String path, String code, Consumer<ObjectNode> change) {
		FilingSubject subject = changed(SampleSubjects.enterprise(), change);
		assertThat(this.checks.check(subject, TODAY)).filteredOn((violation) -> violation.path().equals(path))
			.extracting(Violation::code)
			.containsExactly(code);
	}

	@Test
	void theListOfRulesIsTheOneWeKnow() {
		assertThat(SubjectPolicies.ALL).extracting(Policy::name)
			.containsExactly("nature", "name", "certificate type", "certificate number", "certificate address",
					"address in the filing province", "validity of the certificate", "province, city, district",
					"correspondence address", "business scope", "business status", "legal representative",
					"principal by the rule of the province", "individual from another province",
					"individual is principal", "remark", "principal");
		assertThat(PersonPolicies.ALL).extracting(Policy::name)
			.containsExactly("name", "identity document", "validity of the identity document", "least age", "mobile",
					"emergency phone", "office phone", "phones of the province", "e-mail", "own contacts of the owner");
		// Rules with no case in the table above have a test of their own below.
		List<String> tried = broken().map((arguments) -> (String) arguments.get()[0]).distinct().toList();
		List<String> all = new ArrayList<>();
		SubjectPolicies.ALL.forEach((policy) -> all.add(policy.name()));
		PersonPolicies.ALL.forEach((policy) -> all.add(policy.name()));
		assertThat(all).filteredOn((name) -> !tried.contains(name))
			.containsExactly("principal by the rule of the province", "individual from another province",
					"individual is principal", "phones of the province", "own contacts of the owner");
	}

	@Test
	void aLicenceInShanghaiMustLastSixMonths() {
		FilingSubject beijing = changed(SampleSubjects.enterprise(), (it) -> {
			it.remove("longTerm");
			it.put("certificateValidTo", "2027-03-22");
		});
		assertThat(this.checks.check(beijing, TODAY)).isEmpty();
		FilingSubject shanghai = changed(beijing, (it) -> movedTo(it, "310000", "310100", "310101", "上海市黄浦区示例路1号"));
		assertThat(this.checks.check(shanghai, TODAY)).extracting(Violation::path)
			.containsExactly("certificateValidTo");
	}

	@ParameterizedTest
	@CsvSource({ "110000, 110100, 110105, 北京市朝阳区示例路8号, true", "320000, 320100, 320102, 江苏省南京市玄武区示例路8号, true",
			"510000, 510100, 510104, 四川省成都市锦江区示例路8号, true", "440000, 440300, 440305, 广东省深圳市南山区示例路8号, false",
			"310000, 310100, 310101, 上海市黄浦区示例路1号, false" })
	void whetherThePrincipalMustBeLegalRepresentativeDependsOnTheProvince(String province, String city, String district,
			String address, boolean allowed) {
		FilingSubject subject = changed(SampleSubjects.withOtherLegalRepresentative(SampleSubjects.enterprise()),
				(it) -> {
					movedTo(it, province, city, district, address);
					((ObjectNode) it.get("principal")).put("officePhone", "025-12345678");
				});
		assertThat(this.checks.check(subject, TODAY)).extracting(Violation::code)
			.containsExactlyElementsOf(allowed ? List.of() : List.of("AUTHORISATION"));
	}

	@Test
	void anAuthorisationOrADisputedRuleIsPointedOut() {
		FilingSubject sichuan = changed(SampleSubjects.withOtherLegalRepresentative(SampleSubjects.enterprise()),
				(it) -> movedTo(it, "510000", "510100", "510104", "四川省成都市锦江区示例路8号"));
		assertThat(this.checks.advise(sichuan, TODAY)).extracting(Finding::messageKey)
			.contains("subject.advice.authorisation", "subject.advice.registered-elsewhere");
		FilingSubject beijing = SampleSubjects.withOtherLegalRepresentative(SampleSubjects.enterprise());
		assertThat(this.checks.advise(beijing, TODAY)).extracting(Finding::messageKey)
			.contains("subject.advice.disputed")
			.doesNotContain("subject.advice.authorisation");
	}

	@Test
	void someProvincesTakeNoIndividualsFromElsewhere() {
		FilingSubject gansu = changed(SampleSubjects.individual(),
				(it) -> movedTo(it, "620000", "620100", "620102", "北京市朝阳区示例路1号院2号楼301"));
		assertThat(this.checks.check(gansu, TODAY)).extracting(Violation::code)
			.containsExactlyInAnyOrder("CROSS_PROVINCE", "PHONE_PROVINCE");
		FilingSubject shanghai = changed(SampleSubjects.individual(),
				(it) -> movedTo(it, "310000", "310100", "310101", "北京市朝阳区示例路1号院2号楼301"));
		assertThat(this.checks.check(shanghai, TODAY)).isEmpty();
		assertThat(shanghai.individualFromElsewhere()).isTrue();
		assertThat(this.checks.advise(shanghai, TODAY)).extracting(Finding::messageKey)
			.contains("subject.advice.residence-permit");
		assertThat(SampleSubjects.individual().individualFromElsewhere()).isFalse();
	}

	@Test
	void anIndividualIsInChargeInPerson() {
		FilingSubject subject = changed(SampleSubjects.individual(), (it) -> {
			ObjectNode principal = (ObjectNode) it.get("principal");
			principal.put("name", "王示例");
			principal.put("idNumber", SampleSubjects.identityCard(77));
		});
		assertThat(this.checks.check(subject, TODAY)).extracting(Violation::path)
			.containsExactlyInAnyOrder("principal.name", "principal.idNumber");
	}

	@ParameterizedTest
	@CsvSource({ "110000, 110100, 110105, 20090101, true", "420000, 420100, 420102, 20090101, false",
			"420000, 420100, 420102, 20081122, true", "420000, 420100, 420102, 20081123, false" })
	void theLeastAgeDependsOnTheProvince(String province, String city, String district, String birth, boolean allowed) {
		FilingSubject subject = changed(SampleSubjects.individual(), (it) -> {
			movedTo(it, province, city, district, "北京市朝阳区示例路1号院2号楼301");
			it.put("certificateNumber", cardOfSomebodyBorn(birth));
			((ObjectNode) it.get("principal")).put("idNumber", cardOfSomebodyBorn(birth));
		});
		assertThat(this.checks.check(subject, TODAY)).extracting(Violation::code)
			.containsExactlyElementsOf(allowed ? List.of() : List.of("AGE"));
		if (allowed && birth.startsWith("2009")) {
			assertThat(this.checks.advise(subject, TODAY))
				.contains(Finding.of("principal.idNumber", Finding.State.WARN, "subject.advice.minor"));
		}
	}

	@Test
	void jiangsuWantsALandline() {
		FilingSubject subject = changed(SampleSubjects.enterprise(), (it) -> {
			movedTo(it, "320000", "320100", "320102", "江苏省南京市玄武区示例路8号");
			((ObjectNode) it.get("principal")).remove("officePhone");
		});
		assertThat(this.checks.check(subject, TODAY)).extracting(Violation::messageKey)
			.containsExactly("subject.person.office-phone.missing");
	}

	@Test
	void theOwnerOfAServiceHasContactsOfHisOwn() {
		FilingSubject subject = SampleSubjects.enterprise();
		assertThat(this.checks.checkOwner(SampleSubjects.person("周示例", 4711), subject, TODAY)).isEmpty();
		PersonInCharge principal = subject.principal();
		PersonInCharge owner = new PersonInCharge("周示例", CertificateType.IDENTITY_CARD,
				SampleSubjects.identityCard(4711), LocalDate.of(2020, 1, 1), null, true, principal.mobile(),
				principal.mobile(), null, principal.email());
		assertThat(this.checks.checkOwner(owner, subject, TODAY)).extracting(Violation::path)
			.containsExactlyInAnyOrder("mobile", "emergencyPhone", "email");
		assertThat(this.checks.checkOwner(principal, subject, TODAY)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "a@example.com", "a.b+c@sub.example.com.cn", "x_y@xn--fiqs8s.xn--p1ai" })
	void mailAddresses(String text) {
		assertThat(PersonPolicies.isEmail(text)).isTrue();
	}

	@Test
	void noMailAddresses() {
		assertThat(List.of("", "a", "@b.cn", "a@", "a@b", "a b@c.cn", "a..b@c.cn", ".a@c.cn", "a@-c.cn", "a@c-.cn",
				"张@c.cn", "a@c.cn.", "a@1.2.3.4", "a@c..cn", "a".repeat(65) + "@c.cn",
				"a@" + ("b".repeat(60) + ".").repeat(4) + "example.cn"))
			.noneMatch(PersonPolicies::isEmail);
	}

	@ParameterizedTest
	@ValueSource(strings = { "16200000000", "16500000000", "16700000000", "17000000000", "17100000000" })
	void aMobileOfAVirtualOperatorIsPointedOut(String mobile) {
		FilingSubject subject = changed(SampleSubjects.enterprise(),
				(it) -> ((ObjectNode) it.get("principal")).put("mobile", mobile));
		assertThat(this.checks.check(subject, TODAY)).isEmpty();
		assertThat(this.checks.advise(subject, TODAY))
			.contains(Finding.of("principal.mobile", Finding.State.WARN, "subject.advice.virtual-mobile"));
	}

	@Test
	void whatNothingCanConfirmIsNeverGreen() {
		Map<String, Finding.State> states = new java.util.HashMap<>();
		this.checks.advise(SampleSubjects.enterprise(), TODAY)
			.forEach((finding) -> states.put(finding.messageKey(), finding.state()));
		assertThat(states).containsEntry("subject.advice.blacklist", Finding.State.UNCHECKED)
			.containsEntry("subject.advice.business-status", Finding.State.UNCHECKED)
			.containsEntry("subject.advice.filed-elsewhere", Finding.State.UNCHECKED)
			.containsEntry("subject.advice.is-legal-representative", Finding.State.UNCHECKED)
			.containsEntry("subject.advice.mobile-holder", Finding.State.UNCHECKED)
			.containsEntry("subject.advice.number-right", Finding.State.PASS);
	}

	@Test
	void nothingPrintedShowsAPerson() {
		FilingSubject subject = SampleSubjects.withOtherLegalRepresentative(SampleSubjects.individual());
		assertThat(subject.toString() + subject.principal() + subject.legalRepresentative()).doesNotContain("示例")
			.doesNotContain("1101051")
			.doesNotContain("138");
	}

	@Test
	void theKeyOfACertificateIsOneForAllWaysToWriteIt() {
		FilingSubject subject = changed(SampleSubjects.enterprise(),
				(it) -> it.put("certificateNumber", " " + it.get("certificateNumber").asText().toLowerCase() + " "));
		assertThat(subject.certificateKey()).isEqualTo(SampleSubjects.enterprise().certificateKey());
		assertThat(subject.certificateKey()).isNotEqualTo(SampleSubjects.enterprise(2).certificateKey());
	}

	@Test
	void everyNatureHasItsCertificatesAndCode() {
		assertThat(SubjectNature.values()).allSatisfy((nature) -> {
			assertThat(nature.certificateTypes()).isNotEmpty();
			assertThat(nature.code()).matches("\\d{1,2}");
		});
		assertThat(SubjectNature.values()).extracting(SubjectNature::code).doesNotHaveDuplicates();
		assertThat(CertificateType.values()).extracting(CertificateType::code).doesNotHaveDuplicates();
		assertThat(CertificateType.personal()).contains(CertificateType.MILITARY_ID)
			.doesNotContain(CertificateType.BUSINESS_LICENCE);
	}

	@Test
	void regionsHangTogether() {
		Regions regions = Regions.mainland();
		assertThat(regions.provinces()).extracting(Regions.Region::code)
			.containsExactly(Stream.of(Province.values()).map(Province::code).toArray(String[]::new));
		assertThat(regions.provinces()).extracting(Regions.Region::name)
			.containsExactly(Stream.of(Province.values()).map(Province::title).toArray(String[]::new));
		for (Province province : Province.values()) {
			List<Regions.Region> cities = regions.citiesOf(province.code());
			assertThat(cities).as(province.title()).isNotEmpty();
			assertThat(cities).allSatisfy((city) -> assertThat(regions.districtsOf(city.code())).isNotEmpty());
		}
		assertThat(regions.districtsOf("441900")).extracting(Regions.Region::code).containsExactly("441900");
		assertThat(regions.citiesOf(null)).isEmpty();
		assertThat(regions.districtsOf("110000")).isEmpty();
	}

	@Test
	void everyRuleOfAProvinceSaysWhereItIsKnownFrom() {
		for (ProvinceRules.Kind kind : ProvinceRules.Kind.values()) {
			for (Province province : Province.values()) {
				ProvinceRules.current().find(kind, province.code(), true).ifPresent((rule) -> {
					assertThat(rule.source()).isNotBlank();
					assertThat(rule.recordedOn()).isNotNull();
				});
			}
		}
	}

	private static void movedTo(ObjectNode it, String province, String city, String district, String address) {
		it.put("province", province);
		it.put("city", city);
		it.put("district", district);
		it.put("certificateAddress", address);
	}

	private static FilingSubject changed(FilingSubject subject, Consumer<ObjectNode> change) {
		ObjectNode tree = JSON.valueToTree(subject);
		change.accept(tree);
		return JSON.convertValue(tree, FilingSubject.class);
	}

}
