package org.beianflow.site;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import org.beianflow.check.Violation;
import org.beianflow.subject.ProvinceRules;
import org.beianflow.subject.SubjectNature;

/** What must be true of the domains of a service (domain.md §6.7, R9, R24, I1). */
final class DomainPolicies {

	private DomainPolicies() {
	}

	static List<Violation> given(SiteCase it) {
		boolean none = it.website().domains().isEmpty();
		if (it.ipOnly()) {
			return none ? List.of() : List.of(Violation.of("domains", "1004", "site.domains.ip-only"));
		}
		return none ? List.of(Violation.of("domains", "MISSING", "site.domains.missing")) : List.of();
	}

	static List<Violation> form(SiteCase it) {
		List<Violation> violations = new ArrayList<>();
		List<String> domains = it.website().domains();
		for (int i = 0; i < domains.size(); i++) {
			String path = "domains[" + i + "]";
			if (domains.get(i) == null || domains.get(i).isBlank()) {
				violations.add(Violation.of(path, "MISSING", "site.domain.missing"));
				continue;
			}
			Optional<DomainName> domain = DomainName.tryParse(domains.get(i));
			if (domain.isEmpty()) {
				violations.add(Violation.of(path, "1004", "site.domain.form"));
			}
		}
		return violations;
	}

	static List<Violation> registrable(SiteCase it) {
		return each(it, (domain) -> {
			if (domain.isSuffix()) {
				return Optional.of(Violation.of("", "1004", "site.domain.suffix", domain.unicode()));
			}
			return (domain.isRegistrable() || domain.isGovernment()) ? Optional.empty()
					: Optional.of(Violation.of("", "1004", "site.domain.sub-domain", domain.unicode(),
							domain.registrable().map(DomainName::unicode).orElse("")));
		});
	}

	static List<Violation> topLevel(SiteCase it) {
		return each(it, (domain) -> {
			if (it.settings().denyTlds().contains(domain.topLevel())) {
				return Optional.of(Violation.of("", "1004", "site.domain.denied-tld", domain.topLevel()));
			}
			return ApprovedNames.TOP_LEVEL_DOMAINS.has(domain.topLevel()) ? Optional.empty()
					: Optional.of(Violation.of("", "1004", "site.domain.tld", domain.topLevel()));
		});
	}

	static List<Violation> distinct(SiteCase it) {
		Set<String> seen = new HashSet<>();
		return each(it, (domain) -> seen.add(domain.ascii()) ? Optional.empty()
				: Optional.of(Violation.of("", "1039", "site.domain.twice", domain.unicode())));
	}

	/**
	 * Sites of government bodies use gov.cn or 政务 (国办函〔2018〕55号).
	 */
	static List<Violation> ofGovernment(SiteCase it) {
		if (it.subject().nature() != SubjectNature.GOVERNMENT) {
			return List.of();
		}
		return each(it, (domain) -> (domain.isGovernment() || domain.topLevel().equals("政务")) ? Optional.empty()
				: Optional.of(Violation.of("", "1004", "site.domain.government", domain.unicode())));
	}

	static List<Violation> registrations(SiteCase it) {
		List<Violation> violations = new ArrayList<>();
		List<DomainRegistration> registrations = it.website().domainRegistrations();
		int least = it.rules().number(ProvinceRules.Kind.DOMAIN_LEAST_DAYS, it.subject().province(), it.individual());
		for (int i = 0; i < registrations.size(); i++) {
			String path = "domainRegistrations[" + i + "]";
			DomainRegistration registration = registrations.get(i);
			if (registration == null) {
				violations.add(Violation.of(path, "MISSING", "site.registration.missing"));
				continue;
			}
			Optional<DomainName> domain = DomainName.tryParse(registration.domain());
			if (domain.isEmpty() || it.domains().stream().noneMatch((listed) -> listed.isWithin(domain.get()))) {
				violations.add(Violation.of(path + ".domain", "1004", "site.registration.domain"));
			}
			expiry(registration.expiresOn(), least, it.today())
				.ifPresent((violation) -> violations.add(violation.below(path)));
		}
		return violations;
	}

	private static Optional<Violation> expiry(LocalDate expiresOn, int leastDays, LocalDate today) {
		if (expiresOn == null || !expiresOn.isBefore(today.plusDays(leastDays))) {
			return Optional.empty();
		}
		return Optional.of(expiresOn.isBefore(today)
				? Violation.of("expiresOn", "DOMAIN_EXPIRING", "site.registration.expired", expiresOn.toString())
				: Violation.of("expiresOn", "DOMAIN_EXPIRING", "site.registration.expiring", expiresOn.toString(),
						leastDays));
	}

	/** Looks at each domain that is one. */
	private static List<Violation> each(SiteCase it, Function<DomainName, Optional<Violation>> rule) {
		List<String> domains = it.website().domains();
		return Stream.iterate(0, (index) -> index < domains.size(), (index) -> index + 1)
			.flatMap((index) -> DomainName.tryParse(domains.get(index))
				.flatMap(rule)
				.map((violation) -> violation.below("domains[" + index + "]"))
				.stream())
			.toList();
	}

}
