package org.beianflow.filing.process;

import java.util.Date;

import org.beianflow.filing.FilingRoad;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

import org.springframework.stereotype.Component;

/** 查看首页的备案号. */
@Component("checkNumberDisplay")
class CheckNumberDisplay implements JavaDelegate {

	private final FilingRoad road;

	CheckNumberDisplay(FilingRoad road) {
		this.road = road;
	}

	@Override
	public void execute(DelegateExecution execution) {
		FilingRoad.DisplayCheck check = this.road.checkNumberDisplay(Names.filing(execution));
		execution.setVariable(Names.NUMBER_DISPLAYED, check.displayed());
		execution.setVariable(Names.DISPLAY_CHECK_DUE_AT, Date.from(check.nextCheckAt()));
	}

}
