package org.beianflow.deadline;

import java.time.LocalDate;

/**
 * A day as the official calendar sees it.
 *
 * @param date the day
 * @param kind what sort of day
 * @param holiday the holiday it belongs to, or is worked for; null for the others
 * @param provisional whether the year's arrangement is still unpublished
 */
public record CalendarDay(LocalDate date, DayKind kind, HolidayName holiday, boolean provisional) {
}
