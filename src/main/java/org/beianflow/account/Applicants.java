package org.beianflow.account;

/**
 * The applicants' accounts. Login name, phone and e-mail each lead to one account and lie
 * sealed in the database; passwords lie as slow hashes.
 */
public interface Applicants {

	/**
	 * Makes an account.
	 * @return the new account
	 * @throws org.beianflow.check.Refusal INVALID with everything that is wrong at once;
	 * a name, phone or address that is taken counts as such; TOO_MANY from one address
	 */
	Applicant register(Registration registration, String address);

	/**
	 * Checks the password.
	 * @param login login name, phone or e-mail
	 * @param address the network address of the caller, for throttling
	 * @return the account
	 * @throws org.beianflow.check.Refusal UNAUTHENTICATED for an unknown login as for a
	 * wrong password or a locked account; TOO_MANY after too many tries, with the minutes
	 * to wait
	 */
	Applicant authenticate(String login, String password, String address);

	/**
	 * Changes the password and ends all API tokens and other sessions of the account.
	 * @throws org.beianflow.check.Refusal UNAUTHENTICATED when the current password is
	 * wrong, INVALID when the new one breaks the rules
	 */
	void changePassword(String id, String currentPassword, String newPassword);

	/**
	 * Changes the language of notices.
	 * @param locale {@code zh-CN} or {@code en}
	 * @throws org.beianflow.check.Refusal INVALID for any other
	 */
	void changeLocale(String id, String locale);

	/**
	 * The account with this id.
	 * @throws org.beianflow.check.Refusal NOT_FOUND
	 */
	Applicant find(String id);

}
