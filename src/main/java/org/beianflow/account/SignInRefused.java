package org.beianflow.account;

import org.beianflow.check.Refusal;

import org.springframework.security.core.AuthenticationException;

/** A refusal of the sign-in on its way through Spring Security. */
final class SignInRefused extends AuthenticationException {

	private static final long serialVersionUID = 1L;

	SignInRefused(Refusal refusal) {
		super(refusal.messageKey(), refusal);
	}

	Refusal refusal() {
		return (Refusal) getCause();
	}

	/** What to tell the person, whatever the reason was. */
	static Refusal of(AuthenticationException ex) {
		return (ex instanceof SignInRefused refused) ? refused.refusal()
				: new Refusal(Refusal.Kind.UNAUTHENTICATED, "account.signIn.wrong");
	}

}
