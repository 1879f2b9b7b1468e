package org.beianflow.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;

import org.beianflow.account.Action;
import org.beianflow.account.CurrentActors;
import org.beianflow.account.Permissions;
import org.beianflow.account.Scope;
import org.beianflow.check.Refusal;
import org.beianflow.console.ConsoleController;
import org.beianflow.console.ConsolePage;
import org.beianflow.console.Told;
import org.beianflow.deadline.WorkingCalendars;
import org.beianflow.deadline.WorkingCalendar;
import org.beianflow.engine.EngineJobs;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The page on which anyone lets the demo's time pass, and sees what came of it. Time
 * passes from one due moment to the next, so reminders and ends of time limits happen at
 * their own hour.
 */
@ConsoleController
@Profile("demo")
class DemoClockPages {

	private static final String PAGE = "/console/clock";

	private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

	private static final Duration MOST = Duration.ofDays(366);

	/** Fewer stops on a long way: what falls due within is done together. */
	private static final Duration SHORTEST_STEP = Duration.ofHours(1);

	/** Nobody waits longer for a page; the rest of the way is made in one leap. */
	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final ClockMover mover;

	private final DemoClock clock;

	private final EngineJobs jobs;

	private final WorkingCalendars calendars;

	private final JdbcClient jdbc;

	private final Permissions permissions;

	private final CurrentActors actors;

	private final Told told;

	DemoClockPages(ClockMover mover, DemoClock clock, EngineJobs jobs, WorkingCalendars calendars, JdbcClient jdbc,
			Permissions permissions, CurrentActors actors, Told told) {
		this.mover = mover;
		this.clock = clock;
		this.jobs = jobs;
		this.calendars = calendars;
		this.jdbc = jdbc;
		this.permissions = permissions;
		this.actors = actors;
		this.told = told;
	}

	@Bean
	static ConsolePage demoClockPage() {
		return new ConsolePage(PAGE, "demo.clock.title", ConsolePage.Group.DEMO, 10, Set.of(Action.DEMO_CLOCK));
	}

	/** What came of letting time pass. */
	record Happened(Instant at, String filing, String what) {

	}

	@GetMapping(PAGE)
	String page(@RequestParam(required = false) Instant since, Model model) {
		this.permissions.require(this.actors.current(), Action.DEMO_CLOCK, Scope.NONE);
		model.addAttribute("ahead", this.mover.offset());
		model.addAttribute("since", since);
		model.addAttribute("happened", (since != null) ? happened(since) : List.of());
		return "demo/clock";
	}

	private List<Happened> happened(Instant since) {
		return this.jdbc.sql("""
				select at, reference as filing, concat('filing.state.', to_state) as what from bf_filing_step
				where at >= :since
				union all
				select created_at as at, filing, concat('notice.kind.', kind) as what from bf_notice
				where created_at >= :since and channel <> 'IN_APP'
				order by at, filing fetch first 200 rows only
				""")
			.param("since", since.atOffset(java.time.ZoneOffset.UTC))
			.query((rs, row) -> new Happened(rs.getObject("at", java.time.OffsetDateTime.class).toInstant(),
					rs.getString("filing"), rs.getString("what")))
			.list();
	}

	@PostMapping(PAGE)
	String move(@RequestParam(defaultValue = "") String by, @RequestParam(defaultValue = "") String to,
			RedirectAttributes redirect) {
		this.permissions.require(this.actors.current(), Action.DEMO_CLOCK, Scope.NONE);
		Instant start = this.clock.instant();
		return this.told.after(redirect, PAGE + "?since=" + start, () -> {
			Instant target = to.isBlank() ? target(start, by) : wallTime(to);
			if (!target.isAfter(start)) {
				throw new Refusal(Refusal.Kind.MALFORMED, "demo.clock.backward");
			}
			if (this.mover.offset().plus(Duration.between(start, target)).compareTo(MOST) > 0) {
				throw new Refusal(Refusal.Kind.MALFORMED, "demo.clock.far", MOST.toDays());
			}
			int run = pass(target);
			return this.told.text("demo.clock.moved", run);
		});
	}

	/**
	 * Where a button leads: hours and days by the clock, working days by the calendar.
	 */
	private Instant target(Instant start, String by) {
		LocalDateTime local = LocalDateTime.ofInstant(start, SHANGHAI);
		WorkingCalendar calendar = this.calendars.current();
		LocalDateTime target = switch (by) {
			case "hour" -> local.plusHours(1);
			case "day" -> local.plusDays(1);
			case "wd1" -> calendar.plusWorkingDays(local.toLocalDate(), 1).atTime(local.toLocalTime());
			case "wd5" -> calendar.plusWorkingDays(local.toLocalDate(), 5).atTime(local.toLocalTime());
			case "wd20" -> calendar.plusWorkingDays(local.toLocalDate(), 20).atTime(local.toLocalTime());
			default -> throw new Refusal(Refusal.Kind.MALFORMED, "demo.clock.unreadable");
		};
		return target.atZone(SHANGHAI).toInstant();
	}

	private static Instant wallTime(String to) {
		try {
			return LocalDateTime.parse(to).atZone(SHANGHAI).toInstant();
		}
		catch (DateTimeParseException ex) {
			throw new Refusal(Refusal.Kind.MALFORMED, "demo.clock.unreadable");
		}
	}

	/** Lets the time pass and gives how many automatic steps ran. */
	private int pass(Instant target) {
		int[] run = new int[1];
		Instant patience = this.clock.realInstant().plus(PATIENCE);
		this.jobs.undisturbed(() -> {
			for (Instant now = this.clock.instant(); now.isBefore(target)
					&& this.clock.realInstant().isBefore(patience); now = next(now, target)) {
				this.mover.visit(now);
				run[0] += this.jobs.runDue();
			}
			this.mover.remember(Duration.between(this.clock.realInstant(), target));
			run[0] += this.jobs.runDue();
		});
		return run[0];
	}

	private Instant next(Instant now, Instant target) {
		Instant soonest = now.plus(SHORTEST_STEP);
		Instant due = this.jobs.nextDue().filter(soonest::isBefore).orElse(soonest);
		return due.isAfter(target) ? target : due;
	}

}
