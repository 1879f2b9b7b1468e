package org.beianflow.privacy;

/**
 * The application cannot start because keys are missing, unreadable or the wrong ones.
 */
class KeysMissing extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String remedy;

	KeysMissing(String message, String remedy) {
		super(message + " " + remedy);
		this.remedy = remedy;
	}

	String remedy() {
		return this.remedy;
	}

	String problem() {
		return getMessage().substring(0, getMessage().length() - this.remedy.length() - 1);
	}

}
