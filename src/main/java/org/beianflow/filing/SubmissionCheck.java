package org.beianflow.filing;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import org.beianflow.access.AccessArrangement;
import org.beianflow.access.AccessChecks;
import org.beianflow.check.Violation;
import org.beianflow.material.MaterialChecklist;
import org.beianflow.register.Register;
import org.beianflow.site.SiteChecks;
import org.beianflow.site.Website;
import org.beianflow.subject.FilingSubject;
import org.beianflow.subject.SubjectChecks;

import org.springframework.stereotype.Component;

/**
 * Everything that stands in the way of a submission, all at once: the fields of every
 * part, what must fit between the parts, what the register says to the kind of filing,
 * the consents and the materials.
 */
@Component
class SubmissionCheck {

	private final SubjectChecks subjectChecks;

	private final SiteChecks siteChecks;

	private final AccessChecks accessChecks;

	private final MaterialChecklist checklist;

	private final ChecklistQuestions questions;

	private final KindCheck kindCheck;

	private final Register register;

	private final Filings filings;

	private final FilingSettings settings;

	private final Clock clock;

	SubmissionCheck(SubjectChecks subjectChecks, SiteChecks siteChecks, AccessChecks accessChecks,
			MaterialChecklist checklist, ChecklistQuestions questions, KindCheck kindCheck, Register register,
			Filings filings, FilingSettings settings, Clock clock) {
		this.subjectChecks = subjectChecks;
		this.siteChecks = siteChecks;
		this.accessChecks = accessChecks;
		this.checklist = checklist;
		this.questions = questions;
		this.kindCheck = kindCheck;
		this.register = register;
		this.filings = filings;
		this.settings = settings;
		this.clock = clock;
	}

	List<Violation> violations(Filing filing) {
		LocalDate today = LocalDate.ofInstant(this.clock.instant(), FilingSettings.ZONE);
		FilingForm form = filing.form();
		List<Violation> violations = new ArrayList<>();
		FilingSubject subject = form.subject();
		if (subject == null) {
			violations.add(Violation.of("subject", "5001", "filing.form.subject.missing"));
		}
		else {
			below("subject", this.subjectChecks.check(subject, today), violations);
			violations.addAll(this.kindCheck.violations(filing));
		}
		if (this.settings.mobileOfOneSubject()) {
			mobiles(filing, violations);
		}
		services(form, subject, today, violations);
		consents(form, FilingForm.Consents.WHEN_SUBMITTING, violations);
		consents(form, FilingForm.Consents.BEFORE_ENTERING, violations);
		if (subject != null && subject.nature() != null && !form.services().isEmpty()) {
			violations.addAll(this.checklist.missing(filing.reference().value(), this.questions.of(filing)));
		}
		return violations;
	}

	/**
	 * Domains that came into the register since the filing was submitted (1005): no
	 * number can be issued for them.
	 */
	List<Violation> filedMeanwhile(Filing filing) {
		List<Violation> violations = new ArrayList<>();
		List<FilingForm.ServiceEntry> services = filing.form().services();
		for (int i = 0; i < services.size(); i++) {
			filedAlready("services[" + i + "].website", services.get(i).website(), violations);
		}
		return violations;
	}

	/** What is wrong with the access data alone: they change while they are verified. */
	List<Violation> accessData(FilingForm form) {
		LocalDate today = LocalDate.ofInstant(this.clock.instant(), FilingSettings.ZONE);
		List<Violation> violations = new ArrayList<>();
		for (int i = 0; i < form.services().size(); i++) {
			access("services[" + i + "]", form.services().get(i).access(), today, violations);
		}
		together(form.services(), violations);
		return violations;
	}

	private void access(String path, AccessArrangement access, LocalDate today, List<Violation> violations) {
		if (access == null) {
			violations.add(Violation.of(path + ".access", "5001", "filing.form.access.missing"));
		}
		else {
			below(path + ".access", this.accessChecks.check(access, today), violations);
		}
	}

	private void together(List<FilingForm.ServiceEntry> services, List<Violation> violations) {
		violations
			.addAll(this.accessChecks.checkTogether(services.stream().map(FilingForm.ServiceEntry::access).toList()));
	}

	private void services(FilingForm form, FilingSubject subject, LocalDate today, List<Violation> violations) {
		List<FilingForm.ServiceEntry> services = form.services();
		if (services.isEmpty()) {
			violations.add(Violation.of("services", "5001", "filing.form.services.missing"));
		}
		for (int i = 0; i < services.size(); i++) {
			String path = "services[" + i + "]";
			Website website = services.get(i).website();
			if (website == null) {
				violations.add(Violation.of(path + ".website", "5001", "filing.form.website.missing"));
			}
			else {
				below(path + ".website", this.siteChecks.check(website, subject, today), violations);
				filedAlready(path + ".website", website, violations);
			}
			access(path, services.get(i).access(), today, violations);
		}
		violations.addAll(this.siteChecks
			.checkTogether(services.stream().map(FilingForm.ServiceEntry::website).toList(), subject));
		together(services, violations);
	}

	/**
	 * The same mobile for persons of two subjects would let one answer for the other
	 * (1011).
	 */
	private void mobiles(Filing filing, List<Violation> violations) {
		Map<String, Boolean> taken = new HashMap<>();
		filing.form().personsInCharge().forEach((path, person) -> {
			if (person.mobile() != null && person.idNumber() != null
					&& taken.computeIfAbsent(person.idNumber() + " " + person.mobile(),
							(same) -> this.filings.mobileOfAnother(filing.reference(), person))) {
				violations.add(Violation.of(path + ".mobile", "1011", "filing.form.mobile.taken"));
			}
		});
	}

	/** A domain that stands in the register cannot be filed a second time (1005). */
	private void filedAlready(String path, Website website, List<Violation> violations) {
		List<String> domains = website.domains();
		for (int d = 0; d < domains.size(); d++) {
			if (domains.get(d) != null && !this.register.find(domains.get(d)).isEmpty()) {
				violations.add(
						Violation.of(path + ".domains[" + d + "]", "1005", "filing.form.domain.filed", domains.get(d)));
			}
		}
	}

	/**
	 * What has to be agreed to before the form may hold what it holds (个人信息保护法 art. 13,
	 * 29).
	 */
	static List<Violation> consentsBefore(FilingForm form, JsonNode tree) {
		Set<FieldCatalogue.Privacy> held = EnumSet.noneOf(FieldCatalogue.Privacy.class);
		for (FieldCatalogue.Section section : FieldCatalogue.Section.values()) {
			for (int i = 0; i < (section.perService() ? form.services().size() : 1); i++) {
				FieldCatalogue.values(tree, section, i, false)
					.stream()
					.filter((value) -> !value.texts().stream().allMatch(String::isBlank))
					.map(FieldCatalogue.Value::field)
					.filter((field) -> FieldCatalogue.isPersonal(tree, field))
					.forEach((field) -> held.add(field.privacy()));
			}
		}
		List<Violation> violations = new ArrayList<>();
		if (!held.isEmpty()) {
			consents(form, List.of("personalData"), violations);
		}
		if (held.contains(FieldCatalogue.Privacy.IDENTITY_NUMBER)) {
			consents(form, List.of("sensitivePersonalData"), violations);
		}
		return violations;
	}

	/** Those of these consents that are missing. */
	static List<Violation> consents(FilingForm form, List<String> needed) {
		List<Violation> violations = new ArrayList<>();
		consents(form, needed, violations);
		return violations;
	}

	private static void consents(FilingForm form, List<String> needed, List<Violation> violations) {
		for (String name : needed) {
			if (!form.consented().contains(name)) {
				violations.add(Violation.of("consents." + name, "CONSENT", "filing.consent.missing",
						new MessageName("filing.consent." + name)));
			}
		}
	}

	private static void below(String path, List<Violation> found, List<Violation> all) {
		found.forEach((violation) -> all.add(violation.below(path)));
	}

}
