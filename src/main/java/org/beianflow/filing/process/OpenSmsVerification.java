package org.beianflow.filing.process;

import org.beianflow.filing.FilingRoad;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

import org.springframework.stereotype.Component;

/** 登记核验人: who has to answer. */
@Component("openSmsVerification")
class OpenSmsVerification implements JavaDelegate {

	private final FilingRoad road;

	OpenSmsVerification(FilingRoad road) {
		this.road = road;
	}

	@Override
	public void execute(DelegateExecution execution) {
		execution.setVariable(Names.SMS_PERSONS, this.road.openSmsVerification(Names.filing(execution)));
	}

}
