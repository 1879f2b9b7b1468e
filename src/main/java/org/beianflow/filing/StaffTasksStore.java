package org.beianflow.filing;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Open staff tasks beside the engine: what cards and lists show. Implemented in
 * {@code filing.store}.
 */
public interface StaffTasksStore {

	/**
	 * An open task.
	 *
	 * @param taskId the engine's id
	 * @param reference case number
	 * @param taskKey its id in the diagram
	 * @param about which refund or notice it is about, its id; null for the filing as a
	 * whole
	 * @param groups candidate groups
	 * @param province six-digit code
	 * @param assignee who claimed it, or null
	 * @param createdAt since when it is open
	 * @param dueAt when it is due, or null
	 */
	record OpenTask(String taskId, String reference, String taskKey, String about, Set<String> groups, String province,
			String assignee, Instant createdAt, Instant dueAt) {

	}

	void opened(OpenTask task);

	void assigned(String taskId, String assignee);

	/** Several tasks have a new due instant in common. */
	void dueChanged(Collection<String> taskIds, Instant dueAt);

	void closed(String taskId);

	Optional<OpenTask> find(String taskId);

	List<OpenTask> find(Collection<String> taskIds);

	List<OpenTask> of(String reference);

	/** The open tasks somebody has taken, the most urgent first. */
	List<OpenTask> assignedTo(String staff);

	/** Who has open tasks in these provinces, ordered by id. */
	List<String> assignees(Collection<String> provinces);

	/** The open tasks of many filings, in one statement. */
	List<OpenTask> ofAll(Collection<String> references);

	/** The open tasks of these kinds, the most urgent first. */
	List<OpenTask> ofKinds(Collection<String> taskKeys);

	/**
	 * Which open tasks.
	 *
	 * @param provinces six-digit codes, at least one
	 * @param taskKeys ids in the diagrams, at least one
	 * @param assignee who has it; null for whoever
	 * @param free only those nobody has
	 * @param dueAfter due later than this; null for whenever
	 * @param dueUntil due at this or before; null for whenever
	 */
	record Query(Collection<String> provinces, Collection<String> taskKeys, String assignee, boolean free,
			Instant dueAfter, Instant dueUntil) {

	}

	/**
	 * The last row of a page.
	 *
	 * @param dueAt its end; null where it has none
	 * @param taskId its id
	 */
	record Position(Instant dueAt, String taskId) {

	}

	/** A page of open tasks, the most urgent first, those without an end last. */
	List<OpenTask> page(Query query, Position after, int limit);

	/** How many open tasks who has; one without a person for those nobody has. */
	List<WorkBoard.Load> loads(Collection<String> provinces, Collection<String> taskKeys, Instant now,
			Instant endOfDay);

	/** The draft of a decision as the form left it, JSON. */
	Optional<Draft> draft(String taskId);

	/**
	 * A stored draft.
	 *
	 * @param version grows with each save
	 * @param content JSON
	 */
	record Draft(int version, String content) {

	}

	/**
	 * Keeps a draft.
	 * @param version the version it was made from, 0 for the first
	 * @return the new version
	 * @throws org.beianflow.check.Refusal STALE if somebody else saved in the meantime
	 */
	int saveDraft(String taskId, int version, String content, Instant at);

}
