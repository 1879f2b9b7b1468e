package org.beianflow.account;

import java.util.List;

/** Whom a sign-in page may introduce; only the demo has such people. */
public interface SignInHints {

	/** People for the sign-in page of staff. */
	List<Hint> staff();

	/** People for the sign-in page of applicants. */
	List<Hint> applicants();

	/**
	 * Somebody to sign in as.
	 *
	 * @param login what to enter as name
	 * @param password what to enter as password
	 * @param who role and province in words
	 */
	record Hint(String login, String password, String who) {

	}

}
