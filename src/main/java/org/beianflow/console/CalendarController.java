package org.beianflow.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.beianflow.account.Action;
import org.beianflow.account.CurrentActor;
import org.beianflow.account.CurrentActors;
import org.beianflow.account.Permissions;
import org.beianflow.account.Scope;
import org.beianflow.audit.Actor;
import org.beianflow.check.Refusal;
import org.beianflow.deadline.CalendarDay;
import org.beianflow.deadline.CalendarFeeds;
import org.beianflow.deadline.CalendarReach;
import org.beianflow.deadline.CalendarVersion;
import org.beianflow.deadline.ClockChange;
import org.beianflow.deadline.ClockChanges;
import org.beianflow.deadline.DeadlineKind;
import org.beianflow.deadline.WorkingCalendar;
import org.beianflow.deadline.WorkingCalendars;
import org.beianflow.subject.Province;

import org.springframework.context.MessageSource;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * The official calendar: its years and versions, importing a year, what a change would
 * move, and the second person's confirmation.
 */
@ConsoleController
class CalendarController {

	private static final int LINES = 50;

	private static final int CHANGES = 20;

	private final ClockChanges changes;

	private final WorkingCalendars calendars;

	private final CalendarReach reach;

	private final CalendarFeeds feeds;

	private final CurrentActors actors;

	private final Permissions permissions;

	private final MessageSource messages;

	CalendarController(ClockChanges changes, WorkingCalendars calendars, CalendarReach reach, CalendarFeeds feeds,
			CurrentActors actors, Permissions permissions, MessageSource messages) {
		this.changes = changes;
		this.calendars = calendars;
		this.reach = reach;
		this.feeds = feeds;
		this.actors = actors;
		this.permissions = permissions;
		this.messages = messages;
	}

	/** A month drawn as weeks; days of other months are null. */
	record Month(int number, List<List<CalendarDay>> weeks) {
	}

	@GetMapping("/console/calendar")
	String calendar(@RequestParam(required = false) Integer year, Model model, Locale locale) {
		CurrentActor who = this.actors.current();
		WorkingCalendar calendar = this.calendars.current();
		Words words = ((Frame) model.getAttribute("console")).words();
		int shown = (year != null && year >= 2000 && year <= 2099) ? year : words.today().getYear();
		List<CalendarVersion> versions = this.changes.versions();
		model.addAttribute("year", shown);
		model.addAttribute("years",
				versions.stream().map((version) -> version.year().year()).distinct().sorted().toList());
		model.addAttribute("months", months(calendar, shown));
		model.addAttribute("workingDays",
				calendar.workingDaysBetween(LocalDate.of(shown - 1, 12, 31), LocalDate.of(shown, 12, 31)));
		model.addAttribute("versions", versions.stream().filter((version) -> version.year().year() == shown).toList());
		model.addAttribute("inForce",
				versions.stream()
					.filter((version) -> version.year().year() == shown && version.inForce())
					.findFirst()
					.orElse(null));
		model.addAttribute("changes", this.changes.changes(CHANGES));
		model.addAttribute("reach", this.reach.now());
		model.addAttribute("editor", this.permissions.allowsSomewhere(who, Action.RULES_EDIT));
		model.addAttribute("kinds", DeadlineKind.values());
		model.addAttribute("provinces", Arrays.stream(Province.values()).map(Province::code).toList());
		model.addAttribute("feed", this.feeds.exists("staff:" + who.id()));
		return "console/calendar";
	}

	private static List<Month> months(WorkingCalendar calendar, int year) {
		List<Month> months = new ArrayList<>();
		for (int number = 1; number <= 12; number++) {
			YearMonth month = YearMonth.of(year, number);
			List<List<CalendarDay>> weeks = new ArrayList<>();
			List<CalendarDay> week = new ArrayList<>();
			for (int i = 1; i < month.atDay(1).getDayOfWeek().getValue(); i++) {
				week.add(null);
			}
			for (int day = 1; day <= month.lengthOfMonth(); day++) {
				week.add(calendar.day(month.atDay(day)));
				if (week.size() == 7) {
					weeks.add(week);
					week = new ArrayList<>();
				}
			}
			while (!week.isEmpty() && week.size() < 7) {
				week.add(null);
			}
			if (!week.isEmpty()) {
				weeks.add(week);
			}
			months.add(new Month(number, weeks));
		}
		return months;
	}

	private CurrentActor editor() {
		CurrentActor who = this.actors.current();
		this.permissions.require(who, Action.RULES_EDIT, Scope.NONE);
		return who;
	}

	@PostMapping("/console/calendar/import")
	String importYear(@RequestParam(required = false) MultipartFile file, @RequestParam(defaultValue = "") String text,
			@RequestParam(defaultValue = "") String source) throws IOException {
		CurrentActor who = editor();
		String json = (file != null && !file.isEmpty()) ? new String(file.getBytes(), StandardCharsets.UTF_8) : text;
		return shown(this.changes.propose(json, source, CalendarVersion.Origin.PAGE, who.actor()));
	}

	@PostMapping("/console/calendar/versions/{version}/proposal")
	String back(@PathVariable long version, @RequestParam(defaultValue = "") String reason) {
		return shown(this.changes.propose(version, reason, editor().actor()));
	}

	@PostMapping("/console/calendar/lengths")
	String length(@RequestParam(defaultValue = "") String kind, @RequestParam(defaultValue = "") String province,
			@RequestParam(defaultValue = "") String from, @RequestParam(defaultValue = "") String reason) {
		DeadlineKind of = DeadlineBoardController.kind(kind).stream().findFirst().orElse(null);
		return shown(this.changes.propose(of, province, date(from), reason, editor().actor()));
	}

	private static LocalDate date(String text) {
		try {
			return LocalDate.parse(text);
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	private static String shown(ClockChange change) {
		return "redirect:/console/calendar/changes/" + change.id();
	}

	@GetMapping("/console/calendar/changes/{id}")
	String change(@PathVariable long id, @RequestParam(defaultValue = "0") long after, Model model) {
		CurrentActor who = editor();
		ClockChange change = this.changes.find(id)
			.orElseThrow(() -> new Refusal(Refusal.Kind.NOT_FOUND, "deadline.change.unknown"));
		model.addAttribute("change", change);
		if (change.state() == ClockChange.State.PROPOSED) {
			model.addAttribute("preview", this.changes.preview(id, after, LINES));
			model.addAttribute("own", change.proposedBy().id().equals(who.id()));
			model.addAttribute("unseen", change.proposedBy().kind() == Actor.Kind.SYSTEM);
			model.addAttribute("revision", this.calendars.revision());
		}
		else {
			model.addAttribute("moves", this.changes.moves(id, after, LINES));
		}
		model.addAttribute("size", LINES);
		return "console/calendar-change";
	}

	@PostMapping("/console/calendar/changes/{id}/confirmation")
	String confirm(@PathVariable long id, @RequestParam int revision, RedirectAttributes told, Locale locale) {
		ClockChange change = this.changes.confirm(id, revision, editor().actor());
		String done = (change.state() == ClockChange.State.PROPOSED) ? "console.change.adopted"
				: "console.change.confirmed";
		told.addFlashAttribute("told", this.messages.getMessage(done, null, locale));
		return "redirect:/console/calendar/changes/" + id;
	}

	@PostMapping("/console/calendar/changes/{id}/discard")
	String discard(@PathVariable long id) {
		this.changes.discard(id, editor().actor());
		return "redirect:/console/calendar/changes/" + id;
	}

	@PostMapping("/console/calendar/feed")
	String feed(RedirectAttributes told, Locale locale) {
		String secret = this.feeds.create("staff:" + this.actors.current().id(), locale);
		told.addFlashAttribute("feedAddress",
				ServletUriComponentsBuilder.fromCurrentContextPath()
					.path("/feed/{secret}.ics")
					.buildAndExpand(secret)
					.toUriString());
		return "redirect:/console/calendar#feed";
	}

	@PostMapping("/console/calendar/feed/end")
	String endFeed(RedirectAttributes told, Locale locale) {
		this.feeds.revoke("staff:" + this.actors.current().id());
		told.addFlashAttribute("told", this.messages.getMessage("console.feed.ended", null, locale));
		return "redirect:/console/calendar";
	}

}
