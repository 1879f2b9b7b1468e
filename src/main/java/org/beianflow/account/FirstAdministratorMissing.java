package org.beianflow.account;

/** The application cannot start because nobody could administer it. */
class FirstAdministratorMissing extends RuntimeException {

	private static final long serialVersionUID = 1L;

	FirstAdministratorMissing(String message) {
		super(message);
	}

}
