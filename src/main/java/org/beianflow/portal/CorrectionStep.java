package org.beianflow.portal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletResponse;
import org.beianflow.account.CurrentActors;
import org.beianflow.check.Refusal;
import org.beianflow.check.Violation;
import org.beianflow.filing.Dossier;
import org.beianflow.filing.EditScope;
import org.beianflow.filing.Filing;
import org.beianflow.filing.FilingDesk;
import org.beianflow.filing.FilingForm;
import org.beianflow.filing.FilingReference;
import org.beianflow.portal.Question.Group;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The questions of a step that may be answered anew now, and no others: of a returned
 * filing what was listed, while access is verified the access data.
 */
@Controller
@RequestMapping("/filings/{reference}/correction")
class CorrectionStep {

	private final FilingDesk desk;

	private final Questions questions;

	private final Dossier dossier;

	private final CasePage cases;

	private final ProblemTexts problems;

	private final PageTexts texts;

	private final CurrentActors actors;

	private final ObjectMapper json;

	CorrectionStep(FilingDesk desk, Questions questions, Dossier dossier, CasePage cases, ProblemTexts problems,
			PageTexts texts, CurrentActors actors, ObjectMapper json) {
		this.desk = desk;
		this.questions = questions;
		this.dossier = dossier;
		this.cases = cases;
		this.problems = problems;
		this.texts = texts;
		this.actors = actors;
		this.json = json;
	}

	@GetMapping({ "/{step:subject|principal}", "/{step:website|access}/{service:\\d{1,2}}" })
	String ask(@PathVariable String reference, @PathVariable String step,
			@PathVariable(required = false) Integer service, Model model, Locale locale) {
		Filing filing = this.desk.read(new FilingReference(reference), this.actors.current());
		DraftStep.Place place = place(filing, step, service);
		List<Group> asked = asked(filing, FormTree.of(filing.form(), this.json), place, locale);
		if (asked.isEmpty()) {
			return "redirect:/filings/" + reference;
		}
		return page(filing, place, asked, PageProblems.NONE, model, locale);
	}

	@PostMapping({ "/{step:subject|principal}", "/{step:website|access}/{service:\\d{1,2}}" })
	String answer(@PathVariable String reference, @PathVariable String step,
			@PathVariable(required = false) Integer service, @RequestParam long version,
			@RequestParam MultiValueMap<String, String> entered, Model model, Locale locale, RedirectAttributes flash,
			HttpServletResponse response) {
		Filing filing = this.desk.read(new FilingReference(reference), this.actors.current());
		DraftStep.Place place = place(filing, step, service);
		List<Group> asked = asked(filing, FormTree.of(filing.form(), this.json), place, locale);
		Answers.Taken taken = Answers.take(filing.form(), asked, entered, this.json);
		PageProblems wrong = PageProblems.NONE;
		try {
			if (taken.lost().isEmpty()) {
				Filing saved = this.desk.edit(filing.reference(), only(filing, taken.form(), asked), version,
						this.actors.current());
				wrong = problems(saved, asked, locale);
				if (!wrong.any()) {
					flash.addFlashAttribute("done", this.texts.text("portal.correction.saved", locale));
					return "redirect:/filings/" + reference
							+ (saved.state().name().startsWith("ACCESS") ? "/access" : "/correction");
				}
				filing = saved;
			}
			else {
				wrong = this.problems.of(taken.violations(), null, null, locale);
			}
		}
		catch (Refusal refusal) {
			response.setStatus(RefusalPages.status(refusal.kind()).value());
			wrong = this.problems.of(refusal, locale);
		}
		List<Group> again = asked(filing, FormTree.of(taken.form(), this.json), place, locale);
		return page(filing, place, again, wrong, model, locale);
	}

	private static DraftStep.Place place(Filing filing, String step, Integer service) {
		int which = (service != null) ? service : 0;
		if (which >= Math.max(1, filing.form().services().size())) {
			throw new Refusal(Refusal.Kind.NOT_FOUND, "filing.reference.unknown", filing.reference().value());
		}
		return new DraftStep.Place(DraftStep.ofSlug(step).orElseThrow(), which);
	}

	/** The questions of the step whose fields are open. */
	private List<Group> asked(Filing filing, FormTree form, DraftStep.Place place, Locale locale) {
		EditScope scope = filing.editScope();
		List<Group> groups = new ArrayList<>();
		for (Group group : this.questions.of(form, place.step(), place.service(), locale)) {
			List<Question> open = group.questions()
				.stream()
				.filter((question) -> scope.allows(question.path()))
				.toList();
			if (!open.isEmpty()) {
				groups.add(new Group(group.title(), group.hint(), group.when(), group.row(), open));
			}
		}
		return groups;
	}

	/** Of what was entered only the answers to what was asked. */
	private FilingForm only(Filing filing, FilingForm entered, List<Group> asked) {
		FormTree form = FormTree.of(filing.form(), this.json);
		FormTree other = FormTree.of(entered, this.json);
		asked.forEach((group) -> group.questions()
			.forEach((question) -> form.put(question.path(), other.at(question.path()))));
		return form.form();
	}

	private PageProblems problems(Filing saved, List<Group> asked, Locale locale) {
		List<Violation> here = this.desk.check(saved.reference(), this.actors.current())
			.stream()
			.filter((violation) -> asked.stream()
				.flatMap((group) -> group.questions().stream())
				.anyMatch((question) -> violation.path().equals(question.path())
						|| violation.path().startsWith(question.path() + "[")
						|| violation.path().startsWith(question.path() + ".")))
			.toList();
		return here.isEmpty() ? PageProblems.NONE
				: new PageProblems(null, null, here.stream()
					.map((violation) -> this.problems.shown(violation, this.dossier.label(violation.path(), locale),
							(path) -> "#" + PageProblems.id(path), locale))
					.toList());
	}

	private String page(Filing filing, DraftStep.Place place, List<Group> asked, PageProblems wrong, Model model,
			Locale locale) {
		this.cases.head(model, filing, locale);
		model.addAttribute("filing", filing);
		model.addAttribute("place", place);
		model.addAttribute("groups", asked);
		model.addAttribute("problems", wrong);
		model.addAttribute("back", filing.state().name().startsWith("ACCESS") ? "/access" : "/correction");
		return "portal/correction-step";
	}

}
