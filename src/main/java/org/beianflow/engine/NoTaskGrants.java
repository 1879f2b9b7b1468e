package org.beianflow.engine;

import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cfg.auth.DefaultAuthorizationProvider;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.task.Task;

/**
 * Writes no grant for a single task: with one row per task and group the counting of
 * tasks grows with the square of their number (strength.md §1.1), and everything a person
 * may see follows from {@code account/grants.csv} anyway.
 */
final class NoTaskGrants extends DefaultAuthorizationProvider {

	private static final AuthorizationEntity[] NONE = {};

	/** Everybody may read and change the own profile and password, but not delete it. */
	@Override
	public AuthorizationEntity[] newUser(User user) {
		return new AuthorizationEntity[] { createGrantAuthorization(user.getId(), null, Resources.USER, user.getId(),
				Permissions.READ, Permissions.UPDATE) };
	}

	@Override
	public AuthorizationEntity[] newGroup(Group group) {
		return NONE;
	}

	/**
	 * Who deploys a model may not delete it again: that would delete the filings running
	 * on it.
	 */
	@Override
	public AuthorizationEntity[] newDeployment(Deployment deployment) {
		return NONE;
	}

	@Override
	public AuthorizationEntity[] newTaskAssignee(Task task, String oldAssignee, String newAssignee) {
		return NONE;
	}

	@Override
	public AuthorizationEntity[] newTaskOwner(Task task, String oldOwner, String newOwner) {
		return NONE;
	}

	@Override
	public AuthorizationEntity[] newTaskUserIdentityLink(Task task, String userId, String type) {
		return NONE;
	}

	@Override
	public AuthorizationEntity[] newTaskGroupIdentityLink(Task task, String groupId, String type) {
		return NONE;
	}

}
