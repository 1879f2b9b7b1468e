package org.beianflow.filing.process;

import org.beianflow.filing.FilingRoad;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

import org.springframework.stereotype.Component;

/** 结束短信核验: whether everybody answered. */
@Component("concludeSmsVerification")
class ConcludeSmsVerification implements JavaDelegate {

	private final FilingRoad road;

	ConcludeSmsVerification(FilingRoad road) {
		this.road = road;
	}

	@Override
	public void execute(DelegateExecution execution) {
		boolean verified = this.road.concludeSmsVerification(Names.filing(execution));
		execution.setVariable(Names.SMS_OUTCOME, verified ? "VERIFIED" : "FAILED");
	}

}
