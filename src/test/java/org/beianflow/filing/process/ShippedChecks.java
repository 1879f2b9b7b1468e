package org.beianflow.filing.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Consumer;

import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationListener;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;

import org.springframework.core.io.ClassPathResource;

/** The table of the checks as it is shipped, on the decision engine alone. */
class ShippedChecks extends DecisionTableChecks {

	private final DmnEngine engine;

	private final DmnDecision decision;

	/** Tells which rows apply. */
	ShippedChecks(Consumer<String> rows) {
		super(null);
		DefaultDmnEngineConfiguration configuration = (DefaultDmnEngineConfiguration) DmnEngineConfiguration
			.createDefaultDmnEngineConfiguration();
		DmnDecisionTableEvaluationListener listener = (event) -> event.getMatchingRules()
			.forEach((row) -> rows.accept(row.getId()));
		configuration.getCustomPostDecisionTableEvaluationListeners().add(listener);
		this.engine = configuration.buildEngine();
		try (InputStream in = new ClassPathResource("bpmn/review/automatic-checks.dmn").getInputStream()) {
			this.decision = this.engine.parseDecision(KEY, in);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	DmnDecisionResult evaluate(Map<String, Object> variables) {
		return this.engine.evaluateDecision(this.decision, variables);
	}

}
