package org.beianflow.engine;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.beianflow.account.CurrentActor;
import org.beianflow.account.CurrentActors;

import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Requests to the engine's API act in the name of the member of staff who sends them; a
 * request without one does not get there.
 */
final class EngineApiActor extends OncePerRequestFilter {

	private final CurrentActors actors;

	private final ActingStaff acting;

	EngineApiActor(CurrentActors actors, ActingStaff acting) {
		this.actors = actors;
		this.acting = acting;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		CurrentActor staff = this.actors.find().filter(CurrentActor::isStaff).orElse(null);
		if (staff == null) {
			response.sendError(HttpStatus.UNAUTHORIZED.value());
			return;
		}
		try {
			this.acting.authenticate(staff);
			chain.doFilter(request, response);
		}
		finally {
			this.acting.clear();
		}
	}

}
