package org.beianflow.material.process;

import java.util.List;
import java.util.Map;

import org.beianflow.material.ChecklistEntry;
import org.beianflow.material.MaterialKind;
import org.beianflow.material.RequiredMaterial;
import org.beianflow.material.RequiredMaterials;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.dmn.engine.DmnDecisionResultEntries;
import org.camunda.bpm.engine.DecisionService;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Reads {@code required-materials.dmn}, always in the version deployed last: a table that
 * an analyst deploys holds from the next question on.
 */
@Component
class DecisionTableMaterials implements RequiredMaterials {

	static final String KEY = "required-materials";

	private final ObjectProvider<DecisionService> decisions;

	// The engine is made after this: its delegates ask for materials.
	DecisionTableMaterials(ObjectProvider<DecisionService> decisions) {
		this.decisions = decisions;
	}

	@Override
	public List<RequiredMaterial> decide(Map<String, Object> answers) {
		return rows(this.decisions.getObject().evaluateDecisionByKey(KEY).variables(answers).evaluate());
	}

	static List<RequiredMaterial> rows(DmnDecisionResult result) {
		return result.stream().map(DecisionTableMaterials::row).toList();
	}

	private static RequiredMaterial row(DmnDecisionResultEntries row) {
		String code = (String) row.get("material");
		return new RequiredMaterial(
				MaterialKind.ofCode(code)
					.orElseThrow(() -> new IllegalStateException(
							"The table " + KEY + " names " + code + ", which is no material")),
				ChecklistEntry.Level.valueOf((String) row.get("level")),
				ChecklistEntry.Source.valueOf((String) row.get("source")), ((Number) row.get("files")).intValue(),
				(String) row.get("reason"));
	}

}
