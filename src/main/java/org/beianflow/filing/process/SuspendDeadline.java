package org.beianflow.filing.process;

import org.beianflow.filing.FilingRoad;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

import org.springframework.stereotype.Component;

/** 中止计时. */
@Component("suspendDeadline")
class SuspendDeadline implements JavaDelegate {

	private final FilingRoad road;

	SuspendDeadline(FilingRoad road) {
		this.road = road;
	}

	@Override
	public void execute(DelegateExecution execution) {
		this.road.suspendDeadline(Names.filing(execution), Names.deadlineKind(execution));
	}

}
