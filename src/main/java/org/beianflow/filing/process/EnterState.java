package org.beianflow.filing.process;

import org.beianflow.filing.FilingRoad;
import org.beianflow.filing.FilingState;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;

import org.springframework.stereotype.Component;

/** A wait begins: the filing enters the state it stands for. */
@Component("enterState")
class EnterState implements ExecutionListener {

	private final FilingRoad road;

	EnterState(FilingRoad road) {
		this.road = road;
	}

	@Override
	public void notify(DelegateExecution execution) {
		this.road.enterState(Names.filing(execution),
				FilingState.valueOf((String) execution.getVariable(Names.FILING_STATE)));
	}

}
