package org.beianflow.filing.process;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.beianflow.check.Finding;
import org.beianflow.check.Finding.State;
import org.beianflow.filing.CheckRules;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.dmn.engine.DmnDecisionResultEntries;
import org.camunda.bpm.engine.DecisionService;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Reads {@code automatic-checks.dmn}, always in the version deployed last: a table that
 * an analyst deploys holds for the rounds that are submitted from then on.
 */
@Component
class DecisionTableChecks implements CheckRules {

	static final String KEY = "automatic-checks";

	private final ObjectProvider<DecisionService> decisions;

	// The engine is made after this: its delegates run the checks.
	DecisionTableChecks(ObjectProvider<DecisionService> decisions) {
		this.decisions = decisions;
	}

	DmnDecisionResult evaluate(Map<String, Object> variables) {
		return this.decisions.getObject().evaluateDecisionByKey(KEY).variables(variables).evaluate();
	}

	@Override
	public Ruling of(Finding fact, Setting setting) {
		DmnDecisionResultEntries row = evaluate(inputs(fact, setting)).getFirstResult();
		return (row != null) ? ruling(row, fact) : Ruling.unruled(fact);
	}

	private static Map<String, Object> inputs(Finding fact, Setting setting) {
		Map<String, Object> inputs = new HashMap<>();
		inputs.put("check", fact.messageKey());
		inputs.put("kind", name(setting.kind()));
		inputs.put("province", setting.province());
		inputs.put("nature", name(setting.nature()));
		return inputs;
	}

	private static String name(Enum<?> value) {
		return (value != null) ? value.name() : null;
	}

	/** A cell left empty leaves it to the code. */
	private static Ruling ruling(DmnDecisionResultEntries row, Finding fact) {
		State state = state((String) row.get("state"), fact);
		boolean shown = Optional.ofNullable((Boolean) row.get("shown")).orElse(true);
		boolean confirm = Optional.ofNullable((Boolean) row.get("confirm")).orElse(state == State.UNCHECKED);
		return new Ruling(shown, state, confirm);
	}

	private static State state(String name, Finding fact) {
		if (name == null) {
			return fact.state();
		}
		State state;
		try {
			state = State.valueOf(name);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalStateException(
					"The table " + KEY + " says " + name + " of " + fact.messageKey() + ", which is no state", ex);
		}
		if (state == State.PASS && fact.state() == State.UNCHECKED) {
			throw new IllegalStateException(
					"The table " + KEY + " says PASS of " + fact.messageKey() + ", but nothing at hand could check it");
		}
		return state;
	}

}
