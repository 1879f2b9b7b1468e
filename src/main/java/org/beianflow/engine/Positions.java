package org.beianflow.engine;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.management.JobDefinition;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;

import org.springframework.stereotype.Component;

/**
 * Where in its diagrams a case stands: the processes that run or ran under its business
 * key, each with the diagram of the version it runs on and what became of every element.
 * Whose case may be seen by whom is decided by the caller.
 */
@Component
public class Positions {

	private static final String ASYNC = "async-continuation";

	private final HistoryService history;

	private final RuntimeService runtime;

	private final TaskService tasks;

	private final ManagementService management;

	private final RepositoryService repository;

	private final Clock clock;

	/** A deployed model never changes. */
	private final Map<String, List<Diagram>> diagrams = new ConcurrentHashMap<>();

	Positions(HistoryService history, RuntimeService runtime, TaskService tasks, ManagementService management,
			RepositoryService repository, Clock clock) {
		this.history = history;
		this.runtime = runtime;
		this.tasks = tasks;
		this.management = management;
		this.repository = repository;
		this.clock = clock;
	}

	/** What became of an element; the later the stronger. */
	public enum Mark {

		/** Passed. */
		DONE,
		/** The case stands here. */
		ACTIVE,
		/** The case stands here longer than it may. */
		OVERDUE,
		/** A step failed here and does not go on by itself. */
		STOPPED

	}

	/**
	 * An element that was reached.
	 *
	 * @param element its id in the diagram
	 * @param type its BPMN element
	 * @param name its name in the diagram
	 * @param mark what became of it
	 * @param from when it was reached
	 * @param to when it was left; null while it is not
	 */
	public record Step(String element, String type, String name, Mark mark, Instant from, Instant to) {

	}

	/**
	 * A process under the business key.
	 *
	 * @param process its key
	 * @param name its name in the diagram
	 * @param version the deployed version it runs on
	 * @param startedAt when it began
	 * @param endedAt when it ended; null while it runs
	 * @param diagrams its pages, the diagram itself first
	 * @param marks what became of the elements that were reached
	 * @param steps the same in the order they were reached
	 */
	public record Position(String process, String name, int version, Instant startedAt, Instant endedAt,
			List<Diagram> diagrams, Map<String, Mark> marks, List<Step> steps) {

		public boolean running() {
			return this.endedAt == null;
		}

	}

	/** A process with what was reached in it, while the marks are being gathered. */
	private record Found(HistoricProcessInstance instance, List<HistoricActivityInstance> activities,
			Map<String, Mark> marks) {

	}

	/** The processes of a case, oldest first. */
	public List<Position> of(String businessKey) {
		Map<String, Found> found = new LinkedHashMap<>();
		for (HistoricProcessInstance instance : this.history.createHistoricProcessInstanceQuery()
			.processInstanceBusinessKey(businessKey)
			.orderByProcessInstanceStartTime()
			.asc()
			.list()) {
			found.put(instance.getId(), found(instance));
		}
		markOverdue(businessKey, found);
		found.values().forEach((one) -> {
			if (one.instance().getEndTime() == null) {
				markStopped(one);
			}
		});
		found.values().forEach((one) -> markCallers(one, found));
		return found.values().stream().map((one) -> position(one)).toList();
	}

	private Found found(HistoricProcessInstance instance) {
		List<HistoricActivityInstance> activities = this.history.createHistoricActivityInstanceQuery()
			.processInstanceId(instance.getId())
			.orderByHistoricActivityInstanceStartTime()
			.asc()
			.orderPartiallyByOccurrence()
			.asc()
			.list();
		Map<String, Mark> marks = new HashMap<>();
		activities.forEach((activity) -> raise(marks, activity.getActivityId(),
				(activity.getEndTime() != null) ? Mark.DONE : Mark.ACTIVE));
		return new Found(instance, activities, marks);
	}

	private static boolean raise(Map<String, Mark> marks, String element, Mark mark) {
		Mark before = marks.get(element);
		if (before != null && before.compareTo(mark) >= 0) {
			return false;
		}
		marks.put(element, mark);
		return true;
	}

	private void markOverdue(String businessKey, Map<String, Found> found) {
		for (Task task : this.tasks.createTaskQuery()
			.processInstanceBusinessKey(businessKey)
			.dueBefore(Date.from(this.clock.instant()))
			.list()) {
			Optional.ofNullable(found.get(task.getProcessInstanceId()))
				.ifPresent((one) -> markWithFrames(one, task.getTaskDefinitionKey(), Mark.OVERDUE));
		}
	}

	/** Steps that wait for their turn stand as well; those that used up their tries. */
	private void markStopped(Found one) {
		String id = one.instance().getId();
		Map<String, JobDefinition> kinds = new HashMap<>();
		for (Job job : this.management.createJobQuery().processInstanceId(id).list()) {
			JobDefinition kind = kinds.computeIfAbsent(job.getJobDefinitionId(),
					(definition) -> this.management.createJobDefinitionQuery()
						.jobDefinitionId(definition)
						.singleResult());
			if (kind != null && kind.getJobType().equals(ASYNC)) {
				raise(one.marks(), kind.getActivityId(), Mark.ACTIVE);
			}
		}
		for (Incident incident : this.runtime.createIncidentQuery().processInstanceId(id).list()) {
			markWithFrames(one, incident.getActivityId(), Mark.STOPPED);
		}
	}

	/** A mark shows at the sub-processes around the element, too. */
	private static void markWithFrames(Found one, String element, Mark mark) {
		raise(one.marks(), element, mark);
		Map<String, HistoricActivityInstance> byId = new HashMap<>();
		one.activities().forEach((activity) -> byId.put(activity.getId(), activity));
		one.activities()
			.stream()
			.filter((activity) -> activity.getActivityId().equals(element) && activity.getEndTime() == null)
			.forEach((activity) -> {
				HistoricActivityInstance frame = byId.get(activity.getParentActivityInstanceId());
				while (frame != null) {
					raise(one.marks(), frame.getActivityId(), mark);
					frame = byId.get(frame.getParentActivityInstanceId());
				}
			});
	}

	/** What is wrong in a called process is wrong at the element that called it. */
	private static void markCallers(Found one, Map<String, Found> found) {
		Mark worst = one.marks().values().stream().max(Mark::compareTo).orElse(Mark.DONE);
		if (worst.compareTo(Mark.OVERDUE) < 0) {
			return;
		}
		Found caller = found.get(one.instance().getSuperProcessInstanceId());
		Found called = one;
		while (caller != null) {
			String calledId = called.instance().getId();
			Found inside = caller;
			caller.activities()
				.stream()
				.filter((activity) -> calledId.equals(activity.getCalledProcessInstanceId()))
				.forEach((activity) -> markWithFrames(inside, activity.getActivityId(), worst));
			called = caller;
			caller = found.get(caller.instance().getSuperProcessInstanceId());
		}
	}

	private Position position(Found one) {
		ProcessDefinition definition = this.repository.getProcessDefinition(one.instance().getProcessDefinitionId());
		List<Diagram> drawn = this.diagrams.computeIfAbsent(definition.getId(),
				(id) -> DiagramReader.read(this.repository.getBpmnModelInstance(id)));
		return new Position(definition.getKey(), definition.getName(), definition.getVersion(),
				one.instance().getStartTime().toInstant(), instant(one.instance().getEndTime()), drawn, one.marks(),
				steps(one));
	}

	private static List<Step> steps(Found one) {
		return one.activities().stream().map((activity) -> {
			Mark mark = (activity.getEndTime() != null) ? Mark.DONE
					: one.marks().getOrDefault(activity.getActivityId(), Mark.ACTIVE);
			return new Step(activity.getActivityId(), activity.getActivityType(),
					(activity.getActivityName() != null) ? activity.getActivityName() : "", mark,
					activity.getStartTime().toInstant(), instant(activity.getEndTime()));
		}).toList();
	}

	private static Instant instant(Date date) {
		return (date != null) ? date.toInstant() : null;
	}

}
