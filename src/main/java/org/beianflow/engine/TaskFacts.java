package org.beianflow.engine;

import java.time.Instant;
import java.util.Set;

/**
 * What the engine knows of a staff task at the moment something happens to it.
 *
 * @param taskId id of the task
 * @param taskKey its id in the diagram, for example {@code task_reviewMaterials}
 * @param processKey the process it belongs to, for example {@code provider-review}
 * @param filing the filing's reference
 * @param province six-digit code of the province whose staff may see it; may be null for
 * processes without one
 * @param about which of several things of the filing it is about, as the diagram gives it
 * in the task's input {@code taskAbout}; null where it is about the filing as a whole
 * @param candidateGroups groups whose members may take it
 * @param assignee who has it, or null
 * @param actingStaff who is doing this now, or null when the engine does it by itself
 * @param createdAt when the task came up
 * @param dueAt by when it must be done, or null
 */
public record TaskFacts(String taskId, String taskKey, String processKey, String filing, String province, String about,
		Set<String> candidateGroups, String assignee, String actingStaff, Instant createdAt, Instant dueAt) {

	public TaskFacts {
		candidateGroups = Set.copyOf(candidateGroups);
	}

}
