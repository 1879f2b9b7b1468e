package org.beianflow.filing.process;

import org.beianflow.filing.FilingRoad;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

import org.springframework.stereotype.Component;

/** 公示备案信息. */
@Component("publishFiling")
class PublishFiling implements JavaDelegate {

	private final FilingRoad road;

	PublishFiling(FilingRoad road) {
		this.road = road;
	}

	@Override
	public void execute(DelegateExecution execution) {
		this.road.publish(Names.filing(execution));
	}

}
