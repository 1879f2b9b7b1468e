package org.beianflow.filing;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.beianflow.access.AccessArrangement;
import org.beianflow.access.AccessType;
import org.beianflow.material.ChecklistQuestion;
import org.beianflow.site.AddressMode;
import org.beianflow.site.SiteChecks;
import org.beianflow.site.Website;
import org.beianflow.subject.FilingSubject;
import org.beianflow.subject.PersonInCharge;
import org.beianflow.subject.ProvinceRules;
import org.beianflow.subject.SubjectNature;

import org.springframework.stereotype.Component;

/**
 * Puts a filing as a question to the checklist of materials (domain.md §9). The kinds
 * that can be filed so far change nothing that is filed already, so what a change touches
 * is never asked.
 */
@Component
class ChecklistQuestions {

	private static final Pattern OF_GOVERNMENT = Pattern.compile("(?i).*[.。](gov\\.cn|政务|xn--zfr164b)");

	private final SiteChecks siteChecks;

	private final KindCheck kindCheck;

	private final Clock clock;

	ChecklistQuestions(SiteChecks siteChecks, KindCheck kindCheck, Clock clock) {
		this.siteChecks = siteChecks;
		this.kindCheck = kindCheck;
		this.clock = clock;
	}

	/** The question; needs a subject with its nature. */
	ChecklistQuestion of(Filing filing) {
		FilingSubject subject = filing.form().subject();
		LocalDate today = LocalDate.ofInstant(this.clock.instant(), FilingSettings.ZONE);
		boolean planNeeded = planNeeded(filing);
		List<ChecklistQuestion.Service> services = new ArrayList<>();
		List<FilingForm.ServiceEntry> entries = filing.form().services();
		for (int i = 0; i < entries.size(); i++) {
			services.add(service(String.valueOf(i), entries.get(i), subject, planNeeded, today));
		}
		return new ChecklistQuestion(nature(subject.nature()), ChecklistQuestion.Kind.valueOf(filing.kind().name()),
				subject.province(), !subject.principalIsSomebodyElse(), subject.individualFromElsewhere(), false, false,
				false, services);
	}

	/** Whether the subject will have so many services that the province asks why. */
	private boolean planNeeded(Filing filing) {
		FilingSubject subject = filing.form().subject();
		return ProvinceRules.current()
			.find(ProvinceRules.Kind.PLAN_FROM_SERVICES, subject.province(),
					subject.nature() == SubjectNature.INDIVIDUAL)
			.filter((rule) -> this.kindCheck.servicesOf(filing) + filing.form().services().size() >= Integer
				.parseInt(rule.value()))
			.isPresent();
	}

	private ChecklistQuestion.Service service(String slot, FilingForm.ServiceEntry entry, FilingSubject subject,
			boolean planNeeded, LocalDate today) {
		Website website = entry.website();
		AccessArrangement access = entry.access();
		boolean instanceKnown = access != null && (present(access.instanceId()) || present(access.serviceCode()));
		ChecklistQuestion.AccessType accessType = accessType((access != null) ? access.accessType() : null);
		if (website == null) {
			return new ChecklistQuestion.Service(slot, ChecklistQuestion.ServiceType.WEBSITE, accessType, instanceKnown,
					false, false, false, planNeeded, false);
		}
		PersonInCharge principal = subject.principal();
		boolean ownerIsPrincipal = Boolean.TRUE.equals(website.ownerSameAsPrincipal())
				|| (website.owner() != null && principal != null && present(principal.idNumber())
						&& principal.idNumber().equalsIgnoreCase(website.owner().idNumber()));
		boolean preApproval = !website.preApprovals().isEmpty()
				|| !this.siteChecks.industriesPointedTo(website, subject, today).isEmpty();
		boolean government = website.domains()
			.stream()
			.anyMatch((domain) -> domain != null && OF_GOVERNMENT.matcher(domain.strip()).matches());
		return new ChecklistQuestion.Service(slot,
				(website.type() != null) ? ChecklistQuestion.ServiceType.valueOf(website.type().name())
						: ChecklistQuestion.ServiceType.WEBSITE,
				accessType, instanceKnown, ownerIsPrincipal, preApproval, government, planNeeded, false,
				website.addressMode() == AddressMode.IP_ONLY);
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

	private static boolean present(String text) {
		return text != null && !text.isBlank();
	}

}
