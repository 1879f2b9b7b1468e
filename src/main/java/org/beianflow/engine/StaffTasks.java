package org.beianflow.engine;

import java.util.Map;
import java.util.Optional;

/**
 * What the domain has to say about staff tasks. The engine calls the one bean of this
 * type, if there is one, for every user task with candidate groups in every diagram, in
 * the transaction of the event. A {@link org.beianflow.check.Refusal} thrown here undoes
 * the event, and the person reads its text in Tasklist.
 */
public interface StaffTasks {

	/**
	 * A task came up.
	 * @return who gets it at once; empty where its group takes it
	 */
	default Optional<String> created(TaskFacts task) {
		return Optional.empty();
	}

	/** Whether {@link #created} gave this person the task, whoever acts. */
	default boolean standsIn(TaskFacts task) {
		return false;
	}

	/**
	 * A task was taken, given or put back.
	 * @throws org.beianflow.check.Refusal when this person must not have it, for example
	 * because of the separation of duties
	 */
	default void assigned(TaskFacts task) {
	}

	/**
	 * A task is about to be completed.
	 * @return variables to set, which replace whatever the client sent: the outcome from
	 * the frozen decision
	 * @throws org.beianflow.check.Refusal when it cannot be completed yet
	 */
	Map<String, Object> completing(TaskFacts task);

	/** A task ended without being completed, because its road was left. */
	default void cancelled(TaskFacts task) {
	}

}
