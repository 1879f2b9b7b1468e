package org.beianflow.account;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import org.beianflow.audit.Actor;
import org.beianflow.audit.AuditTrail;
import org.beianflow.check.Refusal;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Signs staff in against the staff directory: sign-in page and HTTP Basic alike. */
@Component
class StaffSignIn implements AuthenticationProvider {

	private final StaffDirectory staff;

	private final SignInThrottle throttle;

	private final AuditTrail audit;

	private final Clock clock;

	StaffSignIn(StaffDirectory staff, SignInThrottle throttle, AuditTrail audit, Clock clock) {
		this.staff = staff;
		this.throttle = throttle;
		this.audit = audit;
		this.clock = clock;
	}

	@Override
	public Authentication authenticate(Authentication asked) {
		String id = asked.getName();
		String address = address(asked);
		try {
			this.throttle.beforeTry("staff:" + id, address);
		}
		catch (Refusal refusal) {
			throw new SignInRefused(refusal);
		}
		Optional<StaffMember> member = this.staff.authenticate(id, String.valueOf(asked.getCredentials()));
		if (member.isEmpty()) {
			throw new BadCredentialsException("staff");
		}
		this.throttle.afterSuccess("staff:" + id, address);
		if (!(asked.getDetails() instanceof BasicDetails)) {
			this.audit.record("person:" + id, Actor.staff(id), "staff.signedIn", Map.of());
		}
		return new SignedIn(member.get().asActor(), this.clock.instant()).asAuthentication();
	}

	@Override
	public boolean supports(Class<?> type) {
		return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
	}

	static String address(Authentication asked) {
		return (asked.getDetails() instanceof WebAuthenticationDetails details) ? details.getRemoteAddress() : "";
	}

	/**
	 * Marks HTTP Basic, where every request signs in anew and an audit row each would say
	 * nothing.
	 */
	static final class BasicDetails extends WebAuthenticationDetails {

		private static final long serialVersionUID = 1L;

		BasicDetails(HttpServletRequest request) {
			super(request);
		}

	}

}
