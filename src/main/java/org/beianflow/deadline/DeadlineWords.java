package org.beianflow.deadline;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * How time limits are spoken of, in the same words for applicants, staff and notices.
 */
@Component
public class DeadlineWords {

	private static final long MINUTES_OF_AN_HOUR = 60;

	/** Under so many hours a limit in hours is due soon. */
	private static final int SOON_HOURS = 4;

	private final MessageSource messages;

	private final Deadlines deadlines;

	DeadlineWords(MessageSource messages, Deadlines deadlines) {
		this.messages = messages;
		this.deadlines = deadlines;
	}

	/**
	 * How a limit stands.
	 *
	 * @param text what became of it, or what is left: 已办结, 逾期办结, 还剩 18 个工作日
	 * @param tone {@code ok}, {@code soon}, {@code overdue}, or {@code waiting} where no
	 * clock runs: closed or suspended
	 */
	public record Standing(String text, String tone) {

	}

	/** What the limit is called: 管局审核. */
	public String name(DeadlineKind kind, Locale locale) {
		return text(kind.messageKey(), locale);
	}

	/** Its ground: 《非经营性互联网信息服务备案管理办法》第十二条. */
	public String basis(DeadlineKind kind, Locale locale) {
		return text(kind.basisKey(), locale);
	}

	/** What happens when it ends unmet. */
	public String expiry(DeadlineKind kind, Locale locale) {
		return text(kind.expiryKey(), locale);
	}

	/** Whose turn it is: 管局. */
	public String turn(DeadlineKind kind, Locale locale) {
		return text(kind.turn().messageKey(), locale);
	}

	/**
	 * By when: 2026年12月18日（周五）24:00. A limit in hours gives its minute; one whose clock
	 * stands says so.
	 */
	public String due(Deadline deadline, Locale locale) {
		if (deadline.dueAt() == null) {
			return text("deadline.due.suspended", locale);
		}
		return due(deadline.dueAt(), deadline.length().unit(), locale);
	}

	/** By when, for a limit of this unit. */
	public String due(Instant dueAt, DeadlineUnit unit, Locale locale) {
		if (unit.byDay()) {
			return text("deadline.due.day", locale, day(Counting.dayOf(dueAt.minusNanos(1)), locale));
		}
		DateTimeFormatter format = DateTimeFormatter.ofPattern(text("deadline.format.minute", locale), locale);
		return text("deadline.due.minute", locale, format.format(dueAt.atZone(WorkingCalendar.ZONE)));
	}

	/** How a limit stands now. */
	public Standing standing(Deadline deadline, Locale locale) {
		if (!deadline.open()) {
			return new Standing(text(deadline.late() ? "deadline.closed.late" : "deadline.closed", locale), "waiting");
		}
		Remaining remaining = this.deadlines.remaining(deadline);
		return new Standing(left(remaining, locale), tone(remaining));
	}

	private static String tone(Remaining remaining) {
		if (remaining.suspended()) {
			return "waiting";
		}
		if (remaining.overdue()) {
			return "overdue";
		}
		boolean soon = remaining.unit().byDay() ? remaining.days() <= 1 : remaining.time().toHours() < SOON_HOURS;
		return soon ? "soon" : "ok";
	}

	/** What is left: 还剩 18 个工作日, 还剩 6 小时 12 分, 已超期 2 个工作日. */
	private String left(Remaining remaining, Locale locale) {
		boolean inDays = remaining.unit().byDay();
		if (remaining.suspended()) {
			return inDays ? text("deadline.suspended." + remaining.unit(), locale, remaining.days())
					: time("deadline.suspended.time", remaining.time(), locale);
		}
		if (!inDays) {
			return hours(remaining, locale);
		}
		if (remaining.overdue()) {
			return (remaining.days() < 0) ? text("deadline.over." + remaining.unit(), locale, -remaining.days())
					: text("deadline.over.now", locale);
		}
		return (remaining.days() > 0) ? text("deadline.left." + remaining.unit(), locale, remaining.days())
				: text("deadline.left.today", locale);
	}

	private String hours(Remaining remaining, Locale locale) {
		if (remaining.overdue()) {
			return time("deadline.over.time", remaining.time().negated(), locale);
		}
		return (remaining.time().toMinutes() < MINUTES_OF_AN_HOUR)
				? text("deadline.left.minutes", locale, remaining.time().toMinutes())
				: time("deadline.left.time", remaining.time(), locale);
	}

	/** 暂定（2027年放假安排尚未公布…）; empty if the end is certain. */
	public Optional<String> provisional(Deadline deadline, Locale locale) {
		return deadline.provisionalYear().isPresent()
				? Optional
					.of(text("deadline.provisional", locale, Integer.toString(deadline.provisionalYear().getAsInt())))
				: Optional.empty();
	}

	/** How long it is, with its extension: 20 个工作日（已延长 10 个工作日）. */
	public String length(Deadline deadline, Locale locale) {
		String length = text(deadline.length().unit().messageKey(), locale, deadline.length().amount());
		return (deadline.extendedBy() == 0) ? length : text("deadline.length.extended", locale, length,
				text(deadline.length().unit().messageKey(), locale, deadline.extendedBy()));
	}

	/** A point in time to the minute; midnight as 24:00 of the day before. */
	public String moment(Instant instant, Locale locale) {
		ZonedDateTime local = instant.atZone(WorkingCalendar.ZONE);
		return local.toLocalTime().equals(LocalTime.MIDNIGHT) ? due(instant, DeadlineUnit.CALENDAR_DAYS, locale)
				: due(instant, DeadlineUnit.HOURS, locale);
	}

	/** The account of a limit: why it ends when it ends, the same words for everybody. */
	public Explanation explain(Deadline deadline, Locale locale) {
		DeadlineUnit unit = deadline.length().unit();
		List<String> rules = new ArrayList<>();
		for (String key : unit.ruleKeys()) {
			rules.add(text(key, locale));
		}
		if (!deadline.suspensions().isEmpty()) {
			rules.add(text("deadline.rule.suspended", locale));
		}
		if (deadline.extendedBy() > 0) {
			rules.add(text("deadline.rule.extended." + deadline.kind(), locale));
		}
		return new Explanation(deadline.filing(), deadline.kind(), name(deadline.kind(), locale),
				basis(deadline.kind(), locale), length(deadline, locale), moment(deadline.startedAt(), locale),
				due(deadline, locale), standing(deadline, locale).text(), expiry(deadline.kind(), locale),
				deadline.dueAt(), provisional(deadline, locale).orElse(null), rules,
				this.deadlines.explain(deadline).stream().map((day) -> day(day, locale)).toList(),
				unit.byDay() ? List.of() : stretches(deadline, locale),
				this.deadlines.ledger(deadline).stream().map((entry) -> event(entry, unit, locale)).toList());
	}

	private Explanation.Day day(ExplainedDay explained, Locale locale) {
		CalendarDay day = explained.day();
		String kind = text(day.kind().messageKey(), locale);
		String sort = (day.holiday() == null) ? kind
				: text("deadline.day.named." + day.kind(), locale, day.holiday().in(locale));
		return new Explanation.Day(day.date(), day(day.date(), locale), sort,
				text(explained.effect().messageKey(), locale, explained.counted()), explained.effect(),
				explained.counted(), day.provisional());
	}

	private List<Explanation.Stretch> stretches(Deadline deadline, Locale locale) {
		List<Explanation.Stretch> stretches = new ArrayList<>();
		Instant from = deadline.startedAt();
		for (Suspension suspension : deadline.suspensions()) {
			stretches.add(stretch(from, suspension.from(), true, locale));
			if (suspension.to() == null) {
				return stretches;
			}
			stretches.add(stretch(suspension.from(), suspension.to(), false, locale));
			from = suspension.to();
		}
		stretches.add(stretch(from, deadline.dueAt(), true, locale));
		return stretches;
	}

	private Explanation.Stretch stretch(Instant from, Instant to, boolean counted, Locale locale) {
		Duration time = Duration.between(from, to);
		return new Explanation.Stretch(from, to,
				text("deadline.stretch", locale, moment(from, locale), moment(to, locale)),
				time(counted ? "deadline.stretch.counted" : "deadline.stretch.suspended", time, locale), counted);
	}

	private Explanation.Event event(LedgerEntry entry, DeadlineUnit unit, Locale locale) {
		boolean moved = entry.dueBefore() != null && entry.dueAfter() != null
				&& !entry.dueBefore().equals(entry.dueAfter());
		return new Explanation.Event(entry.at(), moment(entry.at(), locale),
				text(entry.act().messageKey(), locale,
						(entry.amount() != null) ? text(unit.messageKey(), locale, entry.amount()) : ""),
				(entry.ground() != null) ? entry.ground() : "", moved ? text("deadline.moved", locale,
						due(entry.dueBefore(), unit, locale), due(entry.dueAfter(), unit, locale)) : "");
	}

	private String time(String key, Duration time, Locale locale) {
		return text(key, locale, time.toHours(), time.toMinutesPart());
	}

	private String day(LocalDate day, Locale locale) {
		return DateTimeFormatter.ofPattern(text("deadline.format.day", locale), locale).format(day);
	}

	private String text(String key, Locale locale, Object... arguments) {
		return this.messages.getMessage(key, arguments, locale);
	}

}
