package org.beianflow.engine;

import java.util.Objects;

import org.beianflow.account.Action;
import org.beianflow.account.CurrentActor;
import org.beianflow.account.Permissions;
import org.beianflow.account.Role;
import org.beianflow.account.Scope;
import org.beianflow.account.StaffDirectory;
import org.beianflow.account.StaffMember;
import org.beianflow.check.Refusal;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Who may take a task from whom: everybody takes a free one and puts back the own one;
 * giving a task to somebody else is for those who may {@link Action#TASK_REASSIGN}, and
 * only to a person who could have taken it. Acts of the application itself, without a
 * member of staff behind them, are not asked.
 */
@Component
class HandOver {

	private final Permissions permissions;

	/** Late, because the directory needs the engine and the engine needs this. */
	private final ObjectProvider<StaffDirectory> staff;

	HandOver(Permissions permissions, ObjectProvider<StaffDirectory> staff) {
		this.permissions = permissions;
		this.staff = staff;
	}

	void check(TaskFacts task, String former) {
		if (task.actingStaff() == null || Objects.equals(former, task.assignee())) {
			return;
		}
		boolean takes = former == null && task.actingStaff().equals(task.assignee());
		boolean putsBack = task.assignee() == null && task.actingStaff().equals(former);
		if (!takes && !putsBack && !mayReassign(task)) {
			throw new Refusal(Refusal.Kind.FORBIDDEN, "account.task.reassign");
		}
		if (task.assignee() != null && !mayHave(task)) {
			throw new Refusal(Refusal.Kind.FORBIDDEN, "account.task.notCandidate", task.assignee());
		}
	}

	void checkCompletion(TaskFacts task) {
		if (task.actingStaff() != null && !task.actingStaff().equals(task.assignee())) {
			throw new Refusal(Refusal.Kind.CONFLICT, "account.task.claimFirst");
		}
	}

	private boolean mayReassign(TaskFacts task) {
		CurrentActor acting = member(task.actingStaff()).asActor();
		return this.permissions.allows(acting, Action.TASK_REASSIGN, Scope.ofProvince(task.province()));
	}

	private boolean mayHave(TaskFacts task) {
		StaffMember person = member(task.assignee());
		boolean candidate = person.roles()
			.stream()
			.map(Role::group)
			.anyMatch((group) -> group.isPresent() && task.candidateGroups().contains(group.get()));
		return candidate && (task.province() == null || person.provinces().contains(task.province()));
	}

	private StaffMember member(String id) {
		return this.staff.getObject()
			.find(id)
			.orElseThrow(() -> new Refusal(Refusal.Kind.NOT_FOUND, "account.staff.unknown", id));
	}

}
