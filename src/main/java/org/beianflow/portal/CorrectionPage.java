package org.beianflow.portal;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.beianflow.account.CurrentActor;
import org.beianflow.account.CurrentActors;
import org.beianflow.check.Refusal;
import org.beianflow.check.Violation;
import org.beianflow.deadline.DeadlineWords;
import org.beianflow.filing.BlankPapers;
import org.beianflow.filing.Dossier;
import org.beianflow.filing.FieldCatalogue;
import org.beianflow.filing.Filing;
import org.beianflow.filing.FilingDesk;
import org.beianflow.filing.FilingReference;
import org.beianflow.filing.FilingSms;
import org.beianflow.filing.FilingState;
import org.beianflow.filing.FormDiff;
import org.beianflow.material.MaterialKind;
import org.beianflow.review.ReturnItem;
import org.beianflow.review.Reviews;
import org.beianflow.verification.SmsStatus;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import jakarta.servlet.http.HttpServletResponse;

/**
 * A correction in one place: everything that was found, once and by field; what has been
 * changed so far; and submitting it again.
 */
@Controller
class CorrectionPage {

	private final FilingDesk desk;

	private final FilingSms sms;

	private final BlankPapers papers;

	private final Reviews reviews;

	private final Dossier dossier;

	private final CasePage cases;

	private final CurrentActors actors;

	private final DeadlineWords deadlineWords;

	private final PageTexts texts;

	private final ProblemTexts problems;

	CorrectionPage(FilingDesk desk, FilingSms sms, BlankPapers papers, Reviews reviews, Dossier dossier, CasePage cases,
			CurrentActors actors, DeadlineWords deadlineWords, PageTexts texts, ProblemTexts problems) {
		this.desk = desk;
		this.sms = sms;
		this.papers = papers;
		this.reviews = reviews;
		this.dossier = dossier;
		this.cases = cases;
		this.actors = actors;
		this.deadlineWords = deadlineWords;
		this.texts = texts;
		this.problems = problems;
	}

	/**
	 * A field or document with what was found about it.
	 *
	 * @param url where the field is mended; null for a document
	 * @param material the document as {@link FilingDesk#materialKey} names it; null for a
	 * field
	 * @param changed whether it was changed since
	 */
	record Item(String label, String url, String material, boolean changed, List<Defect> defects) {

		/** About the procedure: nothing on these pages shows whether it is done. */
		public boolean procedural() {
			return this.url == null && this.material == null;
		}

	}

	/** What is wrong and how to mend it. */
	record Defect(String error, String suggestion) {

	}

	/** A changed field in words. */
	record Change(String label, String before, String after) {

	}

	@GetMapping("/filings/{reference}/correction")
	String show(@PathVariable String reference, Model model, Locale locale) {
		return page(reference, model, locale);
	}

	private String page(String reference, Model model, Locale locale) {
		CurrentActor who = this.actors.current();
		Filing filing = this.desk.read(new FilingReference(reference), who);
		if (filing.state() != FilingState.PRELIM_RETURNED && filing.state() != FilingState.AUTHORITY_RETURNED) {
			return "redirect:/filings/" + reference;
		}
		FilingDesk.Pending pending = this.desk.pending(filing.reference(), who);
		List<Item> items = items(filing, pending, who, locale);
		this.cases.head(model, filing, locale);
		model.addAttribute("cause", filing.returnCause().name());
		model.addAttribute("items", items);
		model.addAttribute("open", items.stream().filter((item) -> !item.changed() && !item.procedural()).count());
		model.addAttribute("onlyProcedure", items.stream().allMatch(Item::procedural));
		model.addAttribute("changes", changes(pending, locale));
		model.addAttribute("uploads", pending.uploads().stream().sorted().map((key) -> material(key, locale)).toList());
		model.addAttribute("sheets",
				this.papers.of(filing.reference(), who).stream().map((paper) -> paper.kind().code()).toList());
		model.addAttribute("unchanged", pending.isEmpty());
		model.addAttribute("filingVersion", filing.version());
		model.addAttribute("links", steps(filing));
		model.addAttribute("sendAgainFrom", (filing.returnCause() == Filing.ReturnCause.SMS_VERIFICATION)
				? this.deadlineWords.moment(FilingDesk.sendAgainFrom(filing), locale) : null);
		return "portal/correction";
	}

	/** Where everything is open, each step by itself. */
	private static List<DraftStep.Place> steps(Filing filing) {
		List<DraftStep.Place> places = new ArrayList<>(
				List.of(new DraftStep.Place(DraftStep.SUBJECT, 0), new DraftStep.Place(DraftStep.PRINCIPAL, 0)));
		for (int i = 0; i < filing.form().services().size(); i++) {
			places.add(new DraftStep.Place(DraftStep.WEBSITE, i));
			places.add(new DraftStep.Place(DraftStep.ACCESS, i));
		}
		return filing.editScope().allowsEverything() ? places : List.of();
	}

	/** Takes a new version of a listed document. */
	@PostMapping("/filings/{reference}/correction/materials")
	String upload(@PathVariable String reference, @RequestParam String material,
			@RequestParam(required = false) MultipartFile file, RedirectAttributes flash, Locale locale)
			throws IOException {
		String code = material.contains("/") ? material.substring(0, material.indexOf('/')) : material;
		String slot = material.contains("/") ? material.substring(material.indexOf('/') + 1) : "";
		try {
			MaterialKind kind = kind(code)
				.orElseThrow(() -> new Refusal(Refusal.Kind.NOT_FOUND, "api.material.unknown", code));
			if (file == null || file.isEmpty()) {
				throw new Refusal(Refusal.Kind.MALFORMED, "portal.correction.file.missing");
			}
			try (InputStream content = file.getInputStream()) {
				this.desk.upload(new FilingReference(reference), kind, slot, FeePage.name(file.getOriginalFilename()),
						content, this.actors.current());
			}
			flash.addFlashAttribute("done", this.texts.text("portal.correction.upload.done", locale));
		}
		catch (Refusal refusal) {
			flash.addFlashAttribute("problems", this.problems.of(refusal, (path) -> "#items", locale));
		}
		return "redirect:/filings/" + reference + "/correction";
	}

	private static Optional<MaterialKind> kind(String code) {
		return Arrays.stream(MaterialKind.values()).filter((kind) -> kind.code().equals(code)).findFirst();
	}

	private List<Item> items(Filing filing, FilingDesk.Pending pending, CurrentActor who, Locale locale) {
		Map<String, List<Defect>> byPlace = new LinkedHashMap<>();
		Map<String, ReturnItem> places = new LinkedHashMap<>();
		this.reviews.openItems(filing.reference().value()).forEach((open) -> {
			ReturnItem item = open.item();
			String place = (item.path() != null && !item.path().isBlank()) ? item.path()
					: "material:" + key(item.materialKind(), item.slot());
			places.putIfAbsent(place, item);
			byPlace.computeIfAbsent(place, (absent) -> new ArrayList<>())
				.add(new Defect(item.error(), item.suggestion()));
		});
		List<Item> items = new ArrayList<>();
		byPlace.forEach((place, defects) -> items.add(item(filing, places.get(place), defects, pending, locale)));
		items.addAll(further(filing, byPlace.keySet(), who, locale));
		if (filing.returnCause() == Filing.ReturnCause.SMS_VERIFICATION) {
			this.sms.status(filing.reference(), who)
				.map(SmsStatus::missing)
				.orElse(List.of())
				.forEach((person) -> items.add(missing(filing, person, pending, locale)));
		}
		return items;
	}

	/**
	 * What else stands in the way by now, though nobody listed it: it is open as well.
	 */
	private List<Item> further(Filing filing, Set<String> listed, CurrentActor who, Locale locale) {
		Map<String, List<Defect>> defects = new LinkedHashMap<>();
		for (Violation violation : this.desk.check(filing.reference(), who)) {
			String path = violation.path();
			String place = path.startsWith("materials[") ? "material:" + path.substring(10, path.length() - 1) : path;
			boolean known = listed.stream()
				.anyMatch((one) -> place.equals(one) || place.startsWith(one + ".") || place.startsWith(one + "["));
			if (!known) {
				PageProblems.Shown shown = this.problems.shown(violation, null, (mended) -> null, locale);
				defects.computeIfAbsent(place, (absent) -> new ArrayList<>())
					.add(new Defect(shown.message(), shown.remedy()));
			}
		}
		return defects.entrySet().stream().map((one) -> {
			String place = one.getKey();
			if (place.startsWith("material:")) {
				String key = place.substring("material:".length());
				return new Item(material(key, locale), null, key, false, one.getValue());
			}
			return new Item(this.dossier.label(place, locale), WizardLinks.field(filing.reference(), place), null,
					false, one.getValue());
		}).toList();
	}

	private Item item(Filing filing, ReturnItem item, List<Defect> defects, FilingDesk.Pending pending, Locale locale) {
		if (item.path() != null && !item.path().isBlank()) {
			return new Item(this.dossier.label(item.path(), locale), WizardLinks.field(filing.reference(), item.path()),
					null, touched(item.path(), pending), defects);
		}
		if (item.materialKind() == null) {
			return new Item(this.texts.text("portal.correction.procedure", locale), null, null, false, defects);
		}
		String key = key(item.materialKind(), item.slot());
		return new Item(material(key, locale), null, key, pending.uploads().contains(key), defects);
	}

	private Item missing(Filing filing, SmsStatus.Person person, FilingDesk.Pending pending, Locale locale) {
		return new Item(this.dossier.label(person.path(), locale),
				WizardLinks.field(filing.reference(), person.path() + ".mobile"), null, touched(person.path(), pending),
				List.of(new Defect(
						this.texts.text("portal.correction.sms.error", locale, person.name(), person.mobile()),
						this.texts.text("portal.correction.sms.suggestion", locale))));
	}

	private static boolean touched(String path, FilingDesk.Pending pending) {
		return pending.changes()
			.stream()
			.anyMatch((change) -> change.path().equals(path) || change.path().startsWith(path + ".")
					|| change.path().startsWith(path + "["));
	}

	private static String key(String kind, String slot) {
		return (slot == null || slot.isEmpty()) ? String.valueOf(kind) : kind + "/" + slot;
	}

	/** The name of a material as {@code M3/0.front} names it. */
	private String material(String key, Locale locale) {
		String code = key.contains("/") ? key.substring(0, key.indexOf('/')) : key;
		return kind(code).map((kind) -> this.texts.text(kind.messageKey(), locale)).orElse(key);
	}

	private List<Change> changes(FilingDesk.Pending pending, Locale locale) {
		List<Change> changes = new ArrayList<>();
		for (FormDiff.Change change : pending.changes()) {
			changes.add(new Change(this.dossier.label(change.path(), locale), shown(change, change.before(), locale),
					shown(change, change.after(), locale)));
		}
		return changes;
	}

	private String shown(FormDiff.Change change, String value, Locale locale) {
		if (value == null) {
			return this.texts.text("portal.correction.nothing", locale);
		}
		return FieldCatalogue.at(change.path()).map((field) -> this.dossier.shown(field, value, locale)).orElse(value);
	}

	@PostMapping("/filings/{reference}/correction")
	String submit(@PathVariable String reference, @RequestParam(required = false) Long version, Model model,
			RedirectAttributes flash, HttpServletResponse response, Locale locale) {
		FilingReference filing = new FilingReference(reference);
		try {
			this.desk.submit(filing, version, this.actors.current());
			flash.addFlashAttribute("done", this.texts.text("portal.correction.done", locale));
			return "redirect:/filings/" + reference;
		}
		catch (Refusal refusal) {
			PageProblems all = this.problems.of(refusal, locale);
			model.addAttribute("problems",
					new PageProblems(all.headline(), all.remedy(),
							refusal.violations()
								.stream()
								.map((violation) -> this.problems.shown(violation, place(violation.path(), locale),
										(path) -> link(filing, path), locale))
								.toList()));
			response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
			return page(reference, model, locale);
		}
	}

	private String place(String path, Locale locale) {
		return path.startsWith("materials") ? this.texts.text("portal.correction.materials", locale)
				: this.dossier.label(path, locale);
	}

	private static String link(FilingReference filing, String path) {
		return path.startsWith("materials") ? "#items" : WizardLinks.field(filing, path);
	}

}
