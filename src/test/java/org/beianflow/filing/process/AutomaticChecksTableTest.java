package org.beianflow.filing.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.beianflow.check.Finding;
import org.beianflow.check.Finding.State;
import org.beianflow.filing.CheckRules.Ruling;
import org.beianflow.filing.CheckRules.Setting;
import org.beianflow.filing.FilingKind;
import org.beianflow.subject.SubjectNature;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.PropertiesLoaderUtils;

import static org.assertj.core.api.Assertions.assertThat;

/** The table of the checks, row by row, and beside the facts that the code can yield. */
class AutomaticChecksTableTest {

	private static final Setting FIRST = new Setting(FilingKind.FIRST, "110000", SubjectNature.ENTERPRISE);

	private static final Set<String> matched = new HashSet<>();

	private static final ShippedChecks table = new ShippedChecks(matched::add);

	@ParameterizedTest
	@CsvSource({ "subject.advice.number-right, PASS", "subject.advice.number-wrong, FAIL",
			"subject.advice.number-unchecked, UNCHECKED", "subject.advice.registered-elsewhere, WARN",
			"subject.advice.is-legal-representative, UNCHECKED", "subject.advice.authorisation, WARN",
			"subject.advice.disputed, WARN", "subject.advice.residence-permit, WARN",
			"subject.advice.one-city, UNCHECKED", "subject.advice.business-status, UNCHECKED",
			"subject.advice.blacklist, UNCHECKED", "subject.advice.filed-elsewhere, UNCHECKED",
			"subject.advice.virtual-mobile, WARN", "subject.advice.mobile-holder, UNCHECKED",
			"subject.advice.mobile-province, UNCHECKED", "subject.advice.minor, WARN",
			"filing.finding.subject.blacklisted, FAIL", "filing.finding.subject.filed, FAIL",
			"filing.finding.subject.cancelled, WARN", "filing.finding.domain.filed, FAIL",
			"filing.finding.domain.elsewhere, WARN", "site.advice.name-scope, UNCHECKED",
			"site.advice.national-word, WARN", "site.advice.tld-sample, WARN", "site.advice.tld, PASS",
			"site.advice.registrar-listed, UNCHECKED", "site.advice.registrar-unlisted, WARN",
			"site.advice.registrar, UNCHECKED", "site.advice.registrant, UNCHECKED",
			"site.advice.registrant-fits, UNCHECKED", "site.advice.registrant-differs, WARN",
			"site.advice.expiry-stated, UNCHECKED", "site.advice.expiry, UNCHECKED", "site.advice.real-name, UNCHECKED",
			"site.advice.filed-elsewhere, UNCHECKED", "site.advice.blacklist, UNCHECKED",
			"site.advice.institution-domain, WARN", "site.advice.pre-approval, UNCHECKED", "site.advice.keyword, WARN",
			"site.advice.keyword-abolished, WARN", "site.advice.content, UNCHECKED", "site.advice.security, UNCHECKED",
			"access.advice.in-block, PASS", "access.advice.closed-network, WARN", "access.advice.sample-blocks, WARN",
			"access.advice.instance, UNCHECKED", "access.advice.service-code, UNCHECKED" })
	void aFirstFilingIsToldByRow(String fact, State state) {
		// Seen from what the code says, and from something else: the row decides.
		assertThat(ruling(fact, state, FIRST)).isEqualTo(new Ruling(true, state, state == State.UNCHECKED));
		assertThat(ruling(fact, State.WARN, FIRST).state()).isEqualTo(state);
	}

	@Test
	void whoAddsAServiceIsFiledAlready() {
		Setting adding = new Setting(FilingKind.ADD_SERVICE, "330000", SubjectNature.INDIVIDUAL);
		assertThat(ruling("filing.finding.subject.filed", State.PASS, adding))
			.isEqualTo(new Ruling(true, State.PASS, false));
		assertThat(ruling("filing.finding.subject.filed", State.FAIL, FIRST))
			.isEqualTo(new Ruling(true, State.FAIL, false));
	}

	@Test
	void aSubjectWhoseNatureAndProvinceAreUnknownIsToldToo() {
		assertThat(ruling("subject.advice.minor", State.WARN, new Setting(FilingKind.FIRST, null, null)))
			.isEqualTo(new Ruling(true, State.WARN, false));
	}

	@ParameterizedTest
	@ValueSource(strings = { "PASS", "WARN", "FAIL", "UNCHECKED" })
	void aFactThatNoRowNamesIsToldAsTheCodeSays(State state) {
		assertThat(ruling("site.advice.from-tomorrow", state, FIRST))
			.isEqualTo(new Ruling(true, state, state == State.UNCHECKED));
	}

	@Test
	void theRowsNameExactlyTheFactsThatTheCodeYields() throws IOException {
		Set<String> facts = factsOfTheCode();
		assertThat(facts).hasSizeGreaterThan(40);
		Set<String> named = table().getRules()
			.stream()
			.map((row) -> unquoted(row.getInputEntries().iterator().next().getText().getTextContent()))
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(named).as("rows of the table (left) and facts in the code (right)").isEqualTo(facts);
	}

	@Test
	void everyTextOfAFactBelongsToOneInTheCode() throws IOException {
		Set<String> texts = texts().stream()
			.filter((key) -> key.contains(".advice.") && !key.endsWith(".remedy"))
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(factsOfTheCode()).containsAll(texts);
	}

	@Test
	void theModelerOffersWhatTheCodeKnows() throws IOException {
		List<String> offered = table().getInputs()
			.stream()
			.filter((input) -> input.getInputValues() != null)
			.map((input) -> input.getCamundaInputVariable() + " " + values(input))
			.toList();
		assertThat(offered).containsExactly("check " + factsOfTheCode(), "kind " + names(FilingKind.values()),
				"nature " + names(SubjectNature.values()));
		Output state = table().getOutputs()
			.stream()
			.filter((output) -> output.getName().equals("state"))
			.findFirst()
			.orElseThrow();
		assertThat(split(state.getOutputValues().getText().getTextContent())).isEqualTo(names(State.values()));
	}

	@Test
	void everyRowNamesItsSource() {
		assertThat(table().getRules()).allSatisfy((row) -> assertThat(row.getDescription().getTextContent())
			.containsPattern("来源：domain\\.md (§\\d|[RIS]\\d)"));
	}

	@AfterAll
	static void everyRowWasTried() {
		assertThat(matched).containsExactlyInAnyOrderElementsOf(table().getRules().stream().map(Rule::getId).toList());
	}

	private static Ruling ruling(String fact, State state, Setting setting) {
		return table.of(Finding.of("subject", state, fact), setting);
	}

	/**
	 * Names of texts in the methods that make findings: a fact has no other name than
	 * that of its text.
	 */
	private static Set<String> factsOfTheCode() throws IOException {
		Set<String> texts = texts();
		Set<String> facts = new TreeSet<>();
		for (Resource type : new PathMatchingResourcePatternResolver()
			.getResources("file:target/classes/org/beianflow/**/*.class")) {
			try (InputStream in = type.getInputStream()) {
				new ClassReader(in).accept(new Findings(facts), ClassReader.SKIP_DEBUG);
			}
		}
		facts.retainAll(texts);
		return facts;
	}

	private static Set<String> texts() throws IOException {
		Properties texts = new Properties();
		for (Resource bundle : new PathMatchingResourcePatternResolver()
			.getResources("classpath*:messages/*_en.properties")) {
			PropertiesLoaderUtils.fillProperties(texts, bundle);
		}
		return texts.stringPropertyNames();
	}

	private static Set<String> values(Input input) {
		return split(input.getInputValues().getText().getTextContent());
	}

	private static Set<String> split(String values) {
		return Stream.of(values.split(","))
			.map(AutomaticChecksTableTest::unquoted)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static Set<String> names(Enum<?>[] values) {
		return Arrays.stream(values).map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
	}

	private static String unquoted(String cell) {
		return cell.replace("\"", "").strip();
	}

	private static DecisionTable table() {
		try (InputStream in = new ClassPathResource("bpmn/review/automatic-checks.dmn").getInputStream()) {
			return Dmn.readModelFromStream(in).getModelElementsByType(DecisionTable.class).iterator().next();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Collects the strings of every method that makes a finding. */
	private static final class Findings extends ClassVisitor {

		private static final String FINDING = Finding.class.getName().replace('.', '/');

		private final Set<String> found;

		Findings(Set<String> found) {
			super(Opcodes.ASM9);
			this.found = found;
		}

		@Override
		public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
				String[] exceptions) {
			Set<String> strings = new HashSet<>();
			return new MethodVisitor(Opcodes.ASM9) {

				private boolean makes;

				@Override
				public void visitLdcInsn(Object value) {
					if (value instanceof String string) {
						strings.add(string);
					}
				}

				@Override
				public void visitMethodInsn(int opcode, String owner, String called, String types,
						boolean isInterface) {
					this.makes |= owner.equals(FINDING) && (called.equals("of") || called.equals("<init>"));
				}

				@Override
				public void visitEnd() {
					if (this.makes) {
						Findings.this.found.addAll(strings);
					}
				}

			};
		}

	}

}
