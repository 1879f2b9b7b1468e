package org.beianflow.deadline.process;

import java.io.InputStream;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.beianflow.deadline.DeadlineKind;
import org.beianflow.deadline.DeadlineLength;
import org.beianflow.deadline.DeadlineUnit;
import org.beianflow.deadline.Rung;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** The two tables, row by row: a row that is not written out here fails the build. */
class DecisionTableRulesTest {

	private static final String ELSEWHERE = "110000";

	private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

	private static final Map<String, String> LENGTHS = new TreeMap<>(
			Map.ofEntries(Map.entry("length-draft-idle", "DRAFT_IDLE 110000 = 45 CALENDAR_DAYS"),
					Map.entry("length-provider-review", "PROVIDER_REVIEW 110000 = 2 WORKING_DAYS"),
					Map.entry("length-phone-check-retry", "PHONE_CHECK_RETRY 110000 = 1 OFFICE_HOURS"),
					Map.entry("length-supplement", "SUPPLEMENT 110000 = 45 CALENDAR_DAYS"),
					Map.entry("length-fee-payment", "FEE_PAYMENT 110000 = 7 CALENDAR_DAYS"),
					Map.entry("length-transfer-reconciliation", "TRANSFER_RECONCILIATION 110000 = 2 WORKING_DAYS"),
					Map.entry("length-sending-to-authority", "SENDING_TO_AUTHORITY 110000 = 3 WORKING_DAYS"),
					Map.entry("length-sms-verification", "SMS_VERIFICATION 110000 = 24 HOURS"),
					Map.entry("length-completeness-notice", "COMPLETENESS_NOTICE 110000 = 5 WORKING_DAYS"),
					Map.entry("length-authority-review-330000", "AUTHORITY_REVIEW 330000 = 20 WORKING_DAYS"),
					Map.entry("length-authority-review", "AUTHORITY_REVIEW 110000 = 20 WORKING_DAYS"),
					Map.entry("length-decision-delivery", "DECISION_DELIVERY 110000 = 10 WORKING_DAYS"),
					Map.entry("length-access-verification", "ACCESS_VERIFICATION 110000 = 24 HOURS"),
					Map.entry("length-access-retry", "ACCESS_RETRY 110000 = 24 HOURS"),
					Map.entry("length-access-restart", "ACCESS_RESTART 110000 = 10 CALENDAR_DAYS"),
					Map.entry("length-evidence-review", "EVIDENCE_REVIEW 110000 = 1 WORKING_DAYS"),
					Map.entry("length-final-review", "FINAL_REVIEW 110000 = 3 WORKING_DAYS"),
					Map.entry("length-publication", "PUBLICATION 110000 = 24 HOURS"),
					Map.entry("length-number-display", "NUMBER_DISPLAY 110000 = 30 CALENDAR_DAYS"),
					Map.entry("length-police-filing", "POLICE_FILING 110000 = 30 CALENDAR_DAYS"),
					Map.entry("length-rectification", "RECTIFICATION 110000 = 10 WORKING_DAYS")));

	/** Rung: basis, amount, audience, timing. */
	private static final Map<DeadlineKind, List<String>> LADDERS = new TreeMap<>(Map.ofEntries(
			Map.entry(DeadlineKind.DRAFT_IDLE,
					List.of("T1-d7 AFTER_START 7 APPLICANT IN_OFFICE_HOURS",
							"T1-d15 AFTER_START 15 APPLICANT IN_OFFICE_HOURS",
							"T1-d30 AFTER_START 30 APPLICANT IN_OFFICE_HOURS",
							"T1-d42 AFTER_START 42 APPLICANT IN_OFFICE_HOURS")),
			Map.entry(DeadlineKind.PROVIDER_REVIEW,
					List.of("T2-p50 AT_PERCENT 50 WORKER IN_OFFICE_HOURS",
							"T2-p80 AT_PERCENT 80 WORKER IN_OFFICE_HOURS",
							"T2-overdue DAILY_AFTER_DUE 0 LEAD IN_OFFICE_HOURS")),
			Map.entry(DeadlineKind.PHONE_CHECK_RETRY, List.of()),
			Map.entry(DeadlineKind.SUPPLEMENT, List.of("T4-d7 AFTER_START 7 APPLICANT IN_OFFICE_HOURS",
					"T4-d15 AFTER_START 15 APPLICANT IN_OFFICE_HOURS",
					"T4-d30 AFTER_START 30 APPLICANT IN_OFFICE_HOURS", "T4-last2 BEFORE_DUE 2 APPLICANT NOT_AT_NIGHT",
					"T4-last1 BEFORE_DUE 1 APPLICANT NOT_AT_NIGHT", "T4-last0 BEFORE_DUE 0 APPLICANT NOT_AT_NIGHT")),
			Map.entry(DeadlineKind.FEE_PAYMENT,
					List.of("T5-d3 AFTER_START 3 APPLICANT NOT_AT_NIGHT", "T5-d6 AFTER_START 6 APPLICANT NOT_AT_NIGHT",
							"T5-last BEFORE_DUE 0 APPLICANT NOT_AT_NIGHT")),
			Map.entry(DeadlineKind.TRANSFER_RECONCILIATION,
					List.of("T6-d1 AFTER_START 1 WORKER IN_OFFICE_HOURS",
							"T6-overdue DAILY_AFTER_DUE 0 LEAD IN_OFFICE_HOURS")),
			Map.entry(DeadlineKind.SENDING_TO_AUTHORITY,
					List.of("T7-d1 AFTER_START 1 WORKER IN_OFFICE_HOURS", "T7-d2 AFTER_START 2 WORKER IN_OFFICE_HOURS",
							"T7-overdue DAILY_AFTER_DUE 0 LEAD IN_OFFICE_HOURS")),
			Map.entry(DeadlineKind.SMS_VERIFICATION,
					List.of("T8-h2 AFTER_START 2 APPLICANT EXACT", "T8-h12 AFTER_START 12 APPLICANT EXACT",
							"T8-h20 AFTER_START 20 APPLICANT EXACT", "T8-h23 AFTER_START 23 APPLICANT EXACT")),
			Map.entry(DeadlineKind.COMPLETENESS_NOTICE,
					List.of("T9-d3 AFTER_START 3 WORKER IN_OFFICE_HOURS",
							"T9-d4 AFTER_START 4 WORKER IN_OFFICE_HOURS")),
			Map.entry(DeadlineKind.AUTHORITY_REVIEW,
					List.of("T10-d10 AFTER_START 10 WORKER IN_OFFICE_HOURS",
							"T10-d15 AFTER_START 15 WORKER_AND_LEAD IN_OFFICE_HOURS",
							"T10-last2 BEFORE_DUE 2 WORKER_AND_LEAD IN_OFFICE_HOURS",
							"T10-last1 BEFORE_DUE 1 WORKER_AND_LEAD IN_OFFICE_HOURS",
							"T10-last BEFORE_DUE 0 WORKER_AND_LEAD IN_OFFICE_HOURS",
							"T10-overdue DAILY_AFTER_DUE 0 WORKER_AND_LEAD IN_OFFICE_HOURS")),
			Map.entry(DeadlineKind.DECISION_DELIVERY,
					List.of("T12-d1 AFTER_START 1 WORKER IN_OFFICE_HOURS",
							"T12-overdue DAILY_AFTER_DUE 0 LEAD IN_OFFICE_HOURS")),
			Map.entry(DeadlineKind.ACCESS_VERIFICATION,
					List.of("T13-h6 AFTER_START 6 APPLICANT EXACT", "T13-h12 AFTER_START 12 APPLICANT EXACT",
							"T13-h20 AFTER_START 20 APPLICANT EXACT", "T13-h23 AFTER_START 23 APPLICANT EXACT")),
			Map.entry(DeadlineKind.ACCESS_RETRY, List.of("T14-h20 AFTER_START 20 APPLICANT EXACT")),
			Map.entry(DeadlineKind.ACCESS_RESTART, List.of("T14a-d3 AFTER_START 3 APPLICANT NOT_AT_NIGHT",
					"T14a-d7 AFTER_START 7 APPLICANT NOT_AT_NIGHT", "T14a-last BEFORE_DUE 0 APPLICANT NOT_AT_NIGHT")),
			Map.entry(DeadlineKind.EVIDENCE_REVIEW,
					List.of("T14b-p50 AT_PERCENT 50 WORKER IN_OFFICE_HOURS",
							"T14b-overdue DAILY_AFTER_DUE 0 LEAD IN_OFFICE_HOURS")),
			Map.entry(DeadlineKind.FINAL_REVIEW,
					List.of("T15-d2 AFTER_START 2 WORKER IN_OFFICE_HOURS",
							"T15-overdue DAILY_AFTER_DUE 0 LEAD IN_OFFICE_HOURS")),
			Map.entry(DeadlineKind.PUBLICATION, List.of("T16-overdue DAILY_AFTER_DUE 0 LEAD IN_OFFICE_HOURS")),
			Map.entry(DeadlineKind.NUMBER_DISPLAY,
					List.of("T17-d3 AFTER_START 3 APPLICANT IN_OFFICE_HOURS",
							"T17-d10 AFTER_START 10 APPLICANT IN_OFFICE_HOURS",
							"T17-d25 AFTER_START 25 APPLICANT IN_OFFICE_HOURS")),
			Map.entry(DeadlineKind.POLICE_FILING,
					List.of("T18-d7 AFTER_START 7 APPLICANT IN_OFFICE_HOURS",
							"T18-d20 AFTER_START 20 APPLICANT IN_OFFICE_HOURS",
							"T18-d27 AFTER_START 27 APPLICANT IN_OFFICE_HOURS")),
			Map.entry(DeadlineKind.RECTIFICATION,
					List.of("T21-d3 AFTER_START 3 APPLICANT IN_OFFICE_HOURS",
							"T21-d7 AFTER_START 7 APPLICANT IN_OFFICE_HOURS",
							"T21-last1 BEFORE_DUE 1 APPLICANT IN_OFFICE_HOURS",
							"T21-last BEFORE_DUE 0 APPLICANT IN_OFFICE_HOURS"))));

	private final ShippedRules rules = new ShippedRules();

	@Test
	void everyRowOfTheLengthsIsTried() {
		assertThat(rows(DecisionTableRules.LENGTH)).extracting(Rule::getId)
			.containsExactlyInAnyOrderElementsOf(LENGTHS.keySet());
		LENGTHS.forEach((row, expected) -> {
			String[] parts = expected.split(" ");
			DeadlineLength length = this.rules.length(DeadlineKind.valueOf(parts[0]), parts[1], DAY);
			assertThat(length).as(row)
				.isEqualTo(new DeadlineLength(Integer.parseInt(parts[3]), DeadlineUnit.valueOf(parts[4])));
		});
	}

	@Test
	void theRowOfAProvinceComesBeforeTheGeneralOne() {
		List<String> ids = rows(DecisionTableRules.LENGTH).stream().map(Rule::getId).toList();
		assertThat(ids.indexOf("length-authority-review-330000")).isLessThan(ids.indexOf("length-authority-review"));
	}

	@ParameterizedTest
	@EnumSource
	void everyKindHasItsLadder(DeadlineKind kind) {
		assertThat(this.rules.ladder(kind))
			.extracting((rung) -> rung.id() + " " + rung.basis() + " " + rung.amount() + " " + rung.audience() + " "
					+ rung.timing())
			.containsExactlyElementsOf(LADDERS.get(kind));
	}

	@Test
	void everyRowOfTheLaddersIsTried() {
		assertThat(rows(DecisionTableRules.LADDER)).extracting(Rule::getId)
			.containsExactlyInAnyOrderElementsOf(LADDERS.values()
				.stream()
				.flatMap(List::stream)
				.map((rung) -> "rung-" + rung.split(" ")[0])
				.toList());
	}

	@ParameterizedTest
	@ValueSource(strings = { DecisionTableRules.LENGTH, DecisionTableRules.LADDER })
	void everyRowSaysWhatItIsFor(String table) {
		assertThat(rows(table)).allSatisfy((row) -> assertThat(row.getDescription()).isNotNull()
			.extracting((description) -> description.getTextContent().length())
			.asInstanceOf(InstanceOfAssertFactories.INTEGER)
			.isGreaterThan(8));
	}

	@Test
	void aLadderHasAtMostOneDailyRungAndDistinctNames() {
		for (DeadlineKind kind : DeadlineKind.values()) {
			List<Rung> ladder = this.rules.ladder(kind);
			assertThat(ladder).filteredOn((rung) -> rung.basis() == Rung.Basis.DAILY_AFTER_DUE).hasSizeLessThan(2);
			assertThat(ladder).extracting(Rung::id).doesNotHaveDuplicates();
		}
	}

	@ParameterizedTest
	@CsvSource({ "PROVIDER_REVIEW", "TRANSFER_RECONCILIATION", "SENDING_TO_AUTHORITY", "AUTHORITY_REVIEW",
			"DECISION_DELIVERY", "EVIDENCE_REVIEW", "FINAL_REVIEW" })
	void whatEscalatesDoesSoEveryDay(DeadlineKind kind) {
		assertThat(this.rules.ladder(kind)).extracting(Rung::basis).contains(Rung.Basis.DAILY_AFTER_DUE);
	}

	@Test
	void aTableThatCountsInAnotherUnitThanTheLawIsRefused() {
		DecisionTableRules wrong = withLength(Map.of("amount", 20, "unit", "CALENDAR_DAYS"));
		assertThatIllegalStateException().isThrownBy(() -> wrong.length(DeadlineKind.AUTHORITY_REVIEW, ELSEWHERE, DAY))
			.withMessageContaining("CALENDAR_DAYS")
			.withMessageContaining("WORKING_DAYS");
	}

	@Test
	void theInputsNameExactlyTheKinds() {
		TreeSet<String> kinds = Arrays.stream(DeadlineKind.values())
			.map(Enum::name)
			.collect(Collectors.toCollection(TreeSet::new));
		for (String key : List.of(DecisionTableRules.LENGTH, DecisionTableRules.LADDER)) {
			String values = table(key).getInputs().iterator().next().getInputValues().getText().getTextContent();
			assertThat(Stream.of(values.split(",")).map((value) -> value.replace("\"", "").strip()))
				.containsExactlyInAnyOrderElementsOf(kinds);
		}
	}

	private static DecisionTableRules withLength(Map<String, Object> row) {
		return new DecisionTableRules(null) {

			@Override
			DmnDecisionResult evaluate(String key, Map<String, Object> variables) {
				return new org.camunda.bpm.dmn.engine.impl.DmnDecisionResultImpl(List.of(entries(row)));
			}

		};
	}

	private static org.camunda.bpm.dmn.engine.impl.DmnDecisionResultEntriesImpl entries(Map<String, Object> row) {
		var entries = new org.camunda.bpm.dmn.engine.impl.DmnDecisionResultEntriesImpl();
		row.forEach(
				(key, value) -> entries.putValue(key, org.camunda.bpm.engine.variable.Variables.untypedValue(value)));
		return entries;
	}

	private static List<Rule> rows(String key) {
		return List.copyOf(table(key).getRules());
	}

	private static DecisionTable table(String key) {
		InputStream in = DecisionTableRulesTest.class.getResourceAsStream("/bpmn/deadline/" + key + ".dmn");
		DmnModelInstance model = Dmn.readModelFromStream(in);
		return model.getModelElementsByType(DecisionTable.class).iterator().next();
	}

}
