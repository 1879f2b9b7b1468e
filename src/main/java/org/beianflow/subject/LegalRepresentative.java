package org.beianflow.subject;

/**
 * The legal representative of a unit (法定代表人), needed where somebody else is in charge
 * (domain.md §6.1). Every part may be missing in a draft.
 */
public record LegalRepresentative(String name, CertificateType idType, String idNumber) {

	/** Without personal data, so that it may be logged. */
	@Override
	public String toString() {
		return "LegalRepresentative[idType=" + this.idType + "]";
	}

}
