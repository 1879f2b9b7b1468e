package org.beianflow.paper;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * How dates, times and amounts are written in papers and notices, in Chinese or English;
 * times are those of Asia/Shanghai.
 */
public final class Formats {

	private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

	private static final Formats CHINESE = new Formats("yyyy年M月d日（EEE）", "yyyy年M月d日", "M月d日", Locale.SIMPLIFIED_CHINESE,
			"");

	private static final Formats ENGLISH = new Formats("EEEE, d MMMM yyyy", "d MMMM yyyy", "d MMM", Locale.ENGLISH,
			" ");

	private final DateTimeFormatter weekday;

	private final DateTimeFormatter plain;

	private final DateTimeFormatter brief;

	private final Locale locale;

	private final String gap;

	private Formats(String weekday, String plain, String brief, Locale locale, String gap) {
		this.weekday = DateTimeFormatter.ofPattern(weekday, locale);
		this.plain = DateTimeFormatter.ofPattern(plain, locale);
		this.brief = DateTimeFormatter.ofPattern(brief, locale);
		this.locale = locale;
		this.gap = gap;
	}

	/** The formats of a language; Chinese unless it is English. */
	public static Formats of(Locale locale) {
		return locale.getLanguage().equals("en") ? ENGLISH : CHINESE;
	}

	/** A date with its weekday: {@code 2026年11月22日（周日）}. */
	public String day(LocalDate day) {
		return this.weekday.format(day);
	}

	/** A date as it stands under a paper: {@code 2026年11月22日}. */
	public String plainDay(LocalDate day) {
		return this.plain.format(day);
	}

	/**
	 * A point in time: {@code 2026年12月18日（周五）24:00}. Midnight belongs to the day that
	 * ends, as day-deadlines are kept (ruling 16).
	 */
	public String moment(Instant moment) {
		return moment(moment, this.weekday, this.gap.isEmpty() ? "" : ", ");
	}

	/** The same in few characters: {@code 12月18日24:00}. */
	public String briefMoment(Instant moment) {
		return moment(moment, this.brief, this.gap);
	}

	/** A date in few characters: {@code 12月18日}. */
	public String briefDay(LocalDate day) {
		return this.brief.format(day);
	}

	/** An amount of fen: {@code ¥1,300.00}. */
	public String amount(long fen) {
		NumberFormat number = NumberFormat.getNumberInstance(this.locale);
		number.setMinimumFractionDigits(2);
		String text = number.format(BigDecimal.valueOf(Math.abs(fen), 2));
		return (fen < 0 ? "-¥" : "¥") + text;
	}

	private static String moment(Instant moment, DateTimeFormatter day, String gap) {
		ZonedDateTime local = moment.atZone(SHANGHAI);
		if (local.toLocalTime().equals(LocalTime.MIDNIGHT)) {
			return day.format(local.minusDays(1)) + gap + "24:00";
		}
		return day.format(local) + gap + DateTimeFormatter.ofPattern("HH:mm").format(local);
	}

}
