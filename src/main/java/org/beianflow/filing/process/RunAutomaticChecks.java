package org.beianflow.filing.process;

import org.beianflow.filing.FilingRoad;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

import org.springframework.stereotype.Component;

/** 自动核查. */
@Component("runAutomaticChecks")
class RunAutomaticChecks implements JavaDelegate {

	private final FilingRoad road;

	RunAutomaticChecks(FilingRoad road) {
		this.road = road;
	}

	@Override
	public void execute(DelegateExecution execution) {
		this.road.runChecks(Names.filing(execution));
	}

}
