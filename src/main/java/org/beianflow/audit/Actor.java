package org.beianflow.audit;

/**
 * Who acts.
 *
 * @param kind in which capacity
 * @param id the account's id; for {@link Kind#SYSTEM} the name of the job. Never a
 * person's name or phone.
 */
public record Actor(Kind kind, String id) {

	/** In which capacity somebody acts. */
	public enum Kind {

		/** An applicant, in the portal or by API. */
		APPLICANT,
		/** A member of staff: provider, finance, authority, operator. */
		STAFF,
		/** A timer, a probe or another automatic act. */
		SYSTEM,
		/** Somebody who did not sign in. */
		PUBLIC

	}

	public static Actor applicant(String id) {
		return new Actor(Kind.APPLICANT, id);
	}

	public static Actor staff(String id) {
		return new Actor(Kind.STAFF, id);
	}

	public static Actor system(String job) {
		return new Actor(Kind.SYSTEM, job);
	}

}
