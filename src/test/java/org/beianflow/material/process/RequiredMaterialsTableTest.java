package org.beianflow.material.process;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

import org.beianflow.material.ChecklistQuestion;
import org.beianflow.material.RequiredMaterial;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The matrix of domain.md §9, column by column and row by row, on the decision engine
 * alone. {@code !} is required, {@code ?} optional; U upload, G generated, F from the
 * instance, C covered; 2 for front and back.
 */
class RequiredMaterialsTableTest {

	private static final Set<String> matched = new HashSet<>();

	private static final ShippedMaterials table = new ShippedMaterials(matched::add);

	@Test
	void enterpriseFilesItsFirstWebsiteWithSixUploads() {
		assertThat(asked(Map.of())).containsExactlyInAnyOrder("M1!U", "M2!U2", "M3!C2", "M4!G", "M5!U", "M6!U", "M7!F",
				"M9!G", "M10!U", "M11?U", "M18?U", "M19!G", "M20?U", "M22!F");
		assertThat(asked(Map.of("kind", "ADD_SERVICE"))).isEqualTo(asked(Map.of()));
	}

	@Test
	void individualFilesTheFirstWebsiteWithFiveUploads() {
		assertThat(asked(Map.of("nature", "INDIVIDUAL"))).containsExactlyInAnyOrder("M1!U2", "M2!C2", "M3!C2", "M4!G",
				"M5!U", "M6!U", "M7!F", "M10!U", "M11?U", "M19!G", "M22!F");
		assertThat(added(Map.of("nature", "INDIVIDUAL"), Map.of("crossProvince", true))).containsExactly("M14!U");
		assertThat(added(Map.of("nature", "INDIVIDUAL"), Map.of("accessType", "COLOCATION")))
			.containsExactlyInAnyOrder("M8!U", "M9!G");
		assertThat(added(Map.of("nature", "INDIVIDUAL"), Map.of("preApproval", true))).isEmpty();
		assertThat(asked(Map.of("nature", "INDIVIDUAL", "ownerIsPrincipal", false))).contains("M3!U2");
	}

	@Test
	void whatAUnitAddsInSpecialCases() {
		assertThat(added(Map.of(), Map.of("principalIsLegalRepresentative", false))).containsExactly("M12!U");
		assertThat(added(Map.of(), Map.of("ownerIsPrincipal", false))).containsExactlyInAnyOrder("M12!U", "M3!U2");
		assertThat(added(Map.of(), Map.of("preApproval", true))).containsExactly("M13!U");
		assertThat(added(Map.of(), Map.of("planNeeded", true))).containsExactly("M15!U");
		assertThat(added(Map.of(), Map.of("accessType", "LEASED_LINE"))).containsExactly("M8!U");
		assertThat(added(Map.of(), Map.of("serviceType", "APP"))).containsExactly("M21!U");
		assertThat(added(Map.of(), Map.of("instanceKnown", false))).containsExactlyInAnyOrder("M7!U", "M22!U");
		assertThat(asked(Map.of("ipOnly", true))).doesNotContain("M10!U");
		assertThat(reasons(Map.of("province", "440000"))).contains("M6.guangdong").doesNotContain("M6");
		assertThat(reasons(Map.of("province", "110000"))).contains("M6").doesNotContain("M6.guangdong");
	}

	@Test
	void institutionsAndAssociations() {
		for (String nature : List.of("GOVERNMENT", "PUBLIC_INSTITUTION", "MILITARY")) {
			assertThat(asked(Map.of("nature", nature))).contains("M1!U", "M2!U2", "M5!U", "M6!U", "M9!G", "M10!U")
				.doesNotContain("M20?U", "M23!U");
			assertThat(added(Map.of("nature", nature), Map.of("governmentDomain", true))).containsExactly("M23!U");
		}
		for (String nature : List.of("SOCIAL_GROUP", "PRIVATE_NON_ENTERPRISE", "FOUNDATION", "LAW_FIRM")) {
			assertThat(asked(Map.of("nature", nature))).isEqualTo(asked(Map.of()));
		}
		assertThat(asked(Map.of("nature", "ENTERPRISE", "governmentDomain", true))).doesNotContain("M23!U");
	}

	@Test
	void addAccess() {
		assertThat(asked(Map.of("kind", "ADD_ACCESS"))).containsExactlyInAnyOrder("M1!U", "M3!U2", "M4!G", "M5!U",
				"M6?U", "M7!F", "M9?U", "M10!U", "M11!U", "M18?U", "M19?G", "M22!F");
		assertThat(asked(Map.of("kind", "ADD_ACCESS", "nature", "INDIVIDUAL"))).contains("M1!U2", "M3!C2");
		assertThat(asked(Map.of("kind", "ADD_ACCESS", "accessType", "COLOCATION", "instanceKnown", false)))
			.contains("M7!U", "M8!U", "M18!U", "M22!U")
			.doesNotContain("M18?U");
		assertThat(added(Map.of("kind", "ADD_ACCESS"), Map.of("personChanged", true))).containsExactly("M2!U2");
		assertThat(added(Map.of("kind", "ADD_ACCESS"), Map.of("nameChanged", true))).containsExactly("M16!U");
		assertThat(asked(Map.of("kind", "ADD_ACCESS", "serviceType", "APP"))).doesNotContain("M11!U").contains("M21!U");
	}

	@Test
	void changesAskForWhatChangedOnly() {
		assertThat(asked(Map.of("kind", "CHANGE_SUBJECT"))).containsExactlyInAnyOrder("M4!G", "M9?U", "M11?U", "M19!G");
		assertThat(added(Map.of("kind", "CHANGE_SUBJECT"), Map.of("subjectChanged", true))).containsExactly("M1!U");
		assertThat(added(Map.of("kind", "CHANGE_SUBJECT", "nature", "INDIVIDUAL"), Map.of("subjectChanged", true)))
			.containsExactly("M1!U2");
		assertThat(added(Map.of("kind", "CHANGE_SUBJECT"), Map.of("nameChanged", true))).containsExactly("M16!U");
		assertThat(added(Map.of("kind", "CHANGE_SUBJECT"), Map.of("personChanged", true)))
			.containsExactlyInAnyOrder("M2!U2", "M5!U", "M6!U");
		assertThat(added(Map.of("kind", "CHANGE_SERVICE"), Map.of("personChanged", true)))
			.containsExactlyInAnyOrder("M2!U2", "M3!U2", "M5!U", "M6!U");
		assertThat(added(Map.of("kind", "CHANGE_SUBJECT", "personChanged", true),
				Map.of("principalIsLegalRepresentative", false)))
			.containsExactly("M12!U");
		assertThat(added(Map.of("kind", "CHANGE_SERVICE"), Map.of("province", "430000"))).containsExactly("M12!U");
		assertThat(asked(Map.of("kind", "CHANGE_SERVICE"))).contains("M10?U");
		assertThat(added(Map.of("kind", "CHANGE_ACCESS"), Map.of("addressChanged", true)))
			.containsExactlyInAnyOrder("M7!F", "M22!F");
		assertThat(added(Map.of("kind", "CHANGE_ACCESS"),
				Map.of("addressChanged", true, "instanceKnown", false, "accessType", "COLOCATION")))
			.containsExactlyInAnyOrder("M7!U", "M8!U", "M22!U");
		assertThat(asked(Map.of("kind", "CHANGE_ACCESS"))).contains("M18?U");
	}

	@Test
	void cancelling() {
		assertThat(asked(Map.of("kind", "CANCEL_SUBJECT"))).containsExactlyInAnyOrder("M1!U", "M2!U2", "M4!G", "M17!U");
		assertThat(asked(Map.of("kind", "CANCEL_SUBJECT", "nature", "INDIVIDUAL"))).containsExactlyInAnyOrder("M1!U2",
				"M2!C2", "M4!G", "M17!U");
		assertThat(added(Map.of("kind", "CANCEL_SUBJECT"), Map.of("principalIsLegalRepresentative", false)))
			.containsExactly("M12!U");
		assertThat(added(Map.of("kind", "CANCEL_SERVICE"), Map.of("ownerIsPrincipal", false))).containsExactly("M3?U2");
		assertThat(asked(Map.of("kind", "CANCEL_ACCESS"))).containsExactlyInAnyOrder("M4?G", "M12?U", "M17?U");
	}

	@ParameterizedTest
	@EnumSource(ChecklistQuestion.Kind.class)
	void everyKindAndNatureHasAForm(ChecklistQuestion.Kind kind) {
		for (ChecklistQuestion.Nature nature : ChecklistQuestion.Nature.values()) {
			assertThat(asked(Map.of("kind", kind.name(), "nature", nature.name()))).as(kind + " " + nature)
				.anyMatch((entry) -> entry.startsWith("M4"));
		}
	}

	@Test
	void aFilingWithoutServicesIsAskedAboutTheSubject() {
		Map<String, Object> answers = new HashMap<>();
		ANSWERS.keySet().forEach((name) -> answers.put(name, null));
		answers.putAll(Map.of("kind", "CANCEL_SUBJECT", "nature", "ENTERPRISE", "province", "110000",
				"principalIsLegalRepresentative", true));
		assertThat(table.decide(answers)).extracting((row) -> row.kind().code())
			.containsExactlyInAnyOrder("M1", "M2", "M4", "M17");
	}

	@Test
	void theReasonOfEachRowIsWhatTheApplicantReads() throws IOException {
		Properties chinese = PropertiesLoaderUtils
			.loadProperties(new org.springframework.core.io.support.EncodedResource(
					new ClassPathResource("messages/material.properties"), "UTF-8"));
		Properties english = PropertiesLoaderUtils
			.loadProperties(new org.springframework.core.io.support.EncodedResource(
					new ClassPathResource("messages/material_en.properties"), "UTF-8"));
		for (Rule rule : model().getModelElementsByType(Rule.class)) {
			String reason = rule.getOutputEntries()
				.stream()
				.reduce((first, second) -> second)
				.orElseThrow()
				.getTextContent()
				.strip()
				.replace("\"", "");
			assertThat(rule.getDescription().getTextContent()).as(rule.getId())
				.isNotBlank()
				.isEqualTo(chinese.getProperty("material.reason." + reason));
			assertThat(english.getProperty("material.reason." + reason)).as(reason).isNotBlank();
		}
	}

	@AfterAll
	static void everyRowWasTested() throws IOException {
		assertThat(matched).containsExactlyInAnyOrderElementsOf(
				model().getModelElementsByType(Rule.class).stream().map(Rule::getId).toList());
	}

	/** An enterprise's first website on a cloud server, everything simple. */
	private static final Map<String, Object> ANSWERS = Map.ofEntries(Map.entry("kind", "FIRST"),
			Map.entry("nature", "ENTERPRISE"), Map.entry("serviceType", "WEBSITE"),
			Map.entry("accessType", "CLOUD_SERVER"), Map.entry("province", "110000"),
			Map.entry("principalIsLegalRepresentative", true), Map.entry("ownerIsPrincipal", true),
			Map.entry("instanceKnown", true), Map.entry("preApproval", false), Map.entry("crossProvince", false),
			Map.entry("governmentDomain", false), Map.entry("ipOnly", false), Map.entry("planNeeded", false),
			Map.entry("subjectChanged", false), Map.entry("nameChanged", false), Map.entry("personChanged", false),
			Map.entry("addressChanged", false));

	private static List<RequiredMaterial> rows(Map<String, Object> differing) {
		Map<String, Object> answers = new HashMap<>(ANSWERS);
		answers.putAll(differing);
		return table.decide(answers);
	}

	private static Set<String> asked(Map<String, Object> differing) {
		List<RequiredMaterial> rows = rows(differing);
		Set<String> asked = rows.stream().map(RequiredMaterialsTableTest::shortly).collect(Collectors.toSet());
		assertThat(asked).as("no two rows of %s say the same", differing).hasSameSizeAs(rows);
		return asked;
	}

	/** What is asked for in addition once these answers differ too. */
	private static Set<String> added(Map<String, Object> before, Map<String, Object> differing) {
		Map<String, Object> both = new HashMap<>(before);
		both.putAll(differing);
		Set<String> added = new HashSet<>(asked(both));
		added.removeAll(asked(before));
		return added;
	}

	private static Set<String> reasons(Map<String, Object> differing) {
		return rows(differing).stream().map(RequiredMaterial::reason).collect(Collectors.toSet());
	}

	private static String shortly(RequiredMaterial row) {
		return row.kind().code() + (row.level().name().equals("REQUIRED") ? "!" : "?") + row.source().name().charAt(0)
				+ ((row.files() == 2) ? "2" : "");
	}

	private static DmnModelInstance model() throws IOException {
		try (InputStream in = new ClassPathResource("bpmn/material/required-materials.dmn").getInputStream()) {
			return Dmn.readModelFromStream(in);
		}
	}

}
