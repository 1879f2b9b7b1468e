package org.beianflow.filing.process;

import org.beianflow.filing.FilingRoad;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

import org.springframework.stereotype.Component;

/** 生成报送包. */
@Component("buildSendingPackage")
class BuildSendingPackage implements JavaDelegate {

	private final FilingRoad road;

	BuildSendingPackage(FilingRoad road) {
		this.road = road;
	}

	@Override
	public void execute(DelegateExecution execution) {
		this.road.preparePackage(Names.filing(execution));
	}

}
