package org.beianflow.filing.process;

import org.beianflow.filing.FilingRoad;
import org.beianflow.filing.FilingRoad.Times;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

import org.springframework.stereotype.Component;

/** 恢复计时. */
@Component("resumeDeadline")
class ResumeDeadline implements JavaDelegate {

	private final FilingRoad road;

	ResumeDeadline(FilingRoad road) {
		this.road = road;
	}

	@Override
	public void execute(DelegateExecution execution) {
		Times times = this.road.resumeDeadline(Names.filing(execution), Names.deadlineKind(execution));
		Names.setTimes(execution, Names.deadlineKind(execution), times);
	}

}
