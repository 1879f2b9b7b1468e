package org.beianflow.fee.process;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.beianflow.fee.FeeQuestion;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionResultEntries;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationListener;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.impl.DmnDecisionTableImpl;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/** Each row of the fee table, on the decision engine alone. */
class ServiceFeeTableTest {

	private static final Set<String> matched = new HashSet<>();

	private static final DmnEngine engine = engine();

	private static final DmnDecision decision = decision();

	@ParameterizedTest
	@CsvSource(nullValues = "-", value = {
			// kind, nature, services, day, lines
			"FIRST,ENTERPRISE,1,2026-11-22,首次备案代办服务费=30000", "FIRST,ENTERPRISE,1,2024-01-01,首次备案代办服务费=30000",
			"FIRST,ENTERPRISE,1,2023-12-31,-", "FIRST,ENTERPRISE,3,2026-11-22,首次备案代办服务费=30000 增加服务的代办服务费=20000",
			"FIRST,INDIVIDUAL,1,2026-11-22,个人备案免收服务费=0", "ADD_ACCESS,INDIVIDUAL,1,2026-11-22,个人备案免收服务费=0",
			"FIRST,PUBLIC_INSTITUTION,1,2026-11-22,-", "ADD_SERVICE,ENTERPRISE,1,2026-11-22,-" })
	void chargesByRow(String kind, String nature, int services, String day, String lines) {
		List<DmnDecisionResultEntries> rows = List.copyOf(
				engine
					.evaluateDecision(decision,
							ServiceFeeTable.inputs(new FeeQuestion("demo", kind, nature, "WEBSITE", services),
									LocalDate.parse(day)))
					.stream()
					.toList());
		assertThat(rows.stream().map((row) -> row.get("description") + "=" + row.get("amountFen")).toList())
			.isEqualTo((lines != null) ? List.of(lines.split(" ")) : List.of());
		assertThat(rows).allSatisfy((row) -> assertThat((String) row.get("descriptionEn")).matches("[\\x20-\\x7e]+"));
	}

	@Test
	void everyRowSaysWhatItIsFor() throws IOException {
		assertThat(model().getModelElementsByType(Rule.class)).isNotEmpty()
			.allSatisfy((rule) -> assertThat(rule.getDescription().getTextContent()).isNotBlank());
	}

	@AfterAll
	static void everyRowWasTested() throws IOException {
		assertThat(matched).containsExactlyInAnyOrderElementsOf(
				model().getModelElementsByType(Rule.class).stream().map(Rule::getId).toList());
	}

	private static DmnEngine engine() {
		DefaultDmnEngineConfiguration configuration = (DefaultDmnEngineConfiguration) DmnEngineConfiguration
			.createDefaultDmnEngineConfiguration();
		DmnDecisionTableEvaluationListener listener = (event) -> event.getMatchingRules()
			.forEach((rule) -> matched.add(rule.getId()));
		configuration.getCustomPostDecisionTableEvaluationListeners().add(listener);
		return configuration.buildEngine();
	}

	private static DmnDecision decision() {
		try (InputStream in = new ClassPathResource("bpmn/fee/service-fee.dmn").getInputStream()) {
			DmnDecision read = engine.parseDecision(ServiceFeeTable.KEY, in);
			assertThat(read.getDecisionLogic()).isInstanceOf(DmnDecisionTableImpl.class);
			return read;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static DmnModelInstance model() throws IOException {
		try (InputStream in = new ClassPathResource("bpmn/fee/service-fee.dmn").getInputStream()) {
			return Dmn.readModelFromStream(in);
		}
	}

}
