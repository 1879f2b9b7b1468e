package org.beianflow.filing.process;

import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.beianflow.deadline.DeadlineKind;
import org.beianflow.deadline.DeadlineTimers;
import org.beianflow.filing.FilingProcess;
import org.beianflow.filing.FilingReference;
import org.beianflow.filing.FilingRoad;
import org.beianflow.filing.FlowProfile;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;

import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** The filing's process on the engine, and the engine's side of moving a clock. */
@Component
class EngineFilingProcess implements FilingProcess, DeadlineTimers {

	private final RuntimeService runtime;

	private final TaskService tasks;

	private final ManagementService management;

	EngineFilingProcess(@Lazy RuntimeService runtime, @Lazy TaskService tasks, @Lazy ManagementService management) {
		this.runtime = runtime;
		this.tasks = tasks;
		this.management = management;
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

	/**
	 * {@inheritDoc}
	 * <p>
	 * A timer that has been created keeps its date, so variables, timers and due dates of
	 * tasks are moved together: the variables for what is created later, the jobs and
	 * tasks for what stands already.
	 */
	@Override
	public void moved(String filing, DeadlineKind kind, Instant dueAt, Instant nextReminderAt) {
		Date due = Date.from(dueAt);
		Date reminder = Date.from(nextReminderAt);
		for (ProcessInstance instance : this.runtime.createProcessInstanceQuery()
			.processInstanceBusinessKey(filing)
			.variableValueNotEquals(kind.dueVariable(), null)
			.list()) {
			this.runtime.setVariable(instance.getId(), kind.dueVariable(), due);
			this.runtime.setVariable(instance.getId(), Names.reminderVariable(kind), reminder);
			this.management.createJobQuery()
				.processInstanceId(instance.getId())
				.timers()
				.list()
				.forEach((timer) -> move(timer, kind, due, reminder));
			for (Task task : this.tasks.createTaskQuery().processInstanceId(instance.getId()).list()) {
				task.setDueDate(due);
				this.tasks.saveTask(task);
			}
		}
	}

	/**
	 * Diagrams name their timers after the clock: the end, the first and the next
	 * reminder.
	 */
	private void move(Job timer, DeadlineKind kind, Date due, Date reminder) {
		String name = "timer_" + kind.dueVariable().replaceFirst("DueAt$", "");
		String activity = this.management.createJobDefinitionQuery()
			.jobDefinitionId(timer.getJobDefinitionId())
			.singleResult()
			.getActivityId();
		if (activity.equals(name)) {
			this.management.setJobDuedate(timer.getId(), due);
		}
		else if (activity.equals(name + "Reminder") || activity.equals(name + "NextReminder")) {
			this.runtime.setVariable(timer.getExecutionId(), Names.REMINDER_DUE_AT, reminder);
			this.management.setJobDuedate(timer.getId(), reminder);
		}
	}

}
