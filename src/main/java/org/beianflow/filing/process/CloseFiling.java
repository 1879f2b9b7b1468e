package org.beianflow.filing.process;

import org.beianflow.filing.FilingRoad;
import org.beianflow.filing.FilingState;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

import org.springframework.stereotype.Component;

/** The filing ends without a number. */
@Component("closeFiling")
class CloseFiling implements JavaDelegate {

	private final FilingRoad road;

	CloseFiling(FilingRoad road) {
		this.road = road;
	}

	@Override
	public void execute(DelegateExecution execution) {
		this.road.close(Names.filing(execution),
				FilingState.valueOf((String) execution.getVariableLocal(Names.CLOSED_AS)));
	}

}
