package org.beianflow.subject;

import java.time.LocalDate;

/**
 * A person in charge of the organizer (主体负责人) or of a service (互联网信息服务负责人), domain.md
 * §6.2. Every part may be missing in a draft.
 *
 * @param idLongTerm the certificate is valid without end (长期); {@code idValidTo} is then
 * empty
 * @param mobile 11 digits, mainland China
 * @param emergencyPhone a phone at which somebody else answers
 * @param officePhone {@code 010-12345678} or empty where the province does not ask for it
 */
public record PersonInCharge(String name, CertificateType idType, String idNumber, LocalDate idValidFrom,
		LocalDate idValidTo, Boolean idLongTerm, String mobile, String emergencyPhone, String officePhone,
		String email) {

	/** Without personal data, so that it may be logged. */
	@Override
	public String toString() {
		return "PersonInCharge[idType=" + this.idType + "]";
	}

}
