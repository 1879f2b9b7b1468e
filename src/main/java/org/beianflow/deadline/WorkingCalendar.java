package org.beianflow.deadline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Working days by the official calendar: Monday to Friday without the holidays of the
 * State Council's arrangement, and the weekend days it has worked in exchange (domain.md
 * §17).
 * <p>
 * Immutable. Every question takes constant time: the days of all known years are counted
 * once. A year without an arrangement goes by Monday to Friday and is provisional, never
 * "without holidays". Dates are those of Asia/Shanghai and carry no zone; the default
 * zone of the server plays no part.
 */
public final class WorkingCalendar {

	/** The zone in which days begin and end for everybody. */
	public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

	private final NavigableMap<Integer, CalendarYear> years = new TreeMap<>();

	private final Map<LocalDate, HolidayName> off = new HashMap<>();

	private final Map<LocalDate, HolidayName> makeUp = new HashMap<>();

	/** First day of the first known year, as epoch day. */
	private final long first;

	/** Last day of the last known year, as epoch day. */
	private final long last;

	/** Working days from {@link #first} up to and including the day of this index. */
	private final int[] count;

	/** The working days between {@link #first} and {@link #last}, as epoch days. */
	private final long[] workingDays;

	private WorkingCalendar(Collection<CalendarYear> years) {
		for (CalendarYear year : years) {
			if (this.years.put(year.year(), year) != null) {
				throw new IllegalArgumentException("The year " + year.year() + " is there twice");
			}
			for (CalendarYear.Holiday holiday : year.holidays()) {
				HolidayName name = new HolidayName(holiday.name(), holiday.english());
				holiday.off().forEach((day) -> this.off.put(day, name));
				holiday.makeUp().forEach((day) -> this.makeUp.put(day, name));
			}
		}
		// The notice for the first year may reach into the December before.
		this.first = LocalDate.of(this.years.firstKey() - 1, 12, 1).toEpochDay();
		this.last = LocalDate.of(this.years.lastKey(), 12, 31).toEpochDay();
		this.count = new int[(int) (this.last - this.first + 1)];
		long[] working = new long[this.count.length];
		int counted = 0;
		for (int i = 0; i < this.count.length; i++) {
			if (kind(LocalDate.ofEpochDay(this.first + i)).working()) {
				working[counted++] = this.first + i;
			}
			this.count[i] = counted;
		}
		this.workingDays = Arrays.copyOf(working, counted);
	}

	/** A calendar of these years; at least one. */
	public static WorkingCalendar of(Collection<CalendarYear> years) {
		return new WorkingCalendar(years);
	}

	/** The calendar that ships with the application, from {@code calendar/*.json}. */
	public static WorkingCalendar shipped() {
		ObjectMapper json = new ObjectMapper().registerModule(new JavaTimeModule())
			.enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
		List<CalendarYear> years = new ArrayList<>();
		try {
			for (Resource resource : new PathMatchingResourcePatternResolver()
				.getResources("classpath:calendar/*.json")) {
				try (InputStream in = resource.getInputStream()) {
					years.add(json.readValue(in, CalendarYear.class));
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The calendar cannot be read", ex);
		}
		return new WorkingCalendar(years);
	}

	/** The same calendar with one year put in place of what it knew of that year. */
	public WorkingCalendar with(CalendarYear year) {
		Map<Integer, CalendarYear> changed = new TreeMap<>(this.years);
		changed.put(year.year(), year);
		return new WorkingCalendar(changed.values());
	}

	/** What sort of day it is, with the holiday's name. */
	public CalendarDay day(LocalDate date) {
		DayKind kind = kind(date);
		HolidayName holiday = switch (kind) {
			case HOLIDAY -> this.off.get(date);
			case MAKE_UP -> this.makeUp.get(date);
			default -> null;
		};
		return new CalendarDay(date, kind, holiday, provisional(date, date));
	}

	private DayKind kind(LocalDate date) {
		if (this.makeUp.containsKey(date)) {
			return DayKind.MAKE_UP;
		}
		if (this.off.containsKey(date)) {
			return DayKind.HOLIDAY;
		}
		return (date.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0) ? DayKind.WORKING : DayKind.WEEKEND;
	}

	public boolean isWorkingDay(LocalDate date) {
		return kind(date).working();
	}

	/**
	 * The n-th working day after a day, or before it for a negative n. The day itself is
	 * not counted; with n = 0 it is the answer, working day or not.
	 */
	public LocalDate plusWorkingDays(LocalDate start, int n) {
		if (n == 0) {
			return start;
		}
		long day = start.toEpochDay();
		return LocalDate.ofEpochDay((n > 0) ? workingDay(rank(day) + n) : workingDay(rank(day - 1) + n + 1));
	}

	/**
	 * How many working days lie after {@code from} up to and including {@code to};
	 * negative if {@code to} lies before {@code from}.
	 */
	public int workingDaysBetween(LocalDate from, LocalDate to) {
		return Math.toIntExact(rank(to.toEpochDay()) - rank(from.toEpochDay()));
	}

	/** The day itself if it is a working day, else the next that is. */
	public LocalDate rollForward(LocalDate date) {
		return isWorkingDay(date) ? date : plusWorkingDays(date, 1);
	}

	/** Whether a day of this span, ends included, has no published arrangement. */
	public boolean provisional(LocalDate from, LocalDate to) {
		return firstProvisionalYear(from, to).isPresent();
	}

	/** The first year without a published arrangement that this span touches. */
	public OptionalInt firstProvisionalYear(LocalDate from, LocalDate to) {
		return IntStream.rangeClosed(from.getYear(), to.getYear()).filter((year) -> !official(year)).findFirst();
	}

	private boolean official(int year) {
		CalendarYear known = this.years.get(year);
		return known != null && known.status() == CalendarYear.Status.OFFICIAL;
	}

	/**
	 * The last year up to which the calendar is published without a gap from a year on;
	 * where that year is not published, the last one before it that is, if any.
	 */
	public OptionalInt officialUntil(int from) {
		if (!official(from)) {
			return this.years.headMap(from).keySet().stream().filter(this::official).mapToInt(Integer::intValue).max();
		}
		return IntStream.iterate(from, (year) -> year + 1).filter((year) -> !official(year + 1)).findFirst();
	}

	/** The years it knows, in order. */
	public List<CalendarYear> years() {
		return List.copyOf(this.years.values());
	}

	/**
	 * How many working days lie between the beginning of the known years and this day,
	 * included; negative before the beginning. Outside the known years weekdays count.
	 */
	private long rank(long day) {
		if (day < this.first) {
			return weekdays(day) - weekdays(this.first - 1);
		}
		if (day > this.last) {
			return this.workingDays.length + weekdays(day) - weekdays(this.last);
		}
		return this.count[(int) (day - this.first)];
	}

	/** The day on which {@link #rank} reaches this value. */
	private long workingDay(long rank) {
		if (rank < 1) {
			return weekday(weekdays(this.first - 1) + rank);
		}
		if (rank > this.workingDays.length) {
			return weekday(weekdays(this.last) + rank - this.workingDays.length);
		}
		return this.workingDays[(int) (rank - 1)];
	}

	/** Mondays to Fridays from Monday, 29 December 1969, up to and including this day. */
	private static long weekdays(long epochDay) {
		long days = epochDay + 4;
		return Math.floorDiv(days, 7L) * 5 + Math.min(5, Math.floorMod(days, 7L));
	}

	/** The day on which {@link #weekdays} reaches this value. */
	private static long weekday(long number) {
		return Math.floorDiv(number - 1, 5L) * 7 + Math.floorMod(number - 1, 5L) - 3;
	}

}
