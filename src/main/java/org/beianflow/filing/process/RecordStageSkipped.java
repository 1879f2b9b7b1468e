package org.beianflow.filing.process;

import org.beianflow.filing.FilingRoad;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

import org.springframework.stereotype.Component;

/** A stage the profile wants is not installed. */
@Component("recordStageSkipped")
class RecordStageSkipped implements JavaDelegate {

	private final FilingRoad road;

	RecordStageSkipped(FilingRoad road) {
		this.road = road;
	}

	@Override
	public void execute(DelegateExecution execution) {
		this.road.recordStageSkipped(Names.filing(execution), (String) execution.getVariableLocal(Names.SKIPPED_STAGE));
	}

}
