package org.beianflow.filing.process;

import org.beianflow.filing.FilingRoad;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

import org.springframework.stereotype.Component;

/** 登记视为受理: nothing was asked for within T9. */
@Component("recordDeemedAccepted")
class RecordDeemedAccepted implements JavaDelegate {

	private final FilingRoad road;

	RecordDeemedAccepted(FilingRoad road) {
		this.road = road;
	}

	@Override
	public void execute(DelegateExecution execution) {
		this.road.recordDeemedAccepted(Names.filing(execution));
	}

}
