package org.beianflow.filing.process;

import java.util.Date;

import org.beianflow.filing.FilingReference;
import org.beianflow.filing.FilingRoad;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

import org.springframework.stereotype.Component;

/** 启动备案后事项: once for each filing. */
@Component("startAfterFiling")
class StartAfterFiling implements JavaDelegate {

	private final FilingRoad road;

	StartAfterFiling(FilingRoad road) {
		this.road = road;
	}

	@Override
	public void execute(DelegateExecution execution) {
		FilingReference reference = Names.filing(execution);
		FilingRoad.AfterFiling after = this.road.afterFiling(reference);
		RuntimeService runtime = execution.getProcessEngineServices().getRuntimeService();
		if (runtime.createProcessInstanceQuery()
			.processDefinitionKey(Names.AFTER_FILING)
			.processInstanceBusinessKey(reference.value())
			.count() == 0) {
			runtime.createProcessInstanceByKey(Names.AFTER_FILING)
				.businessKey(reference.value())
				.setVariable(Names.PROVINCE, after.province())
				.setVariable(Names.GO_LIVE_CHECK, after.goLiveCheck())
				.setVariable(Names.DISPLAY_CHECK_DUE_AT, Date.from(after.firstDisplayCheckAt()))
				.execute();
		}
	}

}
