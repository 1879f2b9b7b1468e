package org.beianflow.subject;

import java.time.LocalDate;
import java.util.Optional;

/** What can be said about a person from what was entered. */
final class Persons {

	private Persons() {
	}

	/** Whether both are identified by the same document. */
	static boolean areSame(PersonInCharge one, PersonInCharge other) {
		return sameDocument(one.idType(), one.idNumber(), other.idType(), other.idNumber());
	}

	static boolean sameDocument(CertificateType type, String number, CertificateType otherType, String otherNumber) {
		return type == otherType && number != null && otherNumber != null
				&& Text.number(number).equals(Text.number(otherNumber));
	}

	/** The identity card, where there is a right one. */
	static Optional<IdentityCard> card(CertificateType type, String number, LocalDate today) {
		boolean card = type != null && number != null
				&& (type.form() == CertificateType.Form.IDENTITY_CARD
						|| type.form() == CertificateType.Form.RESIDENCE_PERMIT)
				&& IdentityCard.defectOf(number, today) == null;
		return card ? Optional.of(new IdentityCard(number)) : Optional.empty();
	}

}
