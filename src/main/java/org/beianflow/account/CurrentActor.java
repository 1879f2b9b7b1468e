package org.beianflow.account;

import java.util.Set;

import org.beianflow.audit.Actor;

/**
 * Somebody who is signed in: a value that can be handed on, independent of the request.
 *
 * @param actor who, in the words of the audit trail
 * @param roles the roles, never empty for somebody signed in
 * @param provinces six-digit codes of the provinces a member of staff works for; empty
 * for applicants
 */
public record CurrentActor(Actor actor, Set<Role> roles, Set<String> provinces) {

	public CurrentActor {
		roles = Set.copyOf(roles);
		provinces = Set.copyOf(provinces);
	}

	public static CurrentActor applicant(String id) {
		return new CurrentActor(Actor.applicant(id), Set.of(Role.APPLICANT), Set.of());
	}

	public static CurrentActor staff(String id, Set<Role> roles, Set<String> provinces) {
		return new CurrentActor(Actor.staff(id), roles, provinces);
	}

	public String id() {
		return this.actor.id();
	}

	public boolean isApplicant() {
		return this.actor.kind() == Actor.Kind.APPLICANT;
	}

	public boolean isStaff() {
		return this.actor.kind() == Actor.Kind.STAFF;
	}

	public boolean has(Role role) {
		return this.roles.contains(role);
	}

}
