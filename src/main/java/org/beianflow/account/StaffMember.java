package org.beianflow.account;

import java.util.Set;

/**
 * A member of staff.
 *
 * @param id sign-in name, for example {@code worker.bj}
 * @param name how colleagues see the person
 * @param mail work address
 * @param roles the roles held
 * @param provinces six-digit codes of the provinces the person works for
 */
public record StaffMember(String id, String name, String mail, Set<Role> roles, Set<String> provinces) {

	public StaffMember {
		roles = Set.copyOf(roles);
		provinces = Set.copyOf(provinces);
	}

	public CurrentActor asActor() {
		return CurrentActor.staff(this.id, this.roles, this.provinces);
	}

}
