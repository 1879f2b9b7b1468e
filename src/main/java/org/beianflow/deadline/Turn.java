package org.beianflow.deadline;

/** Whose turn it is while a time limit runs. */
public enum Turn {

	APPLICANT, PROVIDER, FINANCE, AUTHORITY, SYSTEM;

	public String messageKey() {
		return "deadline.turn." + name();
	}

}
