package org.beianflow.portal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletResponse;
import org.beianflow.account.CurrentActors;
import org.beianflow.check.Refusal;
import org.beianflow.check.Violation;
import org.beianflow.filing.Dossier;
import org.beianflow.filing.FieldCatalogue;
import org.beianflow.filing.Filing;
import org.beianflow.filing.FilingDesk;
import org.beianflow.filing.FilingForm;
import org.beianflow.filing.FilingReference;
import org.beianflow.filing.FilingState;
import org.beianflow.filing.FilingTexts;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The last step: everything once more, the consents, and handing it in. */
@Controller
@RequestMapping("/filings/{reference}")
class ReviewPages {

	private static final DraftStep.Place HERE = new DraftStep.Place(DraftStep.REVIEW, 0);

	private final FilingDesk desk;

	private final DraftPages drafts;

	private final Questions questions;

	private final Dossier dossier;

	private final FilingTexts filingTexts;

	private final ProblemTexts texts;

	private final CurrentActors actors;

	private final ObjectMapper json;

	private final MessageSource messages;

	ReviewPages(FilingDesk desk, DraftPages drafts, Questions questions, Dossier dossier, FilingTexts filingTexts,
			ProblemTexts texts, CurrentActors actors, ObjectMapper json, MessageSource messages) {
		this.desk = desk;
		this.drafts = drafts;
		this.questions = questions;
		this.dossier = dossier;
		this.filingTexts = filingTexts;
		this.texts = texts;
		this.actors = actors;
		this.json = json;
		this.messages = messages;
	}

	/** A part of the form with the page on which it can be changed. */
	record Part(String title, String page, List<Row> rows) {

	}

	/** A field in words. */
	record Row(String label, String value) {

	}

	@GetMapping("/draft/review")
	String review(@PathVariable String reference, Model model, Locale locale) {
		Filing filing = read(reference);
		if (filing.state() != FilingState.DRAFT) {
			return DraftPages.elsewhere(reference);
		}
		if (!filing.form().maySpeakOfPersons()) {
			return ConsentPages.first(reference);
		}
		List<Violation> open = this.drafts.violations(filing)
			.stream()
			.filter((violation) -> DraftStep.place(violation.path()).step() != DraftStep.REVIEW)
			.toList();
		return page(filing, problems(filing, open, locale), model, locale);
	}

	/**
	 * Hands the filing in.
	 * @param version the version that was looked at
	 */
	@PostMapping("/draft/submission")
	String submit(@PathVariable String reference, @RequestParam long version,
			@RequestParam(required = false) List<String> consents, Model model, Locale locale,
			HttpServletResponse response) {
		Filing filing = read(reference);
		if (filing.state() != FilingState.DRAFT) {
			return DraftPages.elsewhere(reference);
		}
		Set<String> given = new HashSet<>((consents != null) ? consents : List.of());
		given.retainAll(FilingForm.Consents.WHEN_SUBMITTING);
		filing.form().consented().stream().filter(FilingForm.Consents.BEFORE_ENTERING::contains).forEach(given::add);
		FilingForm form = new FilingForm(filing.form().subject(), filing.form().services(),
				FilingForm.Consents.of(given));
		try {
			Filing agreed = this.desk.edit(filing.reference(), form, version, this.actors.current());
			this.desk.submit(agreed.reference(), agreed.version(), this.actors.current());
		}
		catch (Refusal refusal) {
			response.setStatus(RefusalPages.status(refusal.kind()).value());
			Filing present = read(reference);
			PageProblems problems = (refusal.kind() == Refusal.Kind.INVALID)
					? problems(present, this.drafts.violations(present), locale) : this.texts.of(refusal, locale);
			return page(present, problems, model, locale);
		}
		return "redirect:/filings/" + reference + "/submitted";
	}

	@GetMapping("/submitted")
	String submitted(@PathVariable String reference, Model model, Locale locale) {
		Filing filing = read(reference);
		if (filing.state() == FilingState.DRAFT) {
			return "redirect:/filings/" + reference + "/draft";
		}
		model.addAttribute("filing", filing);
		model.addAttribute("next", this.filingTexts.next(filing, locale));
		model.addAttribute("turn", this.messages.getMessage("filing.turn." + filing.state().turn(), null, locale));
		return "portal/submitted";
	}

	private String page(Filing filing, PageProblems problems, Model model, Locale locale) {
		FormTree form = FormTree.of(filing.form(), this.json);
		model.addAttribute("filing", filing);
		model.addAttribute("problems", problems);
		model.addAttribute("steps", this.drafts.steps(filing, HERE));
		model.addAttribute("parts", parts(form, filing.form().services().size(), locale));
		model.addAttribute("consents", FilingForm.Consents.WHEN_SUBMITTING);
		model.addAttribute("ticked", filing.form().consented());
		return "portal/review";
	}

	private PageProblems problems(Filing filing, List<Violation> violations, Locale locale) {
		if (violations.isEmpty()) {
			return PageProblems.NONE;
		}
		FormTree form = FormTree.of(filing.form(), this.json);
		List<PageProblems.Shown> shown = violations.stream().map((violation) -> {
			String label = violation.path().startsWith("materials") || violation.path().startsWith("consents") ? null
					: this.dossier.label(violation.path(), locale);
			return this.texts.shown(violation, label, (path) -> link(filing, form, path, locale), locale);
		}).toList();
		return new PageProblems(
				this.messages.getMessage("portal.review.problems", new Object[] { shown.size() }, locale),
				this.messages.getMessage("portal.review.problems.remedy", null, locale), shown);
	}

	private String link(Filing filing, FormTree form, String path, Locale locale) {
		DraftStep.Place place = DraftStep.place(path);
		if (place.step() == DraftStep.REVIEW) {
			return "#" + PageProblems.id(path);
		}
		String anchor = (place.step() == DraftStep.MATERIALS) ? PageProblems.id(path)
				: DraftPages.anchor(this.questions.of(form, place.step(), place.service(), locale), path);
		return "/filings/" + filing.reference().value() + "/draft/" + place.page() + "?check#" + anchor;
	}

	private List<Part> parts(FormTree form, int services, Locale locale) {
		List<Part> parts = new ArrayList<>();
		for (FieldCatalogue.Section section : FieldCatalogue.Section.values()) {
			for (int service = 0; service < (section.perService() ? services : 1); service++) {
				List<Row> rows = new ArrayList<>();
				for (FieldCatalogue.Value value : FieldCatalogue.values(form.root(), section, service, false)) {
					rows.add(row(value, locale));
				}
				if (!rows.isEmpty()) {
					String title = this.messages.getMessage("filing.section." + section, null, locale);
					parts.add(new Part((section.perService() && services > 1) ? title + " " + (service + 1) : title,
							DraftStep.place(section.path(service)).page(), rows));
				}
			}
		}
		return parts;
	}

	private Row row(FieldCatalogue.Value value, Locale locale) {
		boolean english = Locale.ENGLISH.getLanguage().equals(locale.getLanguage());
		List<String> texts = value.texts()
			.stream()
			.map((text) -> this.dossier.shown(value.field(), text, locale))
			.toList();
		return new Row(this.messages.getMessage(value.field().labelKey(), null, value.field().name(), locale),
				String.join(english ? ", " : "、", texts));
	}

	private Filing read(String reference) {
		return this.desk.read(new FilingReference(reference), this.actors.current());
	}

}
