package org.beianflow.account;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The members of staff. They live in the engine's identity store, so that one sign-in
 * serves our pages, Tasklist and Cockpit; the engine module implements this.
 */
public interface StaffDirectory {

	/**
	 * Makes a member of staff, or leaves an existing one with this id as it is.
	 * @param provinces six-digit codes; empty for roles that belong to no province
	 * @throws org.beianflow.check.Refusal INVALID when the password breaks the rules
	 */
	void create(String id, String name, String mail, String password, Set<Role> roles, Set<String> provinces);

	/** The member of staff with this id. */
	Optional<StaffMember> find(String id);

	/**
	 * Checks a password.
	 * @return the person, or empty for an unknown id as for a wrong password
	 */
	Optional<StaffMember> authenticate(String id, String password);

	/** Who holds a role, ordered by id. */
	List<StaffMember> withRole(Role role);

	/** Who holds a role and works for a province, ordered by id. */
	List<StaffMember> withRole(Role role, String province);

}
