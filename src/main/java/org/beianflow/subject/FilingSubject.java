package org.beianflow.subject;

import java.time.LocalDate;

/**
 * Who files (主体), domain.md §6.1. Every part may be missing in a draft;
 * {@link SubjectChecks} says what a submission needs.
 *
 * @param name full name as on the certificate; for individuals the name on the identity
 * document
 * @param certificateAddress 证件住所; for units it decides the filing province
 * @param longTerm the certificate is valid without end (长期); {@code certificateValidTo}
 * is then empty
 * @param province filing province, six-digit code of GB/T 2260, for example
 * {@code 110000}
 * @param city six-digit code
 * @param district six-digit code
 * @param communicationAddress 通信地址, to the door number, without the province
 * @param legalRepresentative needed for units whose principal is somebody else
 * @param principal 主体负责人
 */
public record FilingSubject(SubjectNature nature, String name, CertificateType certificateType,
		String certificateNumber, String certificateAddress, LocalDate certificateValidFrom,
		LocalDate certificateValidTo, Boolean longTerm, String province, String city, String district,
		String communicationAddress, String businessScope, BusinessStatus businessStatus,
		LegalRepresentative legalRepresentative, String remark, PersonInCharge principal) {

	/**
	 * What identifies this subject everywhere: type and number of its certificate in one
	 * form. Goes into a blind index, never into a column.
	 * @return {@code null} while type or number is missing
	 */
	public String certificateKey() {
		return (this.certificateType == null || Text.isBlank(this.certificateNumber)) ? null
				: this.certificateType.code() + ":" + Text.number(this.certificateNumber);
	}

	/**
	 * Whether a unit's principal is not its legal representative, so that an
	 * authorisation is needed (domain.md §6.1, material M12).
	 */
	public boolean principalIsSomebodyElse() {
		return this.legalRepresentative != null && this.principal != null && this.nature != SubjectNature.INDIVIDUAL
				&& !Persons.sameDocument(this.legalRepresentative.idType(), this.legalRepresentative.idNumber(),
						this.principal.idType(), this.principal.idNumber());
	}

	/**
	 * Whether a person files in another province than the one that issued the identity
	 * card, so that a residence permit is needed (domain.md R24, material M14).
	 */
	public boolean individualFromElsewhere() {
		return this.nature == SubjectNature.INDIVIDUAL
				&& Persons.card(this.certificateType, this.certificateNumber, LocalDate.MAX)
					.flatMap(IdentityCard::province)
					.filter((home) -> Province.ofCode(this.province).filter((filing) -> filing != home).isPresent())
					.isPresent();
	}

	/** Without personal data, so that it may be logged. */
	@Override
	public String toString() {
		return "FilingSubject[nature=" + this.nature + ", province=" + this.province + "]";
	}

}
