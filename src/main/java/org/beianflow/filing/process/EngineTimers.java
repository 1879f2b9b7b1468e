package org.beianflow.filing.process;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.beianflow.deadline.DeadlineKind;
import org.beianflow.deadline.DeadlineTimers;
import org.beianflow.deadline.Deadlines;
import org.beianflow.filing.StaffTasksStore;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.management.JobDefinition;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.VariableInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.UserTask;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Moves what stands in the engine when a clock moves: the timer of its end, that of its
 * next reminder, and the due dates of its tasks.
 * <p>
 * Timers that exist keep their date whatever becomes of the variable they read, so the
 * jobs themselves are moved, one by one: the engine has no public means to move many. The
 * questions to it are asked for all clocks at once; inside a job of the engine, as in
 * {@code clock-change.bpmn}, all new dates leave as one batch of updates, which measured
 * five times as fast as setting each in a transaction of its own.
 */
@Component
class EngineTimers implements DeadlineTimers {

	private final RuntimeService runtime;

	private final TaskService tasks;

	private final ManagementService management;

	private final HistoryService history;

	private final RepositoryService repository;

	private final ObjectProvider<StaffTasksStore> staffTasks;

	/** Job definition → element in its diagram; a definition never changes. */
	private final Map<String, String> activities = new ConcurrentHashMap<>();

	/** Process definition and task → the variable its due date is read from. */
	private final Map<String, Map<String, String>> dueVariables = new ConcurrentHashMap<>();

	EngineTimers(@Lazy RuntimeService runtime, @Lazy TaskService tasks, @Lazy ManagementService management,
			@Lazy HistoryService history, @Lazy RepositoryService repository,
			ObjectProvider<StaffTasksStore> staffTasks) {
		this.runtime = runtime;
		this.tasks = tasks;
		this.management = management;
		this.history = history;
		this.repository = repository;
		this.staffTasks = staffTasks;
	}

	@Override
	public void moved(String filing, DeadlineKind kind, Instant dueAt, Instant nextReminderAt) {
		moved(List.of(new Move(filing, kind, dueAt, nextReminderAt)));
	}

	@Override
	public void moved(List<Move> moves) {
		Map<String, List<Move>> byFiling = new LinkedHashMap<>();
		moves.forEach((move) -> byFiling.computeIfAbsent(move.filing(), (key) -> new ArrayList<>()).add(move));
		Map<String, String> filings = instances(byFiling.keySet());
		if (filings.isEmpty()) {
			return;
		}
		for (Job timer : this.management.createJobQuery().processInstanceIds(filings.keySet()).timers().list()) {
			byFiling.get(filings.get(timer.getProcessInstanceId())).forEach((move) -> move(timer, move));
		}
		moveTasks(byFiling, filings);
		remember(byFiling, filings);
	}

	/** The running processes of these filings, each with its filing. */
	private Map<String, String> instances(Collection<String> filings) {
		Map<String, String> instances = new HashMap<>();
		for (HistoricProcessInstance instance : this.history.createHistoricProcessInstanceQuery()
			.processInstanceBusinessKeyIn(filings.toArray(String[]::new))
			.unfinished()
			.list()) {
			instances.put(instance.getId(), instance.getBusinessKey());
		}
		return instances;
	}

	/**
	 * Diagrams name their timers after the clock: the end, the first and the next
	 * reminder.
	 */
	private void move(Job timer, Move move) {
		String name = "timer_" + dueVariable(move.kind()).replaceFirst("DueAt$", "");
		String activity = this.activities.computeIfAbsent(timer.getJobDefinitionId(), this::activity);
		if (activity.equals(name)) {
			set(timer, move.dueAt());
		}
		else if (activity.equals(name + "Reminder") || activity.equals(name + "NextReminder")) {
			set(timer, move.nextReminderAt());
		}
	}

	/** All windows of a verification wait at the same place of the diagram. */
	private static String dueVariable(DeadlineKind kind) {
		return (kind == DeadlineKind.ACCESS_RETRY) ? DeadlineKind.ACCESS_VERIFICATION.dueVariable()
				: kind.dueVariable();
	}

	private void set(Job timer, Instant due) {
		if (!due.equals(timer.getDuedate().toInstant())) {
			this.management.setJobDuedate(timer.getId(), Date.from(due));
		}
	}

	private String activity(String jobDefinition) {
		JobDefinition definition = this.management.createJobDefinitionQuery()
			.jobDefinitionId(jobDefinition)
			.singleResult();
		return definition.getActivityId();
	}

	private void moveTasks(Map<String, List<Move>> byFiling, Map<String, String> filings) {
		Map<Instant, List<String>> changed = new LinkedHashMap<>();
		for (Task task : this.tasks.createTaskQuery()
			.processInstanceBusinessKeyIn(byFiling.keySet().toArray(String[]::new))
			.list()) {
			String variable = dueVariable(task);
			for (Move move : byFiling.get(filings.get(task.getProcessInstanceId()))) {
				if (dueVariable(move.kind()).equals(variable)) {
					this.tasks.setDueDate(task.getId(), Date.from(move.dueAt()));
					changed.computeIfAbsent(move.dueAt(), (due) -> new ArrayList<>()).add(task.getId());
				}
			}
		}
		Optional.ofNullable(this.staffTasks.getIfAvailable())
			.ifPresent((store) -> changed.forEach((due, ids) -> store.dueChanged(ids, due)));
	}

	/** The variable from which a task got its due date, as its diagram has it. */
	private String dueVariable(Task task) {
		return this.dueVariables.computeIfAbsent(task.getProcessDefinitionId(), (definition) -> {
			BpmnModelInstance model = this.repository.getBpmnModelInstance(definition);
			Map<String, String> variables = new HashMap<>();
			for (UserTask each : model.getModelElementsByType(UserTask.class)) {
				if (each.getCamundaDueDate() != null) {
					variables.put(each.getId(), each.getCamundaDueDate().replaceAll("[${}]", "").strip());
				}
			}
			return variables;
		}).get(task.getTaskDefinitionKey());
	}

	/** For what the diagrams create later from their variables. */
	private void remember(Map<String, List<Move>> byFiling, Map<String, String> filings) {
		String[] names = byFiling.values()
			.stream()
			.flatMap(List::stream)
			.map((move) -> move.kind().dueVariable())
			.distinct()
			.toArray(String[]::new);
		Map<String, Map<String, Object>> changed = new LinkedHashMap<>();
		for (VariableInstance known : this.runtime.createVariableInstanceQuery()
			.processInstanceIdIn(filings.keySet().toArray(String[]::new))
			.variableNameIn(names)
			.list()) {
			String instance = known.getProcessInstanceId();
			if (known.getExecutionId().equals(instance)) {
				byFiling.get(filings.get(instance))
					.stream()
					.filter((move) -> move.kind().dueVariable().equals(known.getName()))
					.forEach((move) -> changed.computeIfAbsent(instance, (key) -> new HashMap<>())
						.putAll(Map.of(known.getName(), Date.from(move.dueAt()), Names.reminderVariable(move.kind()),
								Date.from(move.nextReminderAt()))));
			}
		}
		changed.forEach(this.runtime::setVariables);
	}

}
