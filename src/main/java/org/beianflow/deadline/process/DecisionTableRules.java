package org.beianflow.deadline.process;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

import org.beianflow.deadline.Audience;
import org.beianflow.deadline.DeadlineKind;
import org.beianflow.deadline.DeadlineLength;
import org.beianflow.deadline.DeadlineRules;
import org.beianflow.deadline.DeadlineUnit;
import org.beianflow.deadline.Rung;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.dmn.engine.DmnDecisionResultEntries;
import org.camunda.bpm.engine.DecisionService;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Reads {@code deadline-length.dmn} and {@code reminder-ladder.dmn}, always in the
 * version deployed last: a table that an analyst deploys holds for the limits that start
 * from then on.
 */
@Component
class DecisionTableRules implements DeadlineRules {

	static final String LENGTH = "deadline-length";

	static final String LADDER = "reminder-ladder";

	private final ObjectProvider<DecisionService> decisions;

	// The engine is made after this: its delegates start limits.
	DecisionTableRules(ObjectProvider<DecisionService> decisions) {
		this.decisions = decisions;
	}

	DmnDecisionResult evaluate(String key, Map<String, Object> variables) {
		return this.decisions.getObject().evaluateDecisionByKey(key).variables(variables).evaluate();
	}

	@Override
	public DeadlineLength length(DeadlineKind kind, String province, LocalDate startDay) {
		// As a number: a date of the decision engine has a default time zone in it.
		int day = Integer.parseInt(startDay.format(DateTimeFormatter.BASIC_ISO_DATE));
		DmnDecisionResultEntries row = evaluate(LENGTH,
				Map.of("kind", kind.name(), "province", province, "startDay", day))
			.getFirstResult();
		if (row == null) {
			throw new IllegalStateException("The table " + LENGTH + " has no row for " + kind + " in " + province);
		}
		DeadlineLength length = new DeadlineLength(number(row, "amount"),
				DeadlineUnit.valueOf((String) row.get("unit")));
		if (length.unit() != kind.unit()) {
			throw new IllegalStateException("The table " + LENGTH + " counts " + kind + " in " + length.unit()
					+ ", but law or agreement counts it in " + kind.unit());
		}
		return length;
	}

	@Override
	public List<Rung> ladder(DeadlineKind kind) {
		return evaluate(LADDER, Map.of("kind", kind.name())).stream().map(DecisionTableRules::rung).toList();
	}

	private static Rung rung(DmnDecisionResultEntries row) {
		return new Rung((String) row.get("rung"), Rung.Basis.valueOf((String) row.get("basis")), number(row, "amount"),
				Audience.valueOf((String) row.get("audience")), Rung.Timing.valueOf((String) row.get("timing")));
	}

	private static int number(DmnDecisionResultEntries row, String output) {
		return ((Number) row.get(output)).intValue();
	}

}
