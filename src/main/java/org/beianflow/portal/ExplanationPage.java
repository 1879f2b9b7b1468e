package org.beianflow.portal;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

import org.beianflow.account.CurrentActors;
import org.beianflow.check.Refusal;
import org.beianflow.deadline.Deadline;
import org.beianflow.deadline.DeadlineCalendar;
import org.beianflow.deadline.DeadlineWords;
import org.beianflow.deadline.Deadlines;
import org.beianflow.deadline.ExplainedDay;
import org.beianflow.deadline.Turn;
import org.beianflow.filing.Filing;
import org.beianflow.filing.FilingDesk;
import org.beianflow.filing.FilingReference;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * How a time limit is counted, day by day, for printing; and the own ones as a calendar
 * file.
 */
@Controller
class ExplanationPage {

	private final FilingDesk desk;

	private final Deadlines deadlines;

	private final DeadlineWords words;

	private final CaseClock clock;

	private final CasePage cases;

	private final DeadlineCalendar calendar;

	private final CurrentActors actors;

	private final PageTexts texts;

	ExplanationPage(FilingDesk desk, Deadlines deadlines, DeadlineWords words, CaseClock clock, CasePage cases,
			DeadlineCalendar calendar, CurrentActors actors, PageTexts texts) {
		this.desk = desk;
		this.deadlines = deadlines;
		this.words = words;
		this.clock = clock;
		this.cases = cases;
		this.calendar = calendar;
		this.actors = actors;
		this.texts = texts;
	}

	/** A day of the account. */
	record Day(String date, String weekday, String kind, String effect, boolean counts, boolean provisional) {

	}

	@GetMapping("/filings/{reference}/deadlines/{kind}")
	String show(@PathVariable String reference, @PathVariable String kind, Model model, Locale locale) {
		Filing filing = this.desk.read(new FilingReference(reference), this.actors.current());
		Deadline deadline = this.deadlines.of(reference)
			.stream()
			.filter((one) -> one.kind().name().equals(kind))
			.reduce((first, second) -> second)
			.orElseThrow(() -> new Refusal(Refusal.Kind.NOT_FOUND, "deadline.none"));
		this.cases.head(model, filing, locale);
		model.addAttribute("shown", this.clock.shown(deadline, locale));
		model.addAttribute("startedAt", this.texts.moment(deadline.startedAt()));
		model.addAttribute("length",
				this.texts.text("deadline.unit." + deadline.length().unit(), locale, deadline.length().amount()));
		model.addAttribute("extendedBy", (deadline.extendedBy() > 0)
				? this.texts.text("deadline.unit." + deadline.length().unit(), locale, deadline.extendedBy()) : null);
		model.addAttribute("expiry", this.words.expiry(deadline.kind(), locale));
		model.addAttribute("turnOf", this.words.turn(deadline.kind(), locale));
		model.addAttribute("days", days(deadline, locale));
		return "portal/deadline";
	}

	private List<Day> days(Deadline deadline, Locale locale) {
		DateTimeFormatter weekday = DateTimeFormatter.ofPattern("EEE", locale);
		return this.deadlines.explain(deadline).stream().map((day) -> {
			String kind = this.texts.text(day.day().kind().messageKey(), locale);
			String holiday = (day.day().holiday() != null) ? day.day().holiday().in(locale) : null;
			return new Day(day.day().date().toString(), weekday.format(day.day().date()),
					(holiday != null) ? this.texts.text("portal.case.day.holiday", locale, kind, holiday) : kind,
					this.texts.text(day.effect().messageKey(), locale, day.counted()),
					day.effect() == ExplainedDay.Effect.COUNTED, day.day().provisional());
		}).toList();
	}

	@GetMapping("/filings/{reference}/deadlines.ics")
	ResponseEntity<String> calendar(@PathVariable String reference, Locale locale) {
		Filing filing = this.desk.read(new FilingReference(reference), this.actors.current());
		List<Deadline> own = this.deadlines.of(reference)
			.stream()
			.filter((deadline) -> deadline.kind().turn() == Turn.APPLICANT)
			.toList();
		return ResponseEntity.ok()
			.contentType(MediaType.parseMediaType("text/calendar;charset=UTF-8"))
			.header("Content-Disposition", "attachment; filename=\"" + filing.reference() + ".ics\"")
			.header("Cache-Control", "private, no-store")
			.body(this.calendar.write(own, locale));
	}

}
