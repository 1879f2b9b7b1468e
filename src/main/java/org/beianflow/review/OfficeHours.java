package org.beianflow.review;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.LocalDate;
import java.util.function.Predicate;

/**
 * Counts time in office hours on working days, Asia/Shanghai.
 */
final class OfficeHours {

	static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

	private final LocalTime opens;

	private final LocalTime closes;

	private final Predicate<LocalDate> workingDay;

	OfficeHours(LocalTime opens, LocalTime closes, Predicate<LocalDate> workingDay) {
		this.opens = opens;
		this.closes = closes;
		this.workingDay = workingDay;
	}

	boolean contain(Instant instant) {
		ZonedDateTime time = instant.atZone(SHANGHAI);
		return this.workingDay.test(time.toLocalDate()) && !time.toLocalTime().isBefore(this.opens)
				&& time.toLocalTime().isBefore(this.closes);
	}

	/**
	 * The instant after this much office time; what is left at closing goes on next
	 * working day.
	 */
	Instant after(Instant start, Duration officeTime) {
		ZonedDateTime time = start.atZone(SHANGHAI);
		Duration left = officeTime;
		LocalDate day = time.toLocalDate();
		ZonedDateTime from = time;
		while (true) {
			if (this.workingDay.test(day)) {
				ZonedDateTime open = day.atTime(this.opens).atZone(SHANGHAI);
				ZonedDateTime close = day.atTime(this.closes).atZone(SHANGHAI);
				ZonedDateTime begin = from.isAfter(open) ? from : open;
				if (begin.isBefore(close)) {
					Duration today = Duration.between(begin, close);
					if (left.compareTo(today) < 0) {
						return begin.plus(left).toInstant();
					}
					left = left.minus(today);
				}
			}
			day = day.plusDays(1);
			from = day.atStartOfDay(SHANGHAI);
		}
	}

}
