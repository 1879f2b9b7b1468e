package org.beianflow.filing.process;

import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.beianflow.deadline.DeadlineKind;
import org.beianflow.filing.FilingProcess;
import org.beianflow.filing.FilingReference;
import org.beianflow.filing.FilingRoad;
import org.beianflow.filing.FlowProfile;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;

import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** The filing's process on the engine. */
@Component
class EngineFilingProcess implements FilingProcess {

	private final RuntimeService runtime;

	private final TaskService tasks;

	EngineFilingProcess(@Lazy RuntimeService runtime, @Lazy TaskService tasks) {
		this.runtime = runtime;
		this.tasks = tasks;
	}

	@Override
	public void begin(FilingReference reference, FilingRoad.Times draftIdle) {
		Map<String, Object> variables = new HashMap<>();
		variables.put(DeadlineKind.DRAFT_IDLE.dueVariable(), Date.from(draftIdle.dueAt()));
		variables.put(Names.reminderVariable(DeadlineKind.DRAFT_IDLE), Date.from(draftIdle.nextReminderAt()));
		this.runtime.startProcessInstanceByKey(Names.WEBSITE_FILING, reference.value(), variables);
	}

	@Override
	public void submitted(FilingReference reference, String province, FlowProfile profile) {
		complete(reference, Names.PREPARE_MATERIALS,
				Map.of(Names.PROVINCE, province, Names.SMS_VERIFICATION, profile.smsVerification(),
						Names.ACCESS_VERIFICATION, profile.accessVerification(), Names.NUMBER_ISSUED_AT,
						profile.numberIssuedAt().name()));
	}

	@Override
	public void resubmitted(FilingReference reference) {
		complete(reference, Names.SUPPLEMENT_MATERIALS, Map.of());
	}

	private void complete(FilingReference reference, String taskKey, Map<String, Object> variables) {
		Task task = this.tasks.createTaskQuery()
			.processInstanceBusinessKey(reference.value())
			.taskDefinitionKey(taskKey)
			.singleResult();
		if (task == null) {
			throw new IllegalStateException(reference + " does not wait at " + taskKey);
		}
		this.runtime.setVariables(task.getProcessInstanceId(), variables);
		this.tasks.complete(task.getId());
	}

	@Override
	public boolean happened(FilingReference reference, Event event) {
		return !this.runtime.createMessageCorrelation(event.message())
			.processInstanceBusinessKey(reference.value())
			.correlateAllWithResult()
			.isEmpty();
	}

	@Override
	public void deleted(FilingReference reference) {
		List<ProcessInstance> instances = this.runtime.createProcessInstanceQuery()
			.processInstanceBusinessKey(reference.value())
			.rootProcessInstances()
			.list();
		instances.forEach((instance) -> this.runtime.deleteProcessInstance(instance.getId(), "draft deleted"));
	}

}
