package org.beianflow.filing.process;

import org.beianflow.filing.FilingRoad;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;

import org.springframework.stereotype.Component;

/** The wait of a clock is over, whichever way. */
@Component("closeDeadline")
class CloseDeadline implements ExecutionListener {

	private final FilingRoad road;

	CloseDeadline(FilingRoad road) {
		this.road = road;
	}

	@Override
	public void notify(DelegateExecution execution) {
		// A scope that is left before its inputs were read has opened no clock.
		if (execution.hasVariable(Names.DEADLINE_KIND)) {
			this.road.closeDeadline(Names.filing(execution), Names.deadlineKind(execution));
		}
	}

}
