package org.beianflow.filing.process;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.beianflow.check.Refusal;
import org.beianflow.engine.StaffTasks;
import org.beianflow.engine.TaskFacts;
import org.beianflow.filing.Absence;
import org.beianflow.filing.Absences;
import org.beianflow.filing.FilingReference;
import org.beianflow.filing.FilingRoad;
import org.beianflow.filing.StaffDesk;
import org.beianflow.filing.StaffTasksStore;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * What the domain has to say about staff tasks, when the engine opens, assigns and
 * completes them.
 */
@Component
class FilingStaffTasks implements StaffTasks {

	private final ObjectProvider<StaffTasksStore> tasks;

	private final ObjectProvider<StaffDesk> desk;

	private final ObjectProvider<FilingRoad> road;

	private final ObjectProvider<Absences> absences;

	// The engine is built with this bean in its hands, and the beans below need the
	// engine.
	FilingStaffTasks(ObjectProvider<StaffTasksStore> tasks, ObjectProvider<StaffDesk> desk,
			ObjectProvider<FilingRoad> road, ObjectProvider<Absences> absences) {
		this.tasks = tasks;
		this.desk = desk;
		this.road = road;
		this.absences = absences;
	}

	@Override
	public Optional<String> created(TaskFacts task) {
		this.tasks.getObject()
			.opened(new StaffTasksStore.OpenTask(task.taskId(), task.filing(), task.taskKey(), task.about(),
					task.candidateGroups(), task.province(), task.assignee(), task.createdAt(), task.dueAt()));
		Optional<Absence> absence = this.absences.getObject().at(task);
		absence.ifPresent((one) -> this.absences.getObject().recordAtCreation(task, one));
		return absence.map(Absence::cover);
	}

	@Override
	public boolean standsIn(TaskFacts task) {
		return task.assignee() != null
				&& this.absences.getObject().at(task).filter((one) -> one.cover().equals(task.assignee())).isPresent();
	}

	@Override
	public void assigned(TaskFacts task) {
		if (task.assignee() != null) {
			this.absences.getObject().checkPresent(task);
			this.desk.getObject().checkAssignee(task.filing(), task.taskKey(), task.assignee());
		}
		this.tasks.getObject().assigned(task.taskId(), task.assignee());
		this.road.getObject().taskAssigned(new FilingReference(task.filing()), task.taskKey(), task.assignee());
	}

	@Override
	public Map<String, Object> completing(TaskFacts task) {
		if (task.actingStaff() == null || !task.actingStaff().equals(task.assignee())) {
			throw new Refusal(Refusal.Kind.CONFLICT, "filing.task.unclaimed");
		}
		Map<String, Object> outcome = new HashMap<>(this.desk.getObject().complete(task.taskId(), task.actingStaff()));
		this.tasks.getObject().closed(task.taskId());
		return outcome;
	}

	@Override
	public void cancelled(TaskFacts task) {
		this.tasks.getObject().closed(task.taskId());
	}

}
