package org.beianflow.filing.process;

import org.beianflow.filing.FilingRoad;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

import org.springframework.stereotype.Component;

/** 标记公安备案逾期. */
@Component("flagPoliceOverdue")
class FlagPoliceOverdue implements JavaDelegate {

	private final FilingRoad road;

	FlagPoliceOverdue(FilingRoad road) {
		this.road = road;
	}

	@Override
	public void execute(DelegateExecution execution) {
		this.road.flagPoliceOverdue(Names.filing(execution));
	}

}
