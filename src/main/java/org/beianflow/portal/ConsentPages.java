package org.beianflow.portal;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import jakarta.servlet.http.HttpServletResponse;
import org.beianflow.account.CurrentActors;
import org.beianflow.check.Refusal;
import org.beianflow.check.Violation;
import org.beianflow.filing.Filing;
import org.beianflow.filing.FilingDesk;
import org.beianflow.filing.FilingForm;
import org.beianflow.filing.FilingReference;
import org.beianflow.filing.FilingState;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What is agreed to before anything about a person is entered: a notice, and the separate
 * consent for identity documents (个人信息保护法 art. 17, 29). Drafts begun on these pages have
 * both from the start; one begun by another way is asked here before its first question.
 */
@Controller
@RequestMapping("/filings/{reference}/draft/consent")
class ConsentPages {

	private final FilingDesk desk;

	private final ProblemTexts texts;

	private final CurrentActors actors;

	ConsentPages(FilingDesk desk, ProblemTexts texts, CurrentActors actors) {
		this.desk = desk;
		this.texts = texts;
		this.actors = actors;
	}

	/** Where a draft without consent goes first. */
	static String first(String reference) {
		return "redirect:/filings/" + reference + "/draft/consent";
	}

	@GetMapping
	String ask(@PathVariable String reference, Model model) {
		Filing filing = read(reference);
		return (filing.state() != FilingState.DRAFT) ? DraftPages.elsewhere(reference)
				: page(filing, filing.form().consented(), PageProblems.NONE, model);
	}

	/**
	 * Keeps what was agreed to and goes on to the questions.
	 * @param version the version the page was made from
	 */
	@PostMapping
	String agree(@PathVariable String reference, @RequestParam long version,
			@RequestParam(required = false) List<String> consents, Model model, Locale locale,
			HttpServletResponse response) {
		Filing filing = read(reference);
		if (filing.state() != FilingState.DRAFT) {
			return DraftPages.elsewhere(reference);
		}
		Set<String> ticked = ticked(consents);
		PageProblems problems = missing(ticked, this.texts, locale);
		if (!problems.any()) {
			Set<String> given = new HashSet<>(filing.form().consented());
			given.addAll(ticked);
			FilingForm form = new FilingForm(filing.form().subject(), filing.form().services(),
					FilingForm.Consents.of(given));
			try {
				this.desk.edit(filing.reference(), form, version, this.actors.current());
				return "redirect:/filings/" + reference + "/draft";
			}
			catch (Refusal refusal) {
				response.setStatus(RefusalPages.status(refusal.kind()).value());
				problems = this.texts.of(refusal, locale);
			}
		}
		return page(read(reference), ticked, problems, model);
	}

	/** What was ticked of the two. */
	static Set<String> ticked(List<String> consents) {
		Set<String> ticked = new HashSet<>((consents != null) ? consents : List.of());
		ticked.retainAll(FilingForm.Consents.BEFORE_ENTERING);
		return ticked;
	}

	/** What is said where one of the two was not ticked. */
	static PageProblems missing(Set<String> ticked, ProblemTexts texts, Locale locale) {
		List<Violation> violations = FilingDesk
			.missingConsents(new FilingForm(null, null, FilingForm.Consents.of(ticked)));
		return violations.isEmpty() ? PageProblems.NONE
				: texts.of(violations, texts.text("portal.consent.needed", List.of(), locale), null, locale);
	}

	private static String page(Filing filing, Set<String> ticked, PageProblems problems, Model model) {
		model.addAttribute("filing", filing);
		model.addAttribute("consents", FilingForm.Consents.BEFORE_ENTERING);
		model.addAttribute("ticked", ticked);
		model.addAttribute("problems", problems);
		return "portal/consent";
	}

	private Filing read(String reference) {
		return this.desk.read(new FilingReference(reference), this.actors.current());
	}

}
