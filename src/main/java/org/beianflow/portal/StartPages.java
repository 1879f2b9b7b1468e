package org.beianflow.portal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.beianflow.account.CurrentActor;
import org.beianflow.account.CurrentActors;
import org.beianflow.check.Refusal;
import org.beianflow.check.Violation;
import org.beianflow.filing.Filing;
import org.beianflow.filing.FilingDesk;
import org.beianflow.filing.FilingForm;
import org.beianflow.filing.FilingKind;
import org.beianflow.filing.FilingReference;
import org.beianflow.filing.FilingSettings;
import org.beianflow.filing.FilingSummary;
import org.beianflow.site.DomainName;
import org.beianflow.subject.CertificateType;
import org.beianflow.subject.FilingSubject;
import org.beianflow.subject.SubjectChecks;
import org.beianflow.subject.SubjectNature;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** From two questions to a draft: which kind of filing it is, why, and then its form. */
@Controller
class StartPages {

	/**
	 * What tells most first: a subject is known under one certificate, not under the
	 * others.
	 */
	private static final List<Resolver.Outcome> TELLING = List.of(Resolver.Outcome.BLACKLISTED,
			Resolver.Outcome.FILED_ALREADY, Resolver.Outcome.ADD_SERVICE, Resolver.Outcome.DOMAIN_OF_ANOTHER,
			Resolver.Outcome.FIRST);

	/** A number that only certificates without a check digit can have. */
	private static final String ANY_NUMBER = "E1234567";

	private final Resolver resolver;

	private final FilingDesk desk;

	private final SubjectChecks subjectChecks;

	private final ProblemTexts texts;

	private final CurrentActors actors;

	private final ObjectMapper json;

	private final Clock clock;

	StartPages(Resolver resolver, FilingDesk desk, SubjectChecks subjectChecks, ProblemTexts texts,
			CurrentActors actors, ObjectMapper json, Clock clock) {
		this.resolver = resolver;
		this.desk = desk;
		this.subjectChecks = subjectChecks;
		this.texts = texts;
		this.actors = actors;
		this.json = json;
		this.clock = clock;
	}

	/** What was entered. */
	record Entered(SubjectNature nature, String certificateNumber, String domain) {

		/** With its usual certificate. */
		FilingSubject subject() {
			return subject((this.nature != null) ? this.nature.certificateTypes().get(0) : null);
		}

		private FilingSubject subject(CertificateType type) {
			return new FilingSubject(this.nature, null, type,
					(this.certificateNumber != null) ? this.certificateNumber.strip() : null, null, null, null, null,
					null, null, null, null, null, null, null, null, null);
		}

	}

	/** One reading of what was entered. */
	private record Meant(FilingSubject subject, Resolver.Answer answer) {

	}

	@GetMapping("/start")
	String ask(Model model, Locale locale) {
		return page(new Entered(null, "", ""), PageProblems.NONE, model, locale);
	}

	@PostMapping("/start")
	String resolve(@RequestParam(required = false) SubjectNature nature,
			@RequestParam(required = false) String certificateNumber, @RequestParam(required = false) String domain,
			Model model, Locale locale) {
		Entered entered = new Entered(nature, certificateNumber, domain);
		List<Violation> violations = check(entered);
		if (!violations.isEmpty()) {
			return page(entered,
					this.texts.of(violations, this.texts.text("portal.problems", List.of(), locale), null, locale),
					model, locale);
		}
		return answered(entered, UUID.randomUUID().toString(), Set.of(), PageProblems.NONE, model);
	}

	private String answered(Entered entered, String key, Set<String> ticked, PageProblems problems, Model model) {
		model.addAttribute("entered", entered);
		model.addAttribute("answer", meant(entered).answer());
		model.addAttribute("key", key);
		model.addAttribute("drafts", drafts(entered.domain()));
		model.addAttribute("consents", FilingForm.Consents.BEFORE_ENTERING);
		model.addAttribute("ticked", ticked);
		model.addAttribute("problems", problems);
		return "portal/start-answer";
	}

	/**
	 * Begins the draft; sent twice, it begins one. Nothing is kept before its applicant
	 * agreed to it.
	 */
	@PostMapping("/start/draft")
	String open(@RequestParam SubjectNature nature, @RequestParam String certificateNumber, @RequestParam String domain,
			@RequestParam String key, @RequestParam(required = false) List<String> consents, Model model,
			Locale locale) {
		Entered entered = new Entered(nature, certificateNumber, domain);
		if (!check(entered).isEmpty()) {
			return "redirect:/start";
		}
		Set<String> agreed = ConsentPages.ticked(consents);
		PageProblems missing = ConsentPages.missing(agreed, this.texts, locale);
		if (missing.any()) {
			return answered(entered, key, agreed, missing, model);
		}
		CurrentActor who = this.actors.current();
		Meant meant = meant(entered);
		Resolver.Answer answer = meant.answer();
		FilingKind kind = answer.outcome()
			.kind()
			.orElseThrow(() -> new Refusal(Refusal.Kind.CONFLICT, "portal.start." + answer.outcome()));
		FilingSubject subject = known(answer, who).orElse(meant.subject());
		FormTree tree = FormTree.of(new FilingForm(subject, List.of(), FilingForm.Consents.of(agreed)), this.json);
		tree.set("services[0].website.domains", List.of(DomainName.parse(domain).unicode()));
		Answers.follow(tree);
		Filing filing = this.desk.open(kind, tree.form(), key, who);
		return "redirect:/filings/" + filing.reference() + "/draft/subject";
	}

	/**
	 * Nobody was asked which certificate the number is of: it is the one under which the
	 * subject is known here, or else the usual one that such a number can be of.
	 */
	private Meant meant(Entered entered) {
		DomainName domain = DomainName.parse(entered.domain());
		return possible(entered).stream()
			.map((subject) -> new Meant(subject, this.resolver.resolve(subject, domain)))
			.min(Comparator.comparing((meant) -> TELLING.indexOf(meant.answer().outcome())))
			.orElseThrow();
	}

	/**
	 * As each certificate of this nature whose numbers look like this, the usual one
	 * first. Eighteen characters are meant as a number with a check digit: one mistyped
	 * shall not pass as a passport.
	 */
	private List<FilingSubject> possible(Entered entered) {
		boolean checked = entered.subject().certificateNumber() != null
				&& entered.subject().certificateNumber().length() == 18;
		List<FilingSubject> possible = entered.nature()
			.certificateTypes()
			.stream()
			.filter((type) -> !checked
					|| !numberViolations(new Entered(entered.nature(), ANY_NUMBER, null).subject(type)).isEmpty())
			.map(entered::subject)
			.filter((subject) -> numberViolations(subject).isEmpty())
			.toList();
		return possible.isEmpty() ? List.of(entered.subject()) : possible;
	}

	private List<Violation> numberViolations(FilingSubject subject) {
		return this.subjectChecks.check(subject, LocalDate.ofInstant(this.clock.instant(), FilingSettings.ZONE))
			.stream()
			.filter((violation) -> violation.path().equals("certificateNumber"))
			.toList();
	}

	/**
	 * The subject as this applicant filed it before; somebody else's data are shown to
	 * nobody who only knows the number of a certificate.
	 */
	private Optional<FilingSubject> known(Resolver.Answer answer, CurrentActor who) {
		return (answer.outcome() != Resolver.Outcome.ADD_SERVICE) ? Optional.empty() : this.desk.own(who)
			.stream()
			.filter((filing) -> filing.filingNumber() != null && filing.filingNumber().startsWith(answer.number()))
			.map(FilingSummary::reference)
			.findFirst()
			.map((reference) -> this.desk.read(new FilingReference(reference), who).form().subject());
	}

	private List<String> drafts(String domain) {
		return this.desk.own(this.actors.current())
			.stream()
			.filter((filing) -> !filing.state().ended() && domain.strip().equalsIgnoreCase(filing.domain()))
			.map(FilingSummary::reference)
			.toList();
	}

	private List<Violation> check(Entered entered) {
		List<Violation> violations = new ArrayList<>();
		if (entered.nature() == null) {
			violations.add(Violation.of("nature", "MISSING", "subject.nature.missing"));
		}
		else {
			violations.addAll(numberViolations(possible(entered).get(0)));
		}
		if (DomainName.tryParse(entered.domain()).isEmpty()) {
			violations.add(Violation.of("domain", "1004", "portal.start.domain.form"));
		}
		return violations;
	}

	private String page(Entered entered, PageProblems problems, Model model, Locale locale) {
		boolean english = Locale.ENGLISH.getLanguage().equals(locale.getLanguage());
		model.addAttribute("entered", entered);
		model.addAttribute("problems", problems);
		model.addAttribute("natures", Arrays.stream(SubjectNature.values())
			.map((nature) -> new Question.Option(nature.name(), english ? nature.englishTitle() : nature.title()))
			.toList());
		return "portal/start";
	}

}
