package org.beianflow.filing.process;

import org.beianflow.filing.FilingRoad;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

import org.springframework.stereotype.Component;

/** 发送验证码 to one person; the diagram has one branch for each. */
@Component("sendSmsCode")
class SendSmsCode implements JavaDelegate {

	private final FilingRoad road;

	SendSmsCode(FilingRoad road) {
		this.road = road;
	}

	@Override
	public void execute(DelegateExecution execution) {
		int person = (Integer) execution.getVariable(Names.SMS_PERSON);
		boolean verified = this.road.sendSmsCode(Names.filing(execution), person);
		execution.setVariableLocal(Names.SMS_PERSON_VERIFIED, verified);
	}

}
