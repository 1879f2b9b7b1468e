package org.beianflow.deadline;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
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

	private final MessageSource messages;

	private final Deadlines deadlines;

	DeadlineWords(MessageSource messages, Deadlines deadlines) {
		this.messages = messages;
		this.deadlines = deadlines;
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
		if (unit == DeadlineUnit.WORKING_DAYS || unit == DeadlineUnit.CALENDAR_DAYS) {
			return text("deadline.due.day", locale, day(Counting.dayOf(dueAt.minusNanos(1)), locale));
		}
		DateTimeFormatter format = DateTimeFormatter.ofPattern(text("deadline.format.minute", locale), locale);
		return text("deadline.due.minute", locale, format.format(dueAt.atZone(WorkingCalendar.ZONE)));
	}

	/** What is left: 还剩 18 个工作日, 还剩 6 小时 12 分, 已超期 2 个工作日. */
	public String left(Deadline deadline, Locale locale) {
		Remaining remaining = this.deadlines.remaining(deadline);
		boolean inDays = remaining.unit() == DeadlineUnit.WORKING_DAYS
				|| remaining.unit() == DeadlineUnit.CALENDAR_DAYS;
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
