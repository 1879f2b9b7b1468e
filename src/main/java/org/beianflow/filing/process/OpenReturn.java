package org.beianflow.filing.process;

import org.beianflow.filing.FilingRoad;
import org.beianflow.filing.FilingState;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

import org.springframework.stereotype.Component;

/** 登记退回: who returned it and in which state it waits. */
@Component("openReturn")
class OpenReturn implements JavaDelegate {

	private final FilingRoad road;

	OpenReturn(FilingRoad road) {
		this.road = road;
	}

	@Override
	public void execute(DelegateExecution execution) {
		FilingState returned = this.road.openReturn(Names.filing(execution));
		execution.setVariable(Names.RETURNED_STATE, returned.name());
		execution.setVariable(Names.RETURNED_BY,
				(returned == FilingState.AUTHORITY_RETURNED) ? "AUTHORITY" : "PROVIDER");
	}

}
