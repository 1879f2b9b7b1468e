package org.beianflow.account;

import java.util.function.Supplier;

import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/** Lets Spring Security ask the table of routes. */
final class RouteAuthorization implements AuthorizationManager<RequestAuthorizationContext> {

	private final RouteTable routes = new RouteTable();

	@Override
	public AuthorizationResult authorize(Supplier<Authentication> authentication, RequestAuthorizationContext context) {
		return this.routes.find(context.getRequest())
			.map((row) -> new AuthorizationDecision(row.allows(SecurityActors.of(authentication.get()).orElse(null))))
			.orElse(new AuthorizationDecision(false));
	}

	@Override
	@Deprecated
	public AuthorizationDecision check(Supplier<Authentication> authentication, RequestAuthorizationContext context) {
		return new AuthorizationDecision(authorize(authentication, context).isGranted());
	}

}
