package org.beianflow.filing.process;

import org.beianflow.filing.FilingRoad;
import org.beianflow.filing.FilingRoad.Times;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

import org.springframework.stereotype.Component;

/** 开启期限: starts a clock and hands its times to the diagram. */
@Component("openDeadline")
class OpenDeadline implements JavaDelegate {

	private final FilingRoad road;

	OpenDeadline(FilingRoad road) {
		this.road = road;
	}

	@Override
	public void execute(DelegateExecution execution) {
		Times times = this.road.openDeadline(Names.filing(execution), Names.deadlineKind(execution));
		Names.setTimes(execution, Names.deadlineKind(execution), times);
	}

}
