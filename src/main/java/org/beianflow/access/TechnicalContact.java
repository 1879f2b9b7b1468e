package org.beianflow.access;

/** Whom to call about the server (domain.md S53). Both may be missing in a draft. */
public record TechnicalContact(String name, String phone) {

	/** Without personal data, so that it may be logged. */
	@Override
	public String toString() {
		return "TechnicalContact[]";
	}

}
