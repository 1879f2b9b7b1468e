package org.beianflow.account;

/**
 * What an applicant does with a code that is sent to their phone or address. Asking for a
 * code never tells whether an account exists; codes live ten minutes, are good for one
 * use and die of the sixth wrong try (domain.md S64).
 */
public interface AccountCodes {

	/** What a code is for. One for something else does not fit. */
	enum Purpose {

		/** To show that a new account's phone is one's own. */
		REGISTRATION,
		/** To sign in without the password. */
		SIGN_IN,
		/** To set a new password without the old one. */
		PASSWORD

	}

	/**
	 * Sends a code to a phone. For {@code SIGN_IN} and {@code PASSWORD} it is sent only
	 * to the phone of an account that may sign in, which the caller does not learn.
	 * @param address the network address of the caller, for throttling
	 * @throws org.beianflow.check.Refusal INVALID if that is no mainland mobile number,
	 * TOO_MANY with the minutes to wait
	 */
	void send(Purpose purpose, String phone, String address);

	/**
	 * Makes an account whose phone has shown to be its owner's.
	 * @throws org.beianflow.check.Refusal INVALID if the code is wrong, else as
	 * {@link Applicants#register}; after the latter the code may be used again
	 */
	Applicant register(Registration registration, String code, String address);

	/**
	 * The account behind a phone.
	 * @throws org.beianflow.check.Refusal INVALID if the code is wrong or lapsed or there
	 * is no such account, TOO_MANY
	 */
	Applicant signIn(String phone, String code, String address);

	/**
	 * Sets a new password and ends all API tokens and sessions of the account.
	 * @throws org.beianflow.check.Refusal INVALID if the code is wrong or the password
	 * breaks the rules; after the latter the code may be used again
	 */
	void resetPassword(String phone, String code, String newPassword, String address);

	/**
	 * Sends a code to the phone or the address that an account is to have from now on.
	 * @param contact a mainland mobile number or, with an @, an address for mail
	 * @throws org.beianflow.check.Refusal as {@link #send}
	 */
	void sendForContact(String id, String contact, String address);

	/**
	 * Changes the phone or the address of an account.
	 * @throws org.beianflow.check.Refusal INVALID if the code is wrong or somebody else
	 * has this contact, TOO_MANY
	 */
	Applicant changeContact(String id, String contact, String code, String address);

}
