package org.beianflow.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.beianflow.check.Finding;
import org.beianflow.check.Finding.State;
import org.beianflow.subject.FilingSubject;
import org.beianflow.subject.PersonInCharge;
import org.beianflow.subject.SubjectNature;

/**
 * What the reviewer should know about a service. What nothing at hand can confirm says so
 * (ruling 25).
 */
final class SiteAdvice {

	private SiteAdvice() {
	}

	static List<Finding> of(SiteCase it) {
		List<Finding> findings = new ArrayList<>();
		findings.add(Finding.of("name", State.UNCHECKED, "site.advice.name-scope"));
		NameWords.in(NameWords.CURRENT.national(), Objects.requireNonNullElse(it.website().name(), ""))
			.ifPresent((word) -> findings.add(Finding.of("name", State.WARN, "site.advice.national-word", word)));
		for (int i = 0; i < it.website().domains().size(); i++) {
			String path = "domains[" + i + "]";
			DomainName.tryParse(it.website().domains().get(i))
				.ifPresent((domain) -> ofDomain(it, domain).stream()
					.map((finding) -> finding.below(path))
					.forEach(findings::add));
		}
		keywords(it, findings);
		findings.add(Finding.of("contentTypes", State.UNCHECKED, "site.advice.content"));
		findings.add(Finding.of("securityMeasures", State.UNCHECKED, "site.advice.security"));
		if (it.website().owner() != null) {
			it.subjectChecks()
				.adviseOnOwner(it.website().owner(), it.subject(), it.today())
				.stream()
				.map((finding) -> finding.below("owner"))
				.forEach(findings::add);
		}
		return findings;
	}

	private static List<Finding> ofDomain(SiteCase it, DomainName domain) {
		List<Finding> findings = new ArrayList<>();
		findings.add(ApprovedNames.TOP_LEVEL_DOMAINS.sample()
				? Finding.of("", State.WARN, "site.advice.tld-sample", domain.topLevel(),
						ApprovedNames.TOP_LEVEL_DOMAINS.date().toString())
				: Finding.of("", State.PASS, "site.advice.tld", domain.topLevel()));
		Optional<DomainRegistration> registration = it.website()
			.domainRegistrations()
			.stream()
			.filter(Objects::nonNull)
			.filter((given) -> DomainName.tryParse(given.domain()).filter(domain::isWithin).isPresent())
			.findFirst();
		findings.add(registrar(registration.map(DomainRegistration::registrar)));
		findings.add(registrant(it.subject(), registration.map(DomainRegistration::registrant)));
		findings.add(registration.map(DomainRegistration::expiresOn)
			.map((day) -> Finding.of("", State.UNCHECKED, "site.advice.expiry-stated", day.toString()))
			.orElseGet(() -> Finding.of("", State.UNCHECKED, "site.advice.expiry")));
		findings.add(Finding.of("", State.UNCHECKED, "site.advice.real-name"));
		findings.add(Finding.of("", State.UNCHECKED, "site.advice.filed-elsewhere"));
		findings.add(Finding.of("", State.UNCHECKED, "site.advice.blacklist"));
		if (it.subject().nature() == SubjectNature.PUBLIC_INSTITUTION && !domain.ascii().endsWith(".cn")
				&& !domain.topLevel().equals("公益")) {
			findings.add(Finding.of("", State.WARN, "site.advice.institution-domain"));
		}
		return findings;
	}

	private static Finding registrar(Optional<String> registrar) {
		return registrar
			.map((name) -> ApprovedNames.REGISTRARS.has(name.strip().replace('(', '（').replace(')', '）'))
					? Finding.of("", State.UNCHECKED, "site.advice.registrar-listed", name.strip(),
							ApprovedNames.REGISTRARS.date().toString())
					: Finding.of("", State.WARN, "site.advice.registrar-unlisted", name.strip(),
							ApprovedNames.REGISTRARS.date().toString()))
			.orElseGet(() -> Finding.of("", State.UNCHECKED, "site.advice.registrar"));
	}

	/** R9: the organizer holds the domain, or for units its head. */
	private static Finding registrant(FilingSubject subject, Optional<String> registrant) {
		if (registrant.isEmpty()) {
			return Finding.of("", State.UNCHECKED, "site.advice.registrant");
		}
		String holder = registrant.get().strip();
		boolean fits = holder.equals(subject.name()) || (subject.nature() != SubjectNature.INDIVIDUAL
				&& (holder.equals(legalRepresentative(subject)) || holder.equals(nameOf(subject.principal()))));
		return fits ? Finding.of("", State.UNCHECKED, "site.advice.registrant-fits")
				: Finding.of("", State.WARN, "site.advice.registrant-differs");
	}

	private static String legalRepresentative(FilingSubject subject) {
		return (subject.legalRepresentative() != null) ? subject.legalRepresentative().name() : null;
	}

	private static String nameOf(PersonInCharge person) {
		return (person != null) ? person.name() : null;
	}

	private static void keywords(SiteCase it, List<Finding> findings) {
		for (PreApprovals.Category category : PreApprovals.inForceOn(it.today())) {
			boolean covered = it.website()
				.preApprovals()
				.stream()
				.filter(Objects::nonNull)
				.anyMatch((approval) -> category.id().equals(approval.type()));
			if (covered) {
				findings.add(Finding.of("preApprovals", State.UNCHECKED, "site.advice.pre-approval", category.name(),
						category.englishName(), category.approver()));
				continue;
			}
			category.keywordIn(searched(it.website(), it.subject()))
				.ifPresent((word) -> findings.add(Finding.of("preApprovals", State.WARN,
						(category.level() == PreApprovals.Level.REQUIRED) ? "site.advice.keyword"
								: "site.advice.keyword-abolished",
						word, category.name(), category.englishName(), category.approver())));
		}
	}

	/** Where keywords are looked for: names, what is offered, what the unit may do. */
	static String searched(Website website, FilingSubject subject) {
		return String.join("\n", Objects.requireNonNullElse(website.name(), ""),
				Objects.requireNonNullElse(website.description(), ""),
				(subject.nature() != SubjectNature.INDIVIDUAL) ? Objects.requireNonNullElse(subject.name(), "") : "",
				Objects.requireNonNullElse(subject.businessScope(), ""));
	}

}
