package org.beianflow.filing.process;

import org.beianflow.filing.FilingRoad;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

import org.springframework.stereotype.Component;

/** 归档办件. */
@Component("archiveFiling")
class ArchiveFiling implements JavaDelegate {

	private final FilingRoad road;

	ArchiveFiling(FilingRoad road) {
		this.road = road;
	}

	@Override
	public void execute(DelegateExecution execution) {
		this.road.archive(Names.filing(execution));
	}

}
