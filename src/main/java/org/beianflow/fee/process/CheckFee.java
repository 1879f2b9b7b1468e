package org.beianflow.fee.process;

import java.util.Date;

import org.beianflow.fee.FeeStanding;
import org.beianflow.fee.Fees;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

import org.springframework.stereotype.Component;

/**
 * 查询缴费状态: what the diagram waits for next. It has to enter that wait in the same
 * transaction, because the notice is locked until then: a payment comes either before,
 * and is seen here, or after, and finds the wait.
 */
@Component("checkFee")
class CheckFee implements JavaDelegate {

	private final Fees fees;

	CheckFee(Fees fees) {
		this.fees = fees;
	}

	@Override
	public void execute(DelegateExecution execution) {
		FeeStanding standing = this.fees.standing(execution.getProcessBusinessKey());
		execution.setVariable(Names.FEE_PAYMENT_DUE_AT, Date.from(standing.dueAt()));
		execution.setVariable(Names.FEE_STATE, standing.state().name());
		execution.setVariable(Names.FEE_REOPENABLE, standing.reopenable());
		execution.setVariable(Names.FEE_OUTCOME, standing.outcome());
		execution.setVariable(Names.FEE_REOPEN_DUE_AT, Date.from(standing.reopenUntil()));
	}

}
