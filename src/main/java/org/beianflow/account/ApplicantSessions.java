package org.beianflow.account;

import java.time.Clock;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.stereotype.Component;

/**
 * Signs an applicant in who has shown who they are by other means than the sign-in page.
 */
@Component
public class ApplicantSessions {

	private final Clock clock;

	private final HttpSessionSecurityContextRepository contexts = new HttpSessionSecurityContextRepository();

	ApplicantSessions(Clock clock) {
		this.clock = clock;
	}

	/**
	 * Begins a session under a new id, so that whoever knew the old one has nothing of
	 * it.
	 * @param applicant who was just registered or answered the code that was sent
	 */
	public void begin(Applicant applicant, HttpServletRequest request, HttpServletResponse response) {
		if (request.getSession(false) != null) {
			request.changeSessionId();
		}
		SecurityContext context = SecurityContextHolder.createEmptyContext();
		context.setAuthentication(
				new SignedIn(CurrentActor.applicant(applicant.id()), this.clock.instant()).asAuthentication());
		SecurityContextHolder.setContext(context);
		this.contexts.saveContext(context, request, response);
	}

	/** The page that was asked for before the sign-in was, if there is one. */
	public Optional<String> wanted(HttpServletRequest request, HttpServletResponse response) {
		HttpSessionRequestCache cache = new HttpSessionRequestCache();
		Optional<String> wanted = Optional.ofNullable(cache.getRequest(request, response))
			.map(SavedRequest::getRedirectUrl);
		cache.removeRequest(request, response);
		return wanted;
	}

}
