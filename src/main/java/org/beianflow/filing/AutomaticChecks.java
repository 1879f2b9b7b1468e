package org.beianflow.filing;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.beianflow.access.AccessChecks;
import org.beianflow.audit.Actor;
import org.beianflow.audit.AuditTrail;
import org.beianflow.check.Finding;
import org.beianflow.register.FiledSubject;
import org.beianflow.register.PublicRecord;
import org.beianflow.register.Register;
import org.beianflow.review.Reviews;
import org.beianflow.site.SiteChecks;
import org.beianflow.subject.FilingSubject;
import org.beianflow.subject.SubjectChecks;

import org.springframework.stereotype.Component;

/**
 * The automatic checks of a submitted round. Whatever would have blocked the submission
 * was refused there; what is found here is advice to the reviewer.
 * <p>
 * The code establishes facts; the decision table {@code automatic-checks} rules what
 * becomes of each: whether it is shown, what it amounts to and whether the reviewer has
 * to confirm having looked into it. A check without a source says 未核查 and is never green
 * (ruling 25).
 */
@Component
class AutomaticChecks {

	private static final Actor SYSTEM = Actor.system("automatic-checks");

	private static final String CERTIFICATE = "subject.certificateNumber";

	private final SubjectChecks subjectChecks;

	private final SiteChecks siteChecks;

	private final AccessChecks accessChecks;

	private final Filings filings;

	private final Register register;

	private final Reviews reviews;

	private final CheckRules rules;

	private final FindingStore findings;

	private final AuditTrail audit;

	private final Clock clock;

	AutomaticChecks(SubjectChecks subjectChecks, SiteChecks siteChecks, AccessChecks accessChecks, Filings filings,
			Register register, Reviews reviews, CheckRules rules, FindingStore findings, AuditTrail audit,
			Clock clock) {
		this.subjectChecks = subjectChecks;
		this.siteChecks = siteChecks;
		this.accessChecks = accessChecks;
		this.filings = filings;
		this.register = register;
		this.reviews = reviews;
		this.rules = rules;
		this.findings = findings;
		this.audit = audit;
		this.clock = clock;
	}

	void run(Filing filing) {
		List<Finding> facts = facts(filing);
		FilingSubject subject = filing.form().subject();
		CheckRules.Setting setting = new CheckRules.Setting(filing.kind(), subject.province(), subject.nature());
		List<Finding> shown = new ArrayList<>();
		List<String> confirm = new ArrayList<>();
		// Each fact of several domains or addresses is ruled alike.
		Map<List<Object>, CheckRules.Ruling> rulings = new HashMap<>();
		for (Finding fact : facts) {
			CheckRules.Ruling ruling = rulings.computeIfAbsent(List.of(fact.messageKey(), fact.state()),
					(key) -> this.rules.of(fact, setting));
			if (ruling.shown()) {
				shown.add(fact.as(ruling.state()));
			}
			if (ruling.confirm()) {
				confirm.add(key(fact));
			}
		}
		this.findings.replace(filing.reference(), filing.round(), shown);
		this.reviews.askConfirmations(filing.reference().value(), confirm);
		this.audit.record(filing.reference().value(), SYSTEM, "filing.checked",
				Map.of("round", String.valueOf(filing.round()), "findings", String.valueOf(shown.size()), "unchecked",
						String.valueOf(shown.stream().filter(AutomaticChecks::isUnchecked).count()), "hidden",
						String.valueOf(facts.size() - shown.size())));
	}

	private List<Finding> facts(Filing filing) {
		LocalDate today = LocalDate.ofInstant(this.clock.instant(), FilingSettings.ZONE);
		FilingSubject subject = filing.form().subject();
		List<Finding> found = new ArrayList<>();
		below("subject", this.subjectChecks.advise(subject, today), found);
		register(filing, found);
		List<FilingForm.ServiceEntry> services = filing.form().services();
		for (int i = 0; i < services.size(); i++) {
			String path = "services[" + i + "]";
			below(path + ".website", this.siteChecks.advise(services.get(i).website(), subject, today), found);
			below(path + ".access", this.accessChecks.advise(services.get(i).access(), today), found);
			domains(filing, path, services.get(i), found);
		}
		return found;
	}

	private static boolean isUnchecked(Finding finding) {
		return finding.state() == Finding.State.UNCHECKED;
	}

	/** Names a finding that somebody has to confirm. */
	static String key(Finding finding) {
		return finding.messageKey() + "@" + finding.path();
	}

	/**
	 * What the register knows of the subject: whether it is filed, and whether an
	 * authority put it on the blacklist (1065). Nothing is known of other lists, which is
	 * said by the advice on the subject.
	 */
	private void register(Filing filing, List<Finding> found) {
		for (FiledSubject filed : this.register.ofSubject(this.filings.subjectKey(filing.reference()))) {
			if (filed.blacklisted()) {
				found.add(Finding.of(CERTIFICATE, Finding.State.FAIL, "filing.finding.subject.blacklisted",
						filed.number().toString()));
			}
			if (filed.stands()) {
				found.add(Finding.of(CERTIFICATE,
						(filing.kind() == FilingKind.FIRST) ? Finding.State.FAIL : Finding.State.PASS,
						"filing.finding.subject.filed", filed.number().toString()));
			}
			else {
				found.add(Finding.of(CERTIFICATE, Finding.State.WARN, "filing.finding.subject.cancelled",
						filed.number().toString()));
			}
		}
	}

	/**
	 * Domains that are filed already, or appear in another running filing (1005, 1039).
	 */
	private void domains(Filing filing, String path, FilingForm.ServiceEntry service, List<Finding> found) {
		List<String> domains = service.website().domains();
		for (int d = 0; d < domains.size(); d++) {
			String at = path + ".website.domains[" + d + "]";
			List<PublicRecord> filed = this.register.find(domains.get(d));
			if (!filed.isEmpty()) {
				found.add(Finding.of(at, Finding.State.FAIL, "filing.finding.domain.filed",
						filed.get(0).serviceLicence()));
			}
			List<String> elsewhere = this.filings.runningWithDomain(filing.reference(), List.of(domains.get(d)));
			if (!elsewhere.isEmpty()) {
				found.add(Finding.of(at, Finding.State.WARN, "filing.finding.domain.elsewhere",
						String.join(", ", elsewhere)));
			}
		}
	}

	private static void below(String parent, List<Finding> found, List<Finding> all) {
		found.forEach((finding) -> all.add(finding.below(parent)));
	}

}
