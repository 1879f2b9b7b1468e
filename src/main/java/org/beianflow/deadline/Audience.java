package org.beianflow.deadline;

/** Who is told by a reminder. */
public enum Audience {

	/** The applicant. */
	APPLICANT,
	/** The person in charge of the step, or the group while nobody has claimed it. */
	WORKER,
	/** Who leads that person: supervisor, finance lead, authority chief. */
	LEAD,
	/** Both of them, each once. */
	WORKER_AND_LEAD;

	public String messageKey() {
		return "deadline.audience." + name();
	}

}
