package org.beianflow.filing.process;

import java.util.Date;

import org.beianflow.filing.FilingRoad;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

import org.springframework.stereotype.Component;

/** 核对送达情况. */
@Component("checkDelivery")
class CheckDelivery implements JavaDelegate {

	private final FilingRoad road;

	CheckDelivery(FilingRoad road) {
		this.road = road;
	}

	@Override
	public void execute(DelegateExecution execution) {
		boolean approved = "APPROVED".equals(execution.getVariable(Names.DECISION));
		FilingRoad.Delivery delivery = this.road.checkDelivery(Names.filing(execution), approved);
		execution.setVariable(Names.DELIVERY_OUTCOME, delivery.outcome());
		execution.setVariable(Names.DELIVERY_CHECK_DUE_AT, Date.from(delivery.nextCheckAt()));
	}

}
