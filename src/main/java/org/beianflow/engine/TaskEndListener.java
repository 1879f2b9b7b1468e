package org.beianflow.engine;

import java.time.Instant;
import java.util.Date;
import java.util.Optional;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;

import org.springframework.beans.factory.ObjectProvider;

/** Gives a new task the end its clock has now. */
final class TaskEndListener implements TaskListener {

	private final ObjectProvider<TaskEnds> ends;

	private final String variable;

	TaskEndListener(ObjectProvider<TaskEnds> ends, String variable) {
		this.ends = ends;
		this.variable = variable;
	}

	@Override
	public void notify(DelegateTask task) {
		String filing = task.getExecution().getProcessBusinessKey();
		Optional<Instant> end = Optional.ofNullable(this.ends.getIfAvailable())
			.filter((known) -> filing != null)
			.flatMap((known) -> known.end(filing, this.variable));
		end.ifPresent((due) -> task.setDueDate(Date.from(due)));
	}

}
