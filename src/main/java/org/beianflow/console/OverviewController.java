package org.beianflow.console;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import jakarta.servlet.http.HttpServletResponse;
import org.beianflow.account.Action;
import org.beianflow.account.CurrentActor;
import org.beianflow.account.CurrentActors;
import org.beianflow.account.Permissions;
import org.beianflow.check.Refusal;
import org.beianflow.review.Reason;
import org.beianflow.review.ReasonCatalogue;

import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Where the work stands; the first page of the console. */
@ConsoleController
class OverviewController {

	private final CurrentActors actors;

	private final Permissions permissions;

	private final Frames frames;

	private final Figures figures;

	private final Reasons reasons;

	private final Told told;

	OverviewController(CurrentActors actors, Permissions permissions, Frames frames, Figures figures, Reasons reasons,
			Told told) {
		this.actors = actors;
		this.permissions = permissions;
		this.frames = frames;
		this.figures = figures;
		this.reasons = reasons;
		this.told = told;
	}

	/** Reasons of returns by name. */
	@Component("returnReasons")
	static class Reasons {

		private final ReasonCatalogue catalogue;

		Reasons(ReasonCatalogue catalogue) {
			this.catalogue = catalogue;
		}

		public String title(String code, Locale locale) {
			boolean english = Locale.ENGLISH.getLanguage().equals(locale.getLanguage());
			return this.catalogue.all()
				.stream()
				.filter((reason) -> reason.code().equals(code))
				.map((Reason reason) -> english ? reason.en() : reason.zh())
				.findFirst()
				.orElse(code);
		}

	}

	/** Where the portal's link for staff leads. */
	@GetMapping("/staff")
	String staff() {
		return "redirect:/console";
	}

	/** Those who have no figures begin at the first page they have. */
	@GetMapping("/console")
	String overview(Model model) {
		CurrentActor who = this.actors.current();
		if (!mayCount(who)) {
			List<ConsolePage> pages = this.frames.pages(who);
			return pages.isEmpty() ? "console/nothing" : "redirect:" + pages.get(0).path();
		}
		model.addAttribute("figures", this.figures.overview(provinces(who)));
		model.addAttribute("days", Figures.DAYS);
		model.addAttribute("mayList", mayList(who));
		return "console/index";
	}

	private boolean mayCount(CurrentActor who) {
		return this.permissions.allowsSomewhere(who, Action.FILING_SEARCH)
				|| this.permissions.allowsSomewhere(who, Action.METRICS_READ);
	}

	private boolean mayList(CurrentActor who) {
		return this.permissions.allowsSomewhere(who, Action.FILING_SEARCH) && !who.provinces().isEmpty();
	}

	/**
	 * The own provinces, as in the list of filings; all of them for those who have no
	 * list.
	 */
	private Set<String> provinces(CurrentActor who) {
		return (!mayList(who) && this.permissions.allowsSomewhere(who, Action.METRICS_READ)) ? Set.of()
				: who.provinces();
	}

	/** The figures of the overview as a table, for a spreadsheet. */
	@GetMapping("/console/figures.{format}")
	void export(@PathVariable String format, Locale locale, HttpServletResponse response) throws IOException {
		CurrentActor who = this.actors.current();
		if (!mayCount(who)) {
			throw new Refusal(Refusal.Kind.FORBIDDEN, "account.forbidden");
		}
		Sheets.write(format, "beianflow-figures", this.told.text("console.overview.title"),
				rows(this.figures.overview(provinces(who)), locale), response);
	}

	private List<List<Object>> rows(Figures.Overview all, Locale locale) {
		List<List<Object>> rows = new ArrayList<>();
		rows.add(List.of(this.told.text("console.figures.group"), this.told.text("console.figures.what"),
				this.told.text("console.figures.number"), this.told.text("console.figures.median"),
				this.told.text("console.figures.slow")));
		String now = this.told.text("console.figures.now");
		all.stages().forEach((stage) -> rows.add(List.of(now, state(stage.state()), stage.count())));
		rows.add(List.of(now, this.told.text("console.due.overdue"), all.due().overdue()));
		rows.add(List.of(now, this.told.text("console.due.today"), all.due().today()));
		rows.add(List.of(now, this.told.text("console.due.week"), all.due().week()));
		rows.add(List.of(now, this.told.text("console.figures.unassigned"), all.unassigned()));
		String lately = this.told.text("console.figures.lately", Figures.DAYS);
		rows.add(List.of(lately, this.told.text("console.figures.met"), all.onTime().met()));
		rows.add(List.of(lately, this.told.text("console.figures.closed"), all.onTime().all()));
		all.reasons()
			.forEach((reason) -> rows.add(List.of(lately,
					this.told.text("console.figures.returned", this.reasons.title(reason.code(), locale)),
					reason.count())));
		all.flow()
			.forEach((flow) -> rows.add(List.of(lately, this.told.text("console.figures.left", state(flow.state())),
					flow.left(), flow.median().toMinutes() / 60.0, flow.slow().toMinutes() / 60.0)));
		return rows;
	}

	private String state(Enum<?> state) {
		return this.told.text("filing.state." + state);
	}

}
