package org.beianflow.fee.process;

import org.beianflow.fee.Fees;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

import org.springframework.stereotype.Component;

/** 开具缴费通知书, or its new due date. */
@Component("issueFeeNotice")
class IssueFeeNotice implements JavaDelegate {

	private final Fees fees;

	IssueFeeNotice(Fees fees) {
		this.fees = fees;
	}

	@Override
	public void execute(DelegateExecution execution) {
		this.fees.notify(execution.getProcessBusinessKey(), (String) execution.getVariable(Names.PROVINCE));
	}

}
