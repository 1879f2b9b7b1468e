package org.beianflow.engine;

import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.PropertyChange;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.IdentityLink;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Asks the rules of handing over and then the domain, at every event of a staff task.
 */
@Component
class StaffTaskListener implements TaskListener {

	private static final String ABOUT = "taskAbout";

	private final ObjectProvider<StaffTasks> domain;

	private final HandOver handOver;

	StaffTaskListener(ObjectProvider<StaffTasks> domain, HandOver handOver) {
		this.domain = domain;
		this.handOver = handOver;
	}

	@Override
	public void notify(DelegateTask task) {
		TaskFacts facts = facts(task);
		Optional<StaffTasks> tasks = Optional.ofNullable(this.domain.getIfAvailable());
		switch (task.getEventName()) {
			case EVENTNAME_CREATE -> tasks.flatMap((asked) -> asked.created(facts)).ifPresent(task::setAssignee);
			case EVENTNAME_ASSIGNMENT -> {
				String former = formerAssignee(task);
				if (former != null || tasks.filter((asked) -> asked.standsIn(facts)).isEmpty()) {
					this.handOver.check(facts, former);
				}
				tasks.ifPresent((asked) -> asked.assigned(facts));
			}
			case EVENTNAME_COMPLETE -> {
				this.handOver.checkCompletion(facts);
				tasks.ifPresent((asked) -> task.setVariables(asked.completing(facts)));
			}
			case EVENTNAME_DELETE -> tasks.ifPresent((asked) -> asked.cancelled(facts));
			default -> throw new IllegalStateException("no such event: " + task.getEventName());
		}
	}

	private static TaskFacts facts(DelegateTask task) {
		Set<String> groups = task.getCandidates()
			.stream()
			.map(IdentityLink::getGroupId)
			.filter((group) -> group != null)
			.collect(Collectors.toSet());
		return new TaskFacts(task.getId(), task.getTaskDefinitionKey(),
				((TaskEntity) task).getProcessDefinition().getKey(), task.getExecution().getProcessBusinessKey(),
				task.getTenantId(), about(task), groups, task.getAssignee(),
				Context.getCommandContext().getAuthenticatedUserId(), instant(task.getCreateTime()),
				instant(task.getDueDate()));
	}

	private static String about(DelegateTask task) {
		Object about = task.getVariable(ABOUT);
		return (about != null) ? about.toString() : null;
	}

	private static String formerAssignee(DelegateTask task) {
		PropertyChange change = ((TaskEntity) task).getPropertyChanges().get(TaskEntity.ASSIGNEE);
		return (change != null) ? (String) change.getOrgValue() : null;
	}

	private static Instant instant(Date date) {
		return (date != null) ? date.toInstant() : null;
	}

}
