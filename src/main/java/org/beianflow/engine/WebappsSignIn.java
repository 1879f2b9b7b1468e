package org.beianflow.engine;

import java.util.List;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.beianflow.account.CurrentActor;
import org.beianflow.account.CurrentActors;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationProvider;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationResult;
import org.camunda.bpm.webapp.impl.security.auth.ContainerBasedAuthenticationFilter;

/** Tells Tasklist, Cockpit and Admin who signed in on our page. */
final class WebappsSignIn extends ContainerBasedAuthenticationFilter {

	WebappsSignIn(CurrentActors actors) {
		this.authenticationProvider = new SignedInStaff(actors);
	}

	/** Ours is given, not named in a parameter. */
	@Override
	public void init(FilterConfig config) {
	}

	private record SignedInStaff(CurrentActors actors) implements AuthenticationProvider {

		@Override
		public AuthenticationResult extractAuthenticatedUser(HttpServletRequest request, ProcessEngine engine) {
			return this.actors.find()
				.filter(CurrentActor::isStaff)
				.map(SignedInStaff::known)
				.orElseGet(AuthenticationResult::unsuccessful);
		}

		private static AuthenticationResult known(CurrentActor staff) {
			AuthenticationResult result = AuthenticationResult.successful(staff.id());
			result.setGroups(ActingStaff.groups(staff));
			result.setTenants(List.copyOf(staff.provinces()));
			return result;
		}

		/** Spring Security has answered before us. */
		@Override
		public void augmentResponseByAuthenticationChallenge(HttpServletResponse response, ProcessEngine engine) {
		}

	}

}
