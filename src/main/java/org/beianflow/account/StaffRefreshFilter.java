package org.beianflow.account;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads the roles of signed-in staff again once a minute, so that a role or an account
 * that was taken away does not live on in a session.
 */
final class StaffRefreshFilter extends OncePerRequestFilter {

	private static final Duration FRESH = Duration.ofMinutes(1);

	private final StaffDirectory staff;

	private final Clock clock;

	private final HttpSessionSecurityContextRepository contexts = new HttpSessionSecurityContextRepository();

	StaffRefreshFilter(StaffDirectory staff, Clock clock) {
		this.staff = staff;
		this.clock = clock;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		HttpSession session = request.getSession(false);
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		if (session != null && authentication != null && authentication.getPrincipal() instanceof SignedIn person
				&& person.actor().isStaff() && isStale(person)) {
			refresh(person, session, request, response);
		}
		chain.doFilter(request, response);
	}

	private boolean isStale(SignedIn person) {
		return !this.clock.instant().isBefore(person.checkedAt().plus(FRESH));
	}

	private void refresh(SignedIn person, HttpSession session, HttpServletRequest request,
			HttpServletResponse response) {
		Optional<StaffMember> member = this.staff.find(person.getName());
		if (member.isEmpty() || member.get().roles().isEmpty()) {
			session.invalidate();
			SecurityContextHolder.clearContext();
			return;
		}
		SecurityContext context = SecurityContextHolder.createEmptyContext();
		context.setAuthentication(new SignedIn(member.get().asActor(), this.clock.instant()).asAuthentication());
		SecurityContextHolder.setContext(context);
		this.contexts.saveContext(context, request, response);
	}

}
