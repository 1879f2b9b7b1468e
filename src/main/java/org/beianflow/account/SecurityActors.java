package org.beianflow.account;

import java.util.Optional;

import org.beianflow.check.Refusal;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Reads who acts from Spring Security. */
@Component
class SecurityActors implements CurrentActors {

	@Override
	public CurrentActor current() {
		return find().orElseThrow(() -> new Refusal(Refusal.Kind.UNAUTHENTICATED, "account.signIn.needed"));
	}

	@Override
	public Optional<CurrentActor> find() {
		return of(SecurityContextHolder.getContext().getAuthentication());
	}

	static Optional<CurrentActor> of(Authentication authentication) {
		return (authentication != null && authentication.getPrincipal() instanceof SignedIn person)
				? Optional.of(person.actor()) : Optional.empty();
	}

}
