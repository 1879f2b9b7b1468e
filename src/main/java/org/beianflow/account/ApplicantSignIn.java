package org.beianflow.account;

import java.time.Clock;

import org.beianflow.check.Refusal;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/** Signs applicants in on the portal's page. */
@Component
class ApplicantSignIn implements AuthenticationProvider {

	private final Applicants applicants;

	private final Clock clock;

	ApplicantSignIn(Applicants applicants, Clock clock) {
		this.applicants = applicants;
		this.clock = clock;
	}

	@Override
	public Authentication authenticate(Authentication asked) {
		try {
			Applicant applicant = this.applicants.authenticate(asked.getName(), String.valueOf(asked.getCredentials()),
					StaffSignIn.address(asked));
			return new SignedIn(CurrentActor.applicant(applicant.id()), this.clock.instant()).asAuthentication();
		}
		catch (Refusal refusal) {
			throw new SignInRefused(refusal);
		}
	}

	@Override
	public boolean supports(Class<?> type) {
		return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
	}

}
