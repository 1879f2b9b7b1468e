package org.beianflow.filing;

import java.util.ArrayList;
import java.util.List;

import org.beianflow.access.AccessArrangement;
import org.beianflow.access.AccessType;
import org.beianflow.material.ChecklistQuestion;
import org.beianflow.site.Website;
import org.beianflow.subject.CertificateType;
import org.beianflow.subject.FilingSubject;
import org.beianflow.subject.LegalRepresentative;
import org.beianflow.subject.PersonInCharge;
import org.beianflow.subject.SubjectNature;

/** Puts a filing as a question to the checklist of materials (domain.md §9). */
final class ChecklistQuestions {

	private ChecklistQuestions() {
	}

	static ChecklistQuestion of(Filing filing) {
		FilingSubject subject = filing.form().subject();
		List<ChecklistQuestion.Service> services = new ArrayList<>();
		List<FilingForm.ServiceEntry> entries = filing.form().services();
		for (int i = 0; i < entries.size(); i++) {
			services.add(service(String.valueOf(i), entries.get(i), subject.principal()));
		}
		return new ChecklistQuestion(nature(subject.nature()), ChecklistQuestion.Kind.valueOf(filing.kind().name()),
				subject.province(), principalIsLegalRepresentative(subject), crossProvince(subject), false, false,
				false, services);
	}

	private static ChecklistQuestion.Service service(String slot, FilingForm.ServiceEntry entry,
			PersonInCharge principal) {
		Website website = entry.website();
		AccessArrangement access = entry.access();
		boolean instanceKnown = access != null && (present(access.instanceId()) || present(access.serviceCode()));
		boolean ownerIsPrincipal = website != null && (Boolean.TRUE.equals(website.ownerSameAsPrincipal())
				|| (website.owner() != null && principal != null && present(principal.idNumber())
						&& principal.idNumber().equalsIgnoreCase(website.owner().idNumber())));
		boolean government = website != null
				&& website.domains().stream().anyMatch((domain) -> domain != null && domain.endsWith(".gov.cn"));
		return new ChecklistQuestion.Service(slot, (website != null && website.type() != null)
				? ChecklistQuestion.ServiceType.valueOf(website.type().name()) : ChecklistQuestion.ServiceType.WEBSITE,
				accessType((access != null) ? access.accessType() : null), instanceKnown, ownerIsPrincipal,
				website != null && !website.preApprovals().isEmpty(), government, false, false);
	}

	private static ChecklistQuestion.AccessType accessType(AccessType type) {
		if (type == null) {
			return ChecklistQuestion.AccessType.CLOUD_SERVER;
		}
		return switch (type) {
			case CLOUD_SERVER, RENTED_SERVER -> ChecklistQuestion.AccessType.CLOUD_SERVER;
			case VIRTUAL_HOST -> ChecklistQuestion.AccessType.VIRTUAL_HOST;
			case COLOCATION -> ChecklistQuestion.AccessType.COLOCATION;
			case DEDICATED_LINE -> ChecklistQuestion.AccessType.LEASED_LINE;
			case CDN -> ChecklistQuestion.AccessType.CDN;
		};
	}

	/**
	 * The natures that materials tell apart; the rest is treated like its nearest kin.
	 */
	private static ChecklistQuestion.Nature nature(SubjectNature nature) {
		return switch (nature) {
			case MILITARY -> ChecklistQuestion.Nature.MILITARY;
			case GOVERNMENT -> ChecklistQuestion.Nature.GOVERNMENT;
			case PUBLIC_INSTITUTION, MEDICAL_INSTITUTION -> ChecklistQuestion.Nature.PUBLIC_INSTITUTION;
			case ENTERPRISE, COLLECTIVE -> ChecklistQuestion.Nature.ENTERPRISE;
			case INDIVIDUAL -> ChecklistQuestion.Nature.INDIVIDUAL;
			case SOCIAL_GROUP, MASS_ORGANISATION, RELIGIOUS_GROUP -> ChecklistQuestion.Nature.SOCIAL_GROUP;
			case PRIVATE_NON_ENTERPRISE -> ChecklistQuestion.Nature.PRIVATE_NON_ENTERPRISE;
			case FOUNDATION -> ChecklistQuestion.Nature.FOUNDATION;
			case LAW_FIRM, NOTARY_OFFICE, FORENSIC_INSTITUTE, ARBITRATION -> ChecklistQuestion.Nature.LAW_FIRM;
			case OVERSEAS_ORGANISATION, FOREIGN_CULTURAL_CENTRE -> ChecklistQuestion.Nature.OVERSEAS;
		};
	}

	/** A unit that names no other legal representative is led by its principal. */
	private static boolean principalIsLegalRepresentative(FilingSubject subject) {
		LegalRepresentative legal = subject.legalRepresentative();
		PersonInCharge principal = subject.principal();
		return legal == null || !present(legal.idNumber())
				|| (principal != null && legal.idNumber().equalsIgnoreCase(principal.idNumber()));
	}

	/** An individual whose identity card was issued in another province (R24). */
	private static boolean crossProvince(FilingSubject subject) {
		return subject.nature() == SubjectNature.INDIVIDUAL
				&& subject.certificateType() == CertificateType.IDENTITY_CARD && present(subject.certificateNumber())
				&& present(subject.province())
				&& !subject.certificateNumber().regionMatches(0, subject.province(), 0, 2);
	}

	private static boolean present(String text) {
		return text != null && !text.isBlank();
	}

}
