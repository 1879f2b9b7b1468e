package org.beianflow.deadline;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * The arrangement of one year's holidays, as the State Council publishes it.
 *
 * @param year the year
 * @param status whether the arrangement is published. A year that is not published is
 * provisional; it is never "without holidays".
 * @param source where the dates come from, for people to check
 * @param holidays the holidays in order
 */
@JsonIgnoreProperties("projected") // A guess for planning, kept apart: nothing counts by
									// it.
public record CalendarYear(int year, Status status, String source, List<Holiday> holidays) {

	/** Whether the arrangement of a year is published. */
	public enum Status {

		OFFICIAL, PROVISIONAL

	}

	/**
	 * A holiday with its days off and the weekend days worked for it.
	 *
	 * @param name in Chinese
	 * @param english in English
	 * @param from first day off
	 * @param to last day off
	 * @param makeUp weekend days worked in exchange
	 */
	public record Holiday(String name, String english, LocalDate from, LocalDate to, List<LocalDate> makeUp) {

		public Holiday {
			makeUp = List.copyOf(makeUp);
		}

		/** The days off, in order. */
		public List<LocalDate> off() {
			return this.from.datesUntil(this.to.plusDays(1)).toList();
		}

	}

	/**
	 * Checks the dates against each other.
	 * @throws IllegalArgumentException with everything that is wrong
	 */
	public CalendarYear {
		holidays = List.copyOf(holidays);
		List<String> wrong = new ArrayList<>();
		if (source == null || source.isBlank()) {
			wrong.add("no source");
		}
		Set<LocalDate> off = new TreeSet<>();
		Set<LocalDate> work = new TreeSet<>();
		for (Holiday holiday : holidays) {
			if (holiday.to().isBefore(holiday.from())) {
				wrong.add(holiday.name() + " ends before it begins");
				continue;
			}
			holiday.off().forEach((day) -> addTo(off, day, year, wrong));
			for (LocalDate day : holiday.makeUp()) {
				addTo(work, day, year, wrong);
				if (day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0) {
					wrong.add(day + " is worked anyway, it is no weekend day");
				}
			}
		}
		off.stream().filter(work::contains).forEach((day) -> wrong.add(day + " is both off and worked"));
		if (!wrong.isEmpty()) {
			throw new IllegalArgumentException("Calendar of " + year + ": " + String.join("; ", wrong));
		}
	}

	private static void addTo(Set<LocalDate> days, LocalDate day, int year, List<String> wrong) {
		// The notice for a year may reach into the last days of the year before.
		if (day.getYear() != year && !(day.getYear() == year - 1 && day.getMonth() == Month.DECEMBER)) {
			wrong.add(day + " is not in the year");
		}
		if (!days.add(day)) {
			wrong.add(day + " is there twice");
		}
	}

}
