package org.beianflow.engine;

import java.util.List;
import java.util.function.Supplier;

import org.beianflow.account.CurrentActor;
import org.beianflow.account.Role;
import org.beianflow.check.Refusal;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.identity.Authentication;

import org.springframework.stereotype.Component;

/**
 * Lets a member of staff act on the engine with the own grants and provinces, where our
 * API works on tasks in their name.
 */
@Component
public class ActingStaff {

	private final IdentityService identities;

	ActingStaff(IdentityService identities) {
		this.identities = identities;
	}

	/**
	 * Does something in this person's name: only what the grants allow, and the listeners
	 * of staff tasks see who acts.
	 * @throws Refusal what the domain refused, as it was thrown; FORBIDDEN where a grant
	 * is missing
	 */
	public <T> T as(CurrentActor staff, Supplier<T> work) {
		Authentication before = this.identities.getCurrentAuthentication();
		authenticate(staff);
		try {
			return work.get();
		}
		catch (TaskRefused ex) {
			throw ex.refusal();
		}
		catch (AuthorizationException ex) {
			throw new Refusal(Refusal.Kind.FORBIDDEN, "account.forbidden");
		}
		finally {
			this.identities.setAuthentication(before);
		}
	}

	/** From here on this thread acts in this person's name. */
	void authenticate(CurrentActor staff) {
		this.identities.setAuthentication(staff.id(), groups(staff), List.copyOf(staff.provinces()));
	}

	void clear() {
		this.identities.clearAuthentication();
	}

	static List<String> groups(CurrentActor staff) {
		return staff.roles().stream().map(Role::group).flatMap((group) -> group.stream()).toList();
	}

}
