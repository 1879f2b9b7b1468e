package org.beianflow.material.process;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.beianflow.material.RequiredMaterial;
import org.beianflow.material.RequiredMaterials;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationListener;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;

import org.springframework.core.io.ClassPathResource;

/** The table as it is shipped, on the decision engine alone. */
public final class ShippedMaterials implements RequiredMaterials {

	private final DmnEngine engine;

	private final DmnDecision decision;

	public ShippedMaterials() {
		this((rule) -> {
		});
	}

	/** Tells which rules apply. */
	public ShippedMaterials(Consumer<String> rules) {
		DefaultDmnEngineConfiguration configuration = (DefaultDmnEngineConfiguration) DmnEngineConfiguration
			.createDefaultDmnEngineConfiguration();
		DmnDecisionTableEvaluationListener listener = (event) -> event.getMatchingRules()
			.forEach((rule) -> rules.accept(rule.getId()));
		configuration.getCustomPostDecisionTableEvaluationListeners().add(listener);
		this.engine = configuration.buildEngine();
		try (InputStream in = new ClassPathResource("bpmn/material/required-materials.dmn").getInputStream()) {
			this.decision = this.engine.parseDecision(DecisionTableMaterials.KEY, in);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public List<RequiredMaterial> decide(Map<String, Object> answers) {
		return DecisionTableMaterials.rows(this.engine.evaluateDecision(this.decision, answers));
	}

}
