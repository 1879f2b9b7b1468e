package org.beianflow.account;

import java.time.Instant;
import java.util.List;

import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticatedPrincipal;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * Who stands behind a session or a token, as Spring Security keeps it.
 *
 * @param actor who acts
 * @param checkedAt when the roles were last read
 */
record SignedIn(CurrentActor actor, Instant checkedAt) implements AuthenticatedPrincipal {

	@Override
	public String getName() {
		return this.actor.id();
	}

	/** Without a name or password: it is logged. */
	@Override
	public String toString() {
		return this.actor.actor().kind() + " " + this.actor.id();
	}

	Authentication asAuthentication() {
		List<SimpleGrantedAuthority> authorities = this.actor.roles()
			.stream()
			.map((role) -> new SimpleGrantedAuthority("ROLE_" + role.name()))
			.toList();
		return UsernamePasswordAuthenticationToken.authenticated(this, null, authorities);
	}

}
