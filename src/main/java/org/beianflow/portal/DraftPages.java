package org.beianflow.portal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletResponse;
import org.beianflow.account.CurrentActors;
import org.beianflow.check.Refusal;
import org.beianflow.check.Violation;
import org.beianflow.filing.Dossier;
import org.beianflow.filing.Filing;
import org.beianflow.filing.FilingDesk;
import org.beianflow.filing.FilingForm;
import org.beianflow.filing.FilingReference;
import org.beianflow.filing.FilingState;
import org.beianflow.portal.Question.Group;
import org.beianflow.subject.SubjectNature;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The questions of a draft, step by step. Every step can be saved with whatever it holds,
 * left and taken up again; problems are told beside the fields as soon as they were
 * answered, and all of them on the last page.
 */
@Controller
@RequestMapping("/filings/{reference}/draft")
class DraftPages {

	private final FilingDesk desk;

	private final Questions questions;

	private final Dossier dossier;

	private final ProblemTexts texts;

	private final CurrentActors actors;

	private final ObjectMapper json;

	private final MessageSource messages;

	DraftPages(FilingDesk desk, Questions questions, Dossier dossier, ProblemTexts texts, CurrentActors actors,
			ObjectMapper json, MessageSource messages) {
		this.desk = desk;
		this.questions = questions;
		this.dossier = dossier;
		this.texts = texts;
		this.actors = actors;
		this.json = json;
		this.messages = messages;
	}

	/** Goes on where something is still to be done. */
	@GetMapping
	String resume(@PathVariable String reference) {
		Filing filing = read(reference);
		if (filing.state() != FilingState.DRAFT) {
			return elsewhere(reference);
		}
		if (!filing.form().maySpeakOfPersons()) {
			return ConsentPages.first(reference);
		}
		String page = violations(filing).stream()
			.map((violation) -> DraftStep.place(violation.path()))
			.min((one, other) -> one.step().compareTo(other.step()))
			.orElse(new DraftStep.Place(DraftStep.REVIEW, 0))
			.page();
		return "redirect:/filings/" + reference + "/draft/" + page;
	}

	@GetMapping({ "/{step:subject|principal}", "/{step:website|access}/{service:\\d{1,2}}" })
	String ask(@PathVariable String reference, @PathVariable String step,
			@PathVariable(required = false) Integer service, @RequestParam(required = false) String check,
			@RequestParam(required = false) String stay, Model model, Locale locale) {
		Filing filing = read(reference);
		if (filing.state() != FilingState.DRAFT) {
			return elsewhere(reference);
		}
		if (!filing.form().maySpeakOfPersons()) {
			return ConsentPages.first(reference);
		}
		DraftStep.Place place = place(filing, step, service);
		PageProblems problems = (check != null) ? problems(filing, place, locale) : PageProblems.NONE;
		model.addAttribute("goOn", stay != null && problems.any());
		return page(filing, place, problems, Map.of(), model, locale);
	}

	/**
	 * Takes the answers of a step.
	 * @param act {@code continue}, {@code later}, {@code refresh}, {@code quiet},
	 * {@code add} or {@code remove}
	 * @param version the version the page was made from
	 */
	@PostMapping({ "/{step:subject|principal}", "/{step:website|access}/{service:\\d{1,2}}" })
	String answer(@PathVariable String reference, @PathVariable String step,
			@PathVariable(required = false) Integer service, @RequestParam(defaultValue = "continue") String act,
			@RequestParam long version, @RequestParam MultiValueMap<String, String> entered, Model model, Locale locale,
			HttpServletResponse response) {
		Filing filing = read(reference);
		if (filing.state() != FilingState.DRAFT) {
			return elsewhere(reference);
		}
		DraftStep.Place place = place(filing, step, service);
		Answers.Taken taken = Answers.take(filing.form(), asked(filing, place, locale), entered, this.json);
		Filing saved;
		try {
			saved = this.desk.edit(filing.reference(), changed(taken.form(), place, act), version,
					this.actors.current());
		}
		catch (Refusal refusal) {
			return refused(filing, place, taken, refusal, model, locale, response);
		}
		PageProblems problems = problems(saved, place, locale).and(unreadable(taken, locale));
		if (act.equals("quiet") || act.equals("refresh") || !taken.lost().isEmpty()) {
			boolean silent = act.equals("refresh") && taken.lost().isEmpty();
			return page(saved, place, silent ? PageProblems.NONE : problems, taken.lost(), model, locale);
		}
		String draft = "redirect:/filings/" + reference + "/draft/";
		return switch (act) {
			case "later" -> "redirect:/my";
			case "add" -> draft + "website/" + (saved.form().services().size() - 1);
			case "remove" -> draft + "website/0";
			default -> problems.any() ? draft + place.page() + "?check&stay" : draft + next(saved, place).page();
		};
	}

	private FilingForm changed(FilingForm form, DraftStep.Place place, String act) {
		List<FilingForm.ServiceEntry> services = new ArrayList<>(form.services());
		if (act.equals("add")) {
			services.add(new FilingForm.ServiceEntry(null, services.isEmpty() ? null : services.get(0).access()));
		}
		else if (act.equals("remove") && services.size() > 1 && place.step() == DraftStep.WEBSITE) {
			services.remove(place.service());
		}
		else {
			return form;
		}
		FormTree tree = FormTree.of(new FilingForm(form.subject(), services, form.consents()), this.json);
		Answers.follow(tree);
		return tree.form();
	}

	/** Nothing was kept; what was entered stands on the page again. */
	private String refused(Filing filing, DraftStep.Place place, Answers.Taken taken, Refusal refusal, Model model,
			Locale locale, HttpServletResponse response) {
		response.setStatus(RefusalPages.status(refusal.kind()).value());
		PageProblems problems = this.texts.of(refusal, locale);
		if (refusal.kind() == Refusal.Kind.STALE) {
			problems = new PageProblems(text("portal.stale", locale), text("portal.stale.remedy", locale), List.of());
		}
		FormTree form = FormTree.of(taken.form(), this.json);
		return page(filing, form, place, problems.and(unreadable(taken, locale)), taken.lost(), model, locale);
	}

	private List<PageProblems.Shown> unreadable(Answers.Taken taken, Locale locale) {
		return taken.violations()
			.stream()
			.map((violation) -> this.texts.shown(violation, this.dossier.label(violation.path(), locale),
					(path) -> "#" + PageProblems.id(path), locale))
			.toList();
	}

	private String page(Filing filing, DraftStep.Place place, PageProblems problems, Map<String, String> lost,
			Model model, Locale locale) {
		return page(filing, FormTree.of(filing.form(), this.json), place, problems, lost, model, locale);
	}

	private String page(Filing filing, FormTree form, DraftStep.Place place, PageProblems problems,
			Map<String, String> lost, Model model, Locale locale) {
		List<Group> groups = groups(form, place, locale).stream()
			.map((group) -> new Group(group.title(), group.hint(), group.when(), group.row(),
					group.questions()
						.stream()
						.map((question) -> lost.containsKey(question.path())
								? question.answered(lost.get(question.path())) : question)
						.toList()))
			.toList();
		model.addAttribute("filing", filing);
		model.addAttribute("place", place);
		model.addAttribute("groups", groups);
		model.addAttribute("problems", problems);
		model.addAttribute("steps", steps(filing, place));
		model.addAttribute("services", filing.form().services().size());
		model.addAttribute("next", next(filing, place).page());
		model.addAttribute("individual", Questions.individual(form));
		return "portal/step";
	}

	private List<Group> asked(Filing filing, DraftStep.Place place, Locale locale) {
		return groups(FormTree.of(filing.form(), this.json), place, locale);
	}

	private List<Group> groups(FormTree form, DraftStep.Place place, Locale locale) {
		if (place.step() == DraftStep.WEBSITE) {
			Answers.align(form, place.service());
		}
		return this.questions.of(form, place.step(), place.service(), locale);
	}

	/** A step in the row of steps. */
	record StepLink(String key, String page, boolean here, boolean complete, int problems) {

	}

	List<StepLink> steps(Filing filing, DraftStep.Place here) {
		List<Violation> violations = violations(filing);
		List<StepLink> links = new ArrayList<>();
		for (DraftStep step : DraftStep.values()) {
			int problems = (int) violations.stream()
				.filter((violation) -> DraftStep.place(violation.path()).step() == step)
				.count();
			boolean reviewed = step != DraftStep.REVIEW;
			boolean known = step != DraftStep.MATERIALS || !this.desk.checklist(filing).isEmpty();
			links.add(new StepLink("portal.step." + step, new DraftStep.Place(step, 0).page(), here.step() == step,
					problems == 0 && reviewed && known, problems));
		}
		return links;
	}

	/** What stands against submitting, without what is only repeated of an individual. */
	List<Violation> violations(Filing filing) {
		List<Violation> violations = this.desk.check(filing.reference(), this.actors.current());
		boolean individual = filing.form().subject() != null
				&& filing.form().subject().nature() == SubjectNature.INDIVIDUAL;
		Set<String> copied = Set.of("subject.principal.name", "subject.principal.idType", "subject.principal.idNumber",
				"subject.principal.idValidFrom", "subject.principal.idValidTo");
		return violations.stream().filter((violation) -> !individual || !copied.contains(violation.path())).toList();
	}

	private PageProblems problems(Filing filing, DraftStep.Place place, Locale locale) {
		List<Violation> here = violations(filing).stream()
			.filter((violation) -> DraftStep.place(violation.path()).equals(place))
			.toList();
		List<Group> asked = asked(filing, place, locale);
		List<PageProblems.Shown> shown = here.stream()
			.map((violation) -> this.texts.shown(violation, this.dossier.label(violation.path(), locale),
					(path) -> "#" + anchor(asked, path), locale))
			.toList();
		return shown.isEmpty() ? PageProblems.NONE
				: new PageProblems(
						this.messages.getMessage("portal.step.problems", new Object[] { shown.size() }, locale),
						text("portal.step.problems.remedy", locale), shown);
	}

	/** The box that a violation speaks of, or the nearest one. */
	static String anchor(List<Group> asked, String path) {
		Predicate<Question> covers = (question) -> path.equals(question.path())
				|| path.startsWith(question.path() + "[") || path.startsWith(question.path() + ".");
		return asked.stream()
			.flatMap((group) -> group.questions().stream())
			.filter(covers.or((question) -> question.path().startsWith(path)))
			.findFirst()
			.map(Question::id)
			.orElse("main");
	}

	static DraftStep.Place next(Filing filing, DraftStep.Place place) {
		int last = Math.max(0, filing.form().services().size() - 1);
		if (place.step().perService() && place.service() < last) {
			return new DraftStep.Place(place.step(), place.service() + 1);
		}
		return new DraftStep.Place(DraftStep.values()[place.step().ordinal() + 1], 0);
	}

	private DraftStep.Place place(Filing filing, String slug, Integer service) {
		DraftStep step = DraftStep.ofSlug(slug).orElseThrow();
		int number = (service != null) ? service : 0;
		int services = Math.max(1, filing.form().services().size());
		if (number >= services) {
			throw new Refusal(Refusal.Kind.NOT_FOUND, "portal.website.unknown", number + 1);
		}
		return new DraftStep.Place(step, number);
	}

	private Filing read(String reference) {
		return this.desk.read(new FilingReference(reference), this.actors.current());
	}

	/** What is no draft any more stands on the page of the filing. */
	static String elsewhere(String reference) {
		return "redirect:/filings/" + reference;
	}

	private String text(String key, Locale locale) {
		return this.messages.getMessage(key, null, locale);
	}

}
