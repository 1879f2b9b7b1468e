package org.beianflow.filing.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.beianflow.check.Finding;
import org.beianflow.check.Finding.State;
import org.beianflow.filing.CheckRules.Ruling;
import org.beianflow.filing.CheckRules.Setting;
import org.beianflow.filing.FilingKind;
import org.beianflow.subject.SubjectNature;
import org.beianflow.testing.DecisionTables;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** What an analyst may do to the table of the checks, and what not. */
class RedeployedChecksTest {

	private static final String ROW = "<rule id=\"check-site-security\">";

	private static final Finding SECURITY = Finding.of("services[0].website.securityMeasures", State.UNCHECKED,
			"site.advice.security");

	@RegisterExtension
	final DecisionTables tables = new DecisionTables();

	private DecisionTableChecks checks;

	@BeforeEach
	void start() throws IOException {
		this.checks = new DecisionTableChecks(this.tables.service());
		deploy(shipped());
		assertThat(security("110000")).isEqualTo(new Ruling(true, State.UNCHECKED, true));
	}

	@Test
	void aRowForAProvinceBeforeTheGeneralOneHoldsThereAndAtOnce() throws IOException {
		deploy(shipped().replace(ROW, row("\"330000\"", "true", "\"WARN\"", "true") + ROW));
		assertThat(security("330000")).isEqualTo(new Ruling(true, State.WARN, true));
		assertThat(security("110000")).isEqualTo(new Ruling(true, State.UNCHECKED, true));
	}

	@Test
	void whatIsNotShownIsNotAskedEither() throws IOException {
		deploy(shipped().replace(ROW, row("\"330000\"", "false", "\"UNCHECKED\"", "true") + ROW));
		assertThat(security("330000")).isEqualTo(new Ruling(false, State.UNCHECKED, false));
	}

	@Test
	void anEmptyCellLeavesItToTheCode() throws IOException {
		deploy(shipped().replace(ROW, row("", "", "", "") + ROW));
		assertThat(security("330000")).isEqualTo(new Ruling(true, State.UNCHECKED, true));
	}

	@Test
	void aFactWhoseRowWasDeletedIsStillTold() throws IOException {
		deploy(shipped().replaceFirst("(?s)" + ROW + ".*?</rule>", ""));
		assertThat(security("330000")).isEqualTo(new Ruling(true, State.UNCHECKED, true));
	}

	@Test
	void whatNobodyCouldCheckNeverPasses() throws IOException {
		deploy(shipped().replace(ROW, row("", "true", "\"PASS\"", "false") + ROW));
		assertThatIllegalStateException().isThrownBy(() -> security("330000"))
			.withMessageContaining("automatic-checks")
			.withMessageContaining("site.advice.security");
	}

	@Test
	void aStateThatIsNoneIsRefusedByName() throws IOException {
		deploy(shipped().replace(ROW, row("", "true", "\"HINT\"", "false") + ROW));
		assertThatIllegalStateException().isThrownBy(() -> security("330000")).withMessageContaining("HINT");
	}

	private Ruling security(String province) {
		return this.checks.of(SECURITY, new Setting(FilingKind.FIRST, province, SubjectNature.ENTERPRISE));
	}

	private static String row(String province, String shown, String state, String confirm) {
		return """
				<rule id="edited">
				<inputEntry id="e1"><text>"site.advice.security"</text></inputEntry>
				<inputEntry id="e2"><text></text></inputEntry>
				<inputEntry id="e3"><text>%s</text></inputEntry>
				<inputEntry id="e4"><text></text></inputEntry>
				<outputEntry id="e5"><text>%s</text></outputEntry>
				<outputEntry id="e6"><text>%s</text></outputEntry>
				<outputEntry id="e7"><text>%s</text></outputEntry>
				</rule>
				""".formatted(province, shown, state, confirm);
	}

	private void deploy(String table) {
		this.tables.deploy("bpmn/review/automatic-checks.dmn", table);
	}

	private static String shipped() throws IOException {
		return new ClassPathResource("bpmn/review/automatic-checks.dmn").getContentAsString(StandardCharsets.UTF_8);
	}

}
