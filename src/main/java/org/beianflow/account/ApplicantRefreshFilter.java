package org.beianflow.account;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;

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
 * Asks once a minute whether a signed-in applicant still is: a new password or a locked
 * account ends the sessions elsewhere.
 */
final class ApplicantRefreshFilter extends OncePerRequestFilter {

	private static final Duration FRESH = Duration.ofMinutes(1);

	private final StoredApplicants applicants;

	private final Clock clock;

	private final HttpSessionSecurityContextRepository contexts = new HttpSessionSecurityContextRepository();

	ApplicantRefreshFilter(StoredApplicants applicants, Clock clock) {
		this.applicants = applicants;
		this.clock = clock;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		HttpSession session = request.getSession(false);
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		if (session != null && authentication != null && authentication.getPrincipal() instanceof SignedIn person
				&& person.actor().isApplicant() && !this.clock.instant().isBefore(person.checkedAt().plus(FRESH))) {
			refresh(person, session, request, response);
		}
		chain.doFilter(request, response);
	}

	private void refresh(SignedIn person, HttpSession session, HttpServletRequest request,
			HttpServletResponse response) {
		if (!this.applicants.stillSignedIn(person.getName(), person.checkedAt())) {
			session.invalidate();
			SecurityContextHolder.clearContext();
			return;
		}
		SecurityContext context = SecurityContextHolder.createEmptyContext();
		context.setAuthentication(new SignedIn(person.actor(), this.clock.instant()).asAuthentication());
		SecurityContextHolder.setContext(context);
		this.contexts.saveContext(context, request, response);
	}

}
