package org.beianflow.site;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.beianflow.check.Finding;
import org.beianflow.check.Policy;
import org.beianflow.check.Violation;
import org.beianflow.subject.FilingSubject;
import org.beianflow.subject.ProvinceRules;
import org.beianflow.subject.SubjectChecks;
import org.beianflow.subject.SubjectNature;
import org.springframework.stereotype.Service;

/**
 * The checks of services (domain.md §6.3, 6.7, R22, R23).
 */
@Service
public class SiteChecks {

	/** Rules that depend on who files wait until that is known. */
	private static final FilingSubject UNKNOWN = new FilingSubject(null, null, null, null, null, null, null, null, null,
			null, null, null, null, null, null, null, null);

	private final SiteSettings settings;

	private final SubjectChecks subjectChecks;

	SiteChecks(SiteSettings settings, SubjectChecks subjectChecks) {
		this.settings = settings;
		this.subjectChecks = subjectChecks;
	}

	/**
	 * Everything that keeps this service from being submitted, all at once.
	 * @param website paths are relative to it
	 * @param subject who files it; may be {@code null} in a draft
	 * @param today the day in Asia/Shanghai
	 */
	public List<Violation> check(Website website, FilingSubject subject, LocalDate today) {
		return Policy.check(SitePolicies.ALL, the(website, subject, today));
	}

	/**
	 * What is wrong among the services of one filing: names and domains that occur twice,
	 * more services than the province takes at once. What is wrong with each alone is not
	 * said again.
	 * @param websites paths begin with {@code services[i].website}; the number of
	 * services is at {@code services}
	 * @param subject who files them; may be {@code null} in a draft
	 */
	public List<Violation> checkTogether(List<Website> websites, FilingSubject subject) {
		List<Violation> violations = new ArrayList<>();
		int most = ProvinceRules.current()
			.number(ProvinceRules.Kind.SERVICES_AT_ONCE, known(subject).province(),
					known(subject).nature() == SubjectNature.INDIVIDUAL);
		if (websites.size() > most) {
			violations.add(Violation.of("services", "5001", "site.services.many", most));
		}
		Set<String> names = new HashSet<>();
		Set<String> domainsOfOthers = new HashSet<>();
		for (int i = 0; i < websites.size(); i++) {
			Website website = websites.get(i);
			String path = "services[" + i + "].website";
			if (website == null) {
				continue;
			}
			if (website.name() != null && !website.name().isBlank() && !names.add(website.name().strip())) {
				violations.add(Violation.of(path + ".name", "1020", "site.name.twice"));
			}
			Set<String> own = new HashSet<>();
			for (int j = 0; j < website.domains().size(); j++) {
				String ascii = DomainName.tryParse(website.domains().get(j)).map(DomainName::ascii).orElse(null);
				if (ascii != null && domainsOfOthers.contains(ascii)) {
					violations.add(Violation.of(path + ".domains[" + j + "]", "1039", "site.domain.of-other-service"));
				}
				own.add(ascii);
			}
			own.stream().filter(Objects::nonNull).forEach(domainsOfOthers::add);
		}
		return violations;
	}

	/**
	 * What the reviewer should know or find out.
	 * @param website paths are relative to it
	 * @param subject who files it; may be {@code null} in a draft
	 * @param today the day in Asia/Shanghai
	 */
	public List<Finding> advise(Website website, FilingSubject subject, LocalDate today) {
		return SiteAdvice.of(the(website, subject, today));
	}

	/**
	 * The industries that the words of this service point to and for which it names no
	 * approval, so that a statement 不涉及承诺书 is needed (domain.md §6.3, material M13).
	 */
	public List<PreApprovals.Category> industriesPointedTo(Website website, FilingSubject subject, LocalDate today) {
		return PreApprovals.inForceOn(today)
			.stream()
			.filter((category) -> category.keywordIn(SiteAdvice.searched(website, known(subject))).isPresent())
			.filter((category) -> website.preApprovals()
				.stream()
				.filter(Objects::nonNull)
				.noneMatch((approval) -> category.id().equals(approval.type())))
			.toList();
	}

	private static FilingSubject known(FilingSubject subject) {
		return (subject != null) ? subject : UNKNOWN;
	}

	private SiteCase the(Website website, FilingSubject subject, LocalDate today) {
		return new SiteCase(website, known(subject), today, this.settings, this.subjectChecks);
	}

}
