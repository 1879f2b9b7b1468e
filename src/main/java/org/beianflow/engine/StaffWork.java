package org.beianflow.engine;

import java.util.List;
import java.util.Map;

import org.beianflow.check.Refusal;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.Tenant;
import org.camunda.bpm.engine.impl.identity.Authentication;

import org.springframework.stereotype.Component;

/**
 * Claims and completes staff tasks for a member of staff, with that person's grants: what
 * Tasklist does at the push of a button.
 * <p>
 * Whatever stands in the way comes as a {@link Refusal}: the domain's own, FORBIDDEN
 * where the grants say no, CONFLICT where somebody else was faster.
 */
@Component
public class StaffWork {

	private final IdentityService identity;

	private final TaskService tasks;

	StaffWork(IdentityService identity, TaskService tasks) {
		this.identity = identity;
		this.tasks = tasks;
	}

	/** Claims a task; refused where the grants or the separation of duties say no. */
	public void claim(String taskId, String userId) {
		as(userId, () -> this.tasks.claim(taskId, userId));
	}

	/** Puts a claimed task back. */
	public void putBack(String taskId, String userId) {
		as(userId, () -> this.tasks.claim(taskId, null));
	}

	/**
	 * Gives a task to somebody, from whoever has it.
	 * @param userId who gets it; null puts it back to its group
	 * @param actingId who gives it; refused without the permission to
	 */
	public void assign(String taskId, String userId, String actingId) {
		as(actingId, () -> this.tasks.setAssignee(taskId, userId));
	}

	/**
	 * Gives a task to somebody without a member of staff behind it; the caller has asked
	 * whether this person is a candidate, the domain is asked for the rest.
	 */
	public void handOver(String taskId, String userId) {
		Authentication before = this.identity.getCurrentAuthentication();
		this.identity.clearAuthentication();
		try {
			this.tasks.setAssignee(taskId, userId);
		}
		catch (OptimisticLockingException | NullValueException ex) {
			throw new Refusal(Refusal.Kind.CONFLICT, "account.task.gone");
		}
		finally {
			this.identity.setAuthentication(before);
		}
	}

	/** Completes a claimed task; its outcome is the one of the decision kept for it. */
	public void complete(String taskId, String userId) {
		as(userId, () -> this.tasks.complete(taskId, Map.of()));
	}

	private void as(String userId, Runnable act) {
		List<String> groups = this.identity.createGroupQuery()
			.groupMember(userId)
			.list()
			.stream()
			.map(Group::getId)
			.toList();
		List<String> tenants = this.identity.createTenantQuery()
			.userMember(userId)
			.includingGroupsOfUser(true)
			.list()
			.stream()
			.map(Tenant::getId)
			.toList();
		this.identity.setAuthentication(userId, groups, tenants);
		try {
			act.run();
		}
		catch (TaskRefused ex) {
			throw ex.refusal();
		}
		catch (AuthorizationException ex) {
			throw new Refusal(Refusal.Kind.FORBIDDEN, "account.forbidden");
		}
		catch (OptimisticLockingException | NullValueException ex) {
			// The task was taken, or is done, since it was looked at.
			throw new Refusal(Refusal.Kind.CONFLICT, "account.task.gone");
		}
		finally {
			this.identity.clearAuthentication();
		}
	}

}
