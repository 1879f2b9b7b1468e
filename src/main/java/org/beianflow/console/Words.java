package org.beianflow.console;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import org.beianflow.deadline.WorkingCalendar;
import org.beianflow.filing.FilingState;
import org.beianflow.notice.NoticeView;
import org.beianflow.subject.Province;

import org.springframework.context.MessageSource;

/**
 * Dates, times, amounts and codes as the pages show them, in the reader's language and in
 * Asia/Shanghai.
 */
public final class Words {

	static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd");

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

	private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

	private final MessageSource messages;

	private final Locale locale;

	private final Instant now;

	private final WorkingCalendar calendar;

	private final boolean mayOpenFiling;

	Words(MessageSource messages, Locale locale, Instant now, WorkingCalendar calendar, boolean mayOpenFiling) {
		this.messages = messages;
		this.locale = locale;
		this.now = now;
		this.calendar = calendar;
		this.mayOpenFiling = mayOpenFiling;
	}

	/** For files: dates, times and amounts only. */
	static Words ofFigures(Locale locale, Instant now) {
		return new Words(null, locale, now, null, false);
	}

	/** For tables: 2026-11-22. */
	public String day(Instant instant) {
		return (instant != null) ? instant.atZone(ZONE).format(DAY) : "";
	}

	/** For tables: 2026-11-22 09:30; the end of a day is its 24:00. */
	public String time(Instant instant) {
		if (instant == null) {
			return "";
		}
		ZonedDateTime local = instant.atZone(ZONE);
		return (local.toLocalTime().toSecondOfDay() == 0) ? local.toLocalDate().minusDays(1).format(DAY) + " 24:00"
				: local.format(TIME);
	}

	/** With seconds, for logs. */
	public String second(Instant instant) {
		return (instant != null) ? instant.atZone(ZONE).format(SECOND) : "";
	}

	/** In sentences: 2026年11月22日（周日）. */
	public String date(LocalDate day) {
		return DateTimeFormatter.ofPattern(text("deadline.format.day"), this.locale).format(day);
	}

	/** How far from now: 3 小时前, 2 天后. */
	public String relative(Instant instant) {
		if (instant == null) {
			return "";
		}
		Duration gap = Duration.between(this.now, instant);
		String key = "console.relative." + (gap.isNegative() ? "ago" : "ahead");
		Duration size = gap.abs();
		if (size.toMinutes() < 1) {
			return text("console.relative.now");
		}
		if (size.toHours() < 1) {
			return text(key + ".minutes", size.toMinutes());
		}
		if (size.toDays() < 2) {
			return text(key + ".hours", size.toHours());
		}
		return text(key + ".days", size.toDays());
	}

	/** A length of time in the largest fitting unit: 3.5 天, 4.0 小时. */
	public String length(Duration length) {
		if (length == null) {
			return "–";
		}
		if (length.toHours() < 1) {
			return text("console.length.minutes", length.toMinutes());
		}
		double hours = length.toMinutes() / 60.0;
		return (hours < 48) ? text("console.length.hours", round(hours))
				: text("console.length.days", round(hours / 24));
	}

	private static String round(double value) {
		return String.format(Locale.ROOT, "%.1f", value);
	}

	/** ¥300.00. */
	public String yuan(long fen) {
		return String.format(Locale.ROOT, "¥%d.%02d", fen / 100, fen % 100);
	}

	/** Per cent of a whole, or a dash where there is nothing to count. */
	public String percent(long part, long whole) {
		return (whole == 0) ? "–" : Math.round(100.0 * part / whole) + "%";
	}

	/** The name of a province. */
	public String province(String code) {
		return Province.ofCode(code)
			.map((province) -> english() ? province.englishTitle() : province.plainName())
			.orElse((code != null) ? code : "–");
	}

	/** The colour that goes with what became of a notice. */
	public String noticeTone(NoticeView notice) {
		if (notice.givenUp()) {
			return "";
		}
		return switch (notice.state()) {
			case SENT -> "done";
			case SENDING, PENDING -> "run";
			case FAILED -> "soon";
			case UNKNOWN, DEAD -> "bad";
			case SHOWN_ONLY, SUPPRESSED -> "";
		};
	}

	/** The colour that goes with a state: who it waits for, or how it ended. */
	public String stateTone(FilingState state) {
		return switch (state) {
			case FILED -> "done";
			case REFUSED, NOT_ACCEPTED, FORWARD_FAILED, ACCESS_FAILED -> "bad";
			case WITHDRAWN, ABANDONED, EXPIRED -> "";
			default ->
				(state.turn() == FilingState.Turn.APPLICANT || state.turn() == FilingState.Turn.PERSONS_IN_CHARGE) ? ""
						: "run";
		};
	}

	/** The colour that goes with an end. */
	public String dueTone(Instant dueAt) {
		if (!this.now.isBefore(dueAt)) {
			return "bad";
		}
		return Duration.between(this.now, dueAt).compareTo(Duration.ofDays(1)) <= 0 ? "soon" : "";
	}

	/**
	 * How long until an end, or since: in working days where it is the end of a day, else
	 * in hours.
	 */
	public String left(Instant dueAt) {
		ZonedDateTime end = dueAt.atZone(ZONE);
		if (end.toLocalTime().toSecondOfDay() == 0) {
			int days = this.calendar.workingDaysBetween(LocalDate.ofInstant(this.now, ZONE),
					end.toLocalDate().minusDays(1));
			if (!this.now.isBefore(dueAt)) {
				return (days < 0) ? text("deadline.over.WORKING_DAYS", -days) : text("deadline.over.now");
			}
			return (days > 0) ? text("deadline.left.WORKING_DAYS", days) : text("deadline.left.today");
		}
		Duration gap = Duration.between(this.now, dueAt);
		return text(gap.isNegative() ? "console.over" : "console.left", length(gap.abs()));
	}

	/** Whether filings may be opened by who reads this. */
	public boolean mayOpenFiling() {
		return this.mayOpenFiling;
	}

	/** Why a step failed, in words. */
	public String cause(String message) {
		return text("console.incident.cause." + FaultCause.of(message));
	}

	/** What to do about it. */
	public String causeRemedy(String message) {
		return text("console.incident.cause." + FaultCause.of(message) + ".remedy");
	}

	/** A text by its key; the key itself where there is none, which tests look for. */
	public String text(String key, Object... arguments) {
		return this.messages.getMessage(key, arguments, key, this.locale);
	}

	/** A text by its key, or something else where there is none. */
	public String textOr(String key, String otherwise) {
		return this.messages.getMessage(key, null, otherwise, this.locale);
	}

	public Instant now() {
		return this.now;
	}

	public Locale locale() {
		return this.locale;
	}

	/** Today in Shanghai. */
	public LocalDate today() {
		return this.now.atZone(ZONE).toLocalDate();
	}

	public boolean english() {
		return Locale.ENGLISH.getLanguage().equals(this.locale.getLanguage());
	}

}
