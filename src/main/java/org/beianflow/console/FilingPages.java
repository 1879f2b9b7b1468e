package org.beianflow.console;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import jakarta.servlet.http.HttpServletResponse;
import org.beianflow.account.Action;
import org.beianflow.account.CurrentActor;
import org.beianflow.account.CurrentActors;
import org.beianflow.account.Permissions;
import org.beianflow.audit.AuditTrail;
import org.beianflow.check.Refusal;
import org.beianflow.filing.DisclosureReason;
import org.beianflow.filing.Filing;
import org.beianflow.filing.FilingDesk;
import org.beianflow.filing.FilingReference;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * One filing seen whole: dossier, road, place in the diagrams, time limits, messages,
 * materials, evidence, rounds, decisions; and everything of it in one file.
 */
@ConsoleController
class FilingPages {

	private final FilingDesk desk;

	private final FilingPageViews views;

	private final FilingPlaces places;

	private final FilingBundle bundle;

	private final Permissions permissions;

	private final AuditTrail audit;

	private final CurrentActors actors;

	private final Told told;

	FilingPages(FilingDesk desk, FilingPageViews views, FilingPlaces places, FilingBundle bundle,
			Permissions permissions, AuditTrail audit, CurrentActors actors, Told told) {
		this.desk = desk;
		this.views = views;
		this.places = places;
		this.bundle = bundle;
		this.permissions = permissions;
		this.audit = audit;
		this.actors = actors;
		this.told = told;
	}

	@GetMapping("/console/filings/{reference}")
	String filing(@PathVariable String reference, @ModelAttribute("console") Frame console, Model model,
			HttpServletResponse response) {
		CurrentActor who = this.actors.current();
		show(this.desk.read(new FilingReference(reference), who), null, who, console, model, response);
		return "console/filing";
	}

	/**
	 * Shows one field in full, in this answer only: the next one has it masked again. The
	 * reason goes into the audit trail.
	 */
	@PostMapping("/console/filings/{reference}/unmask")
	String unmask(@PathVariable String reference, @RequestParam(defaultValue = "") String path,
			@RequestParam(defaultValue = "") String reason, @ModelAttribute("console") Frame console, Model model,
			HttpServletResponse response) {
		CurrentActor who = this.actors.current();
		Filing filing = this.desk.read(new FilingReference(reference), who);
		this.permissions.require(who, Action.PERSONAL_DATA_UNMASK, filing.scope());
		String shown = null;
		try {
			String why = DisclosureReason.of(reason, "filing.unmask.reason");
			if (!this.views.isMasked(filing, path, console.words().locale())) {
				throw new Refusal(Refusal.Kind.NOT_FOUND, "console.filing.unmask.unknown");
			}
			this.audit.record(reference, who.actor(), "filing.personal-data.shown",
					Map.of("field", path, "reason", why));
			shown = path;
		}
		catch (Refusal refusal) {
			model.addAttribute("refused", this.told.sentence(refusal));
			model.addAttribute("path", path);
			model.addAttribute("reason", reason);
			response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
		}
		show(filing, shown, who, console, model, response);
		return "console/filing";
	}

	/** Everything of the filing in one file; a read of personal data with its purpose. */
	@PostMapping("/console/filings/{reference}/bundle")
	String bundle(@PathVariable String reference, @RequestParam(defaultValue = "") String purpose,
			@ModelAttribute("console") Frame console, Model model, HttpServletResponse response) throws IOException {
		CurrentActor who = this.actors.current();
		Filing filing = this.desk.read(new FilingReference(reference), who);
		this.permissions.require(who, Action.PERSONAL_DATA_UNMASK, filing.scope());
		FilingPageViews.Rights rights = this.views.rights(filing, who);
		try {
			String why = DisclosureReason.of(purpose, "console.bundle.purpose");
			if (!rights.bundle()) {
				throw new Refusal(Refusal.Kind.CONFLICT, "console.bundle.draft");
			}
			this.audit.record(reference, who.actor(), FilingBundle.WANTED, Map.of("purpose", why));
			response.setContentType("application/zip");
			response.setHeader("Content-Disposition",
					ContentDisposition.attachment().filename(reference + "-evidence.zip").build().toString());
			response.setHeader("Cache-Control", "private, no-store");
			this.bundle.write(filing, rights, who, why, console.words(), response.getOutputStream());
			return null;
		}
		catch (Refusal refusal) {
			if (response.isCommitted()) {
				// What was begun stays unfinished: a file without its end is seen to be
				// one.
				throw new IOException("the bundle of " + reference + " could not be finished", refusal);
			}
			response.reset();
			model.addAttribute("refused", this.told.sentence(refusal));
			response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
			show(filing, null, who, console, model, response);
			return "console/filing";
		}
	}

	private void show(Filing filing, String shown, CurrentActor who, Frame console, Model model,
			HttpServletResponse response) {
		// Personal data stays in no cache and in no history.
		response.setHeader("Cache-Control", "private, no-store");
		Words words = console.words();
		Locale locale = words.locale();
		FilingPageViews.Rights rights = this.views.rights(filing, who);
		model.addAttribute("rights", rights);
		model.addAttribute("head", this.views.head(filing, words));
		model.addAttribute("clock", this.views.clock(filing, locale).orElse(null));
		model.addAttribute("tasks", this.views.tasks(filing, who, words.now(), locale));
		model.addAttribute("places", this.places.of(filing.reference().value(), words));
		model.addAttribute("timeline", this.views.timeline(filing, words.now(), locale));
		model.addAttribute("limits", this.views.limits(filing, locale));
		model.addAttribute("materials", this.views.materials(filing, rights, locale));
		model.addAttribute("notices", rights.notices() ? this.views.notices(filing) : List.of());
		model.addAttribute("attempts", rights.evidence() ? this.views.attempts(filing, locale) : List.of());
		model.addAttribute("fee", this.views.fee(filing, locale).orElse(null));
		if (rights.dossier()) {
			List<FilingPageViews.PartView> parts = this.views.dossier(filing, shown, locale);
			model.addAttribute("parts", parts);
			model.addAttribute("maskedRows", FilingPageViews.masked(parts));
			model.addAttribute("findings", this.views.findings(filing, locale));
			model.addAttribute("rounds", this.views.rounds(filing, locale));
			model.addAttribute("decisions", this.views.decisions(filing, locale));
			model.addAttribute("notes", this.views.notes(filing, locale));
		}
	}

}
