package org.beianflow.access;

/** The checks of an attempt, domain.md §14 in its order. */
public enum CheckKind {

	/**
	 * Check 1: authoritative servers and resolvers agree, addresses are the filed ones.
	 */
	RESOLUTION(false),
	/** Check 2: the filed addresses lie in the access provider's blocks. */
	PROVIDER_BLOCK(false),
	/** Check 3: the site answers and stays on a filed domain. */
	REACHABLE(false),
	/** Check 4: the applicant controls the site or the domain. */
	TOKEN(false),
	/** Check 5: the TLS certificate is valid. */
	CERTIFICATE(false),
	/** Check 6: the page is not empty or parked and bears the service's name. */
	PAGE(true),
	/** Check 7: no prohibited words on the page. */
	KEYWORDS(true);

	private final boolean person;

	CheckKind(boolean person) {
		this.person = person;
	}

	/** Whether a person decides where this check only warns. */
	public boolean askPerson() {
		return this.person;
	}

	/** Number of the check in domain.md §14, from 1. */
	public int number() {
		return ordinal() + 1;
	}

}
