package org.beianflow.filing.process;

import org.beianflow.filing.FilingRoad;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

import org.springframework.stereotype.Component;

/** 发放备案号. */
@Component("issueNumber")
class IssueNumber implements JavaDelegate {

	private final FilingRoad road;

	IssueNumber(FilingRoad road) {
		this.road = road;
	}

	@Override
	public void execute(DelegateExecution execution) {
		this.road.issueNumber(Names.filing(execution));
	}

}
