package org.beianflow.filing.process;

import org.beianflow.filing.FilingRoad;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

import org.springframework.stereotype.Component;

/** 封存申请材料. */
@Component("sealRound")
class SealRound implements JavaDelegate {

	private final FilingRoad road;

	SealRound(FilingRoad road) {
		this.road = road;
	}

	@Override
	public void execute(DelegateExecution execution) {
		execution.setVariable(Names.CONTINUE_AT, this.road.sealRound(Names.filing(execution)).name());
	}

}
