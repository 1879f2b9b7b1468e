package org.beianflow.filing.process;

import org.beianflow.filing.FilingRoad;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

import org.springframework.stereotype.Component;

/** 核算服务费. */
@Component("assessFee")
class AssessFee implements JavaDelegate {

	private final FilingRoad road;

	AssessFee(FilingRoad road) {
		this.road = road;
	}

	@Override
	public void execute(DelegateExecution execution) {
		execution.setVariable(Names.FEE_DUE, this.road.assessFee(Names.filing(execution)));
	}

}
