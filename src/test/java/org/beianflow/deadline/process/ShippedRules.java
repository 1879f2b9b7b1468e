package org.beianflow.deadline.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;

/** The shipped decision tables about time limits, for tests without a process engine. */
public class ShippedRules extends DecisionTableRules {

	private final DmnEngine engine = DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();

	private final Map<String, DmnDecision> decisions = new ConcurrentHashMap<>();

	public ShippedRules() {
		super(null);
	}

	@Override
	DmnDecisionResult evaluate(String key, Map<String, Object> variables) {
		return this.engine.evaluateDecision(this.decisions.computeIfAbsent(key, this::parse), variables);
	}

	private DmnDecision parse(String key) {
		try (InputStream in = getClass().getResourceAsStream("/bpmn/deadline/" + key + ".dmn")) {
			return this.engine.parseDecision(key, in);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
