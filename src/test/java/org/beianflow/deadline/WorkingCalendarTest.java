package org.beianflow.deadline;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@Tag("zones")
class WorkingCalendarTest {

	private final WorkingCalendar calendar = WorkingCalendar.shipped();

	@ParameterizedTest(name = "{0} + {1} working days = {2}, provisional: {3}")
	@CsvSource({ "2024-02-05, 20, 2024-03-08, false", "2024-09-13, 20, 2024-10-17, false",
			"2025-01-20, 20, 2025-02-21, false", "2025-09-26, 20, 2025-10-30, false",
			"2026-02-13, 20, 2026-03-19, false", "2026-09-18, 20, 2026-10-22, false",
			"2026-09-19, 20, 2026-10-22, false", "2026-11-20, 20, 2026-12-18, false",
			"2026-11-22, 20, 2026-12-18, false", "2026-12-10, 20, 2027-01-08, true", "2026-02-14, 1, 2026-02-24, false",
			"2026-04-30, 5, 2026-05-11, false" })
	void theVectorsOfTheDomain(LocalDate start, int n, LocalDate end, boolean provisional) {
		assertThat(this.calendar.plusWorkingDays(start, n)).isEqualTo(end);
		assertThat(this.calendar.workingDaysBetween(start, end)).isEqualTo(n);
		assertThat(this.calendar.provisional(start, end)).isEqualTo(provisional);
	}

	@ParameterizedTest
	@CsvSource({ "2024, 251", "2025, 248", "2026, 248" })
	void theYearsHaveTheirWorkingDays(int year, int workingDays) {
		assertThat(this.calendar.workingDaysBetween(LocalDate.of(year - 1, 12, 31), LocalDate.of(year, 12, 31)))
			.isEqualTo(workingDays);
	}

	/**
	 * Every start day of 2024 to 2026 against a table that was computed from another data
	 * set (the npm package chinese-days 1.5.7) by walking; what ends after 2026 is left
	 * empty in it.
	 */
	@ParameterizedTest(name = "{0}")
	@CsvFileSource(resources = "/deadline/ends-2024-2026.csv", numLinesToSkip = 1)
	void theEndsOfTheTable(LocalDate start, LocalDate one, LocalDate five, LocalDate ten, LocalDate fifteen,
			LocalDate twenty, LocalDate thirty) {
		int[] lengths = { 1, 5, 10, 15, 20, 30 };
		LocalDate[] ends = { one, five, ten, fifteen, twenty, thirty };
		for (int i = 0; i < lengths.length; i++) {
			LocalDate end = this.calendar.plusWorkingDays(start, lengths[i]);
			if (ends[i] != null) {
				assertThat(end).as("%s + %s", start, lengths[i]).isEqualTo(ends[i]);
				assertThat(this.calendar.workingDaysBetween(start, ends[i])).isEqualTo(lengths[i]);
			}
			else {
				assertThat(end).as("%s + %s", start, lengths[i]).isAfter("2026-12-31");
				assertThat(this.calendar.provisional(start, end)).isTrue();
			}
		}
	}

	/** Every start day against walking from day to day, by the dates written out here. */
	@Test
	void everyStartDayForwardAndBackwardAgainstWalking() {
		Set<LocalDate> off = Plain.off();
		Set<LocalDate> work = Plain.work();
		LocalDate end = LocalDate.of(2026, 12, 31);
		for (LocalDate start = LocalDate.of(2024, 1, 1); !start.isAfter(end); start = start.plusDays(1)) {
			LocalDate day = start;
			for (int n = 1; n <= 45; n++) {
				do {
					day = day.plusDays(1);
				}
				while (!Plain.isWorkingDay(day, off, work));
				assertThat(this.calendar.plusWorkingDays(start, n)).as("%s + %s", start, n).isEqualTo(day);
				assertThat(this.calendar.workingDaysBetween(start, day)).as("%s to %s", start, day).isEqualTo(n);
			}
			day = start;
			for (int n = 1; n <= 45; n++) {
				do {
					day = day.minusDays(1);
				}
				while (!Plain.isWorkingDay(day, off, work));
				assertThat(this.calendar.plusWorkingDays(start, -n)).as("%s - %s", start, n).isEqualTo(day);
			}
		}
	}

	@Test
	void beforeAndAfterTheKnownYearsMondayToFridayCountsAndIsProvisional() {
		LocalDate day = LocalDate.of(2031, 3, 7);
		assertThat(day.getDayOfWeek()).isEqualTo(DayOfWeek.FRIDAY);
		assertThat(this.calendar.plusWorkingDays(day, 6)).isEqualTo(LocalDate.of(2031, 3, 17));
		assertThat(this.calendar.plusWorkingDays(day, -5)).isEqualTo(LocalDate.of(2031, 2, 28));
		assertThat(this.calendar.plusWorkingDays(LocalDate.of(1999, 12, 31), 1)).isEqualTo(LocalDate.of(2000, 1, 3));
		assertThat(this.calendar.plusWorkingDays(LocalDate.of(2000, 1, 1), -1)).isEqualTo(LocalDate.of(1999, 12, 31));
		assertThat(this.calendar.provisional(day, day)).isTrue();
		assertThat(this.calendar.provisional(LocalDate.of(2023, 12, 29), LocalDate.of(2024, 1, 2))).isTrue();
		assertThat(this.calendar.day(LocalDate.of(2031, 1, 1)).kind()).isEqualTo(DayKind.WORKING);
	}

	@Test
	void acrossBothEdgesOfTheKnownYearsAgainstWalking() {
		for (LocalDate edge : List.of(LocalDate.of(2023, 12, 1), LocalDate.of(2027, 12, 31))) {
			for (int offset = -20; offset <= 20; offset++) {
				LocalDate start = edge.plusDays(offset);
				LocalDate day = start;
				for (int n = 1; n <= 40; n++) {
					do {
						day = day.plusDays(1);
					}
					while (!this.calendar.isWorkingDay(day));
					assertThat(this.calendar.plusWorkingDays(start, n)).isEqualTo(day);
					assertThat(this.calendar.plusWorkingDays(day.plusDays(1), -1)).isEqualTo(day);
					assertThat(this.calendar.workingDaysBetween(day, start)).isEqualTo(-n);
				}
			}
		}
	}

	@Test
	void aDayIsCalledByItsName() {
		assertThat(this.calendar.day(LocalDate.of(2026, 2, 14))).isEqualTo(new CalendarDay(LocalDate.of(2026, 2, 14),
				DayKind.MAKE_UP, new HolidayName("春节", "Spring Festival"), false));
		assertThat(this.calendar.day(LocalDate.of(2026, 10, 3)).kind()).isEqualTo(DayKind.HOLIDAY);
		assertThat(this.calendar.day(LocalDate.of(2026, 10, 3)).holiday().chinese()).isEqualTo("国庆节");
		assertThat(this.calendar.day(LocalDate.of(2026, 11, 22)))
			.isEqualTo(new CalendarDay(LocalDate.of(2026, 11, 22), DayKind.WEEKEND, null, false));
		assertThat(this.calendar.day(LocalDate.of(2027, 1, 4)))
			.isEqualTo(new CalendarDay(LocalDate.of(2027, 1, 4), DayKind.WORKING, null, true));
		// 除夕 of 2024 was a working day: the notice only encouraged leave.
		assertThat(this.calendar.isWorkingDay(LocalDate.of(2024, 2, 9))).isTrue();
	}

	@Test
	void rollsForwardOverAHolidayAndStaysOnAMakeUpDay() {
		assertThat(this.calendar.rollForward(LocalDate.of(2026, 10, 1))).isEqualTo(LocalDate.of(2026, 10, 8));
		assertThat(this.calendar.rollForward(LocalDate.of(2026, 9, 20))).isEqualTo(LocalDate.of(2026, 9, 20));
		assertThat(this.calendar.rollForward(LocalDate.of(2026, 11, 21))).isEqualTo(LocalDate.of(2026, 11, 23));
	}

	@Test
	void nothingToCountGivesTheDayItself() {
		assertThat(this.calendar.plusWorkingDays(LocalDate.of(2026, 10, 1), 0)).isEqualTo(LocalDate.of(2026, 10, 1));
	}

	@Test
	void leapDayAndEndOfMonth() {
		assertThat(this.calendar.plusWorkingDays(LocalDate.of(2024, 2, 28), 1)).isEqualTo(LocalDate.of(2024, 2, 29));
		assertThat(this.calendar.plusWorkingDays(LocalDate.of(2024, 2, 29), 1)).isEqualTo(LocalDate.of(2024, 3, 1));
		assertThat(this.calendar.plusWorkingDays(LocalDate.of(2026, 7, 31), 1)).isEqualTo(LocalDate.of(2026, 8, 3));
	}

	@Test
	void saysHowFarItIsOfficial() {
		assertThat(this.calendar.officialUntil(2025)).isEqualTo(OptionalInt.of(2026));
		assertThat(this.calendar.officialUntil(2026)).isEqualTo(OptionalInt.of(2026));
		assertThat(this.calendar.officialUntil(2027)).isEqualTo(OptionalInt.of(2026));
		assertThat(this.calendar.officialUntil(2023)).isEmpty();
		CalendarYear later = new CalendarYear(2029, CalendarYear.Status.OFFICIAL, "sample", List.of());
		WorkingCalendar withGap = this.calendar.with(later);
		assertThat(withGap.officialUntil(2026)).as("2027 and 2028 are missing").isEqualTo(OptionalInt.of(2026));
		assertThat(withGap.officialUntil(2028)).isEqualTo(OptionalInt.of(2026));
		assertThat(withGap.officialUntil(2029)).isEqualTo(OptionalInt.of(2029));
		assertThat(this.calendar.firstProvisionalYear(LocalDate.of(2026, 12, 30), LocalDate.of(2027, 1, 4)))
			.isEqualTo(OptionalInt.of(2027));
	}

	@Test
	void aYearThatIsPublishedReplacesTheProvisionalOne() {
		CalendarYear published = new CalendarYear(2027, CalendarYear.Status.OFFICIAL, "test",
				List.of(new CalendarYear.Holiday("元旦", "New Year's Day", LocalDate.of(2027, 1, 1),
						LocalDate.of(2027, 1, 4), List.of(LocalDate.of(2026, 12, 27)))));
		WorkingCalendar changed = this.calendar.with(published);
		assertThat(changed.plusWorkingDays(LocalDate.of(2026, 12, 10), 20)).isEqualTo(LocalDate.of(2027, 1, 8));
		assertThat(changed.isWorkingDay(LocalDate.of(2026, 12, 27))).isTrue();
		assertThat(changed.isWorkingDay(LocalDate.of(2027, 1, 4))).isFalse();
		assertThat(changed.provisional(LocalDate.of(2026, 12, 10), LocalDate.of(2027, 1, 8))).isFalse();
		assertThat(this.calendar.isWorkingDay(LocalDate.of(2027, 1, 4))).isTrue();
	}

	@Test
	void aYearThatContradictsItselfIsRefusedWithEverythingThatIsWrong() {
		LocalDate monday = LocalDate.of(2027, 5, 3);
		CalendarYear.Holiday holiday = new CalendarYear.Holiday("劳动节", "Labour Day", LocalDate.of(2027, 5, 1), monday,
				List.of(monday, LocalDate.of(2028, 5, 6)));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new CalendarYear(2027, CalendarYear.Status.OFFICIAL, " ", List.of(holiday)))
			.withMessageContaining("no source")
			.withMessageContaining("2027-05-03 is both off and worked")
			.withMessageContaining("2027-05-03 is worked anyway")
			.withMessageContaining("2028-05-06 is not in the year");
	}

	@ParameterizedTest
	@ValueSource(ints = { 2024, 2025, 2026 })
	void publishedYearsNameTheirSource(int year) {
		assertThat(this.calendar.years()).filteredOn((each) -> each.year() == year)
			.singleElement()
			.satisfies((each) -> assertThat(each.source()).contains("国务院办公厅", "gov.cn"));
	}

	/** The notices' dates, written out a second time. */
	static final class Plain {

		private Plain() {
		}

		static boolean isWorkingDay(LocalDate day, Set<LocalDate> off, Set<LocalDate> work) {
			boolean weekday = day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
			return work.contains(day) || (weekday && !off.contains(day));
		}

		static Set<LocalDate> off() {
			return days("2024: 1/1 2/10-2/17 4/4-4/6 5/1-5/5 6/10-6/10 9/15-9/17 10/1-10/7",
					"2025: 1/1 1/28-2/4 4/4-4/6 5/1-5/5 5/31-6/2 10/1-10/8",
					"2026: 1/1-1/3 2/15-2/23 4/4-4/6 5/1-5/5 6/19-6/21 9/25-9/27 10/1-10/7",
					"2027: 1/1 2/5-2/8 4/5 5/1-5/2 6/9 9/15 10/1-10/3");
		}

		static Set<LocalDate> work() {
			return days("2024: 2/4 2/18 4/7 4/28 5/11 9/14 9/29 10/12", "2025: 1/26 2/8 4/27 9/28 10/11",
					"2026: 1/4 2/14 2/28 5/9 9/20 10/10");
		}

		private static Set<LocalDate> days(String... years) {
			Set<LocalDate> days = new HashSet<>();
			for (String line : years) {
				int year = Integer.parseInt(line.substring(0, 4));
				for (String span : line.substring(6).split(" ")) {
					String[] ends = span.split("-");
					LocalDate to = date(year, ends[ends.length - 1]);
					for (LocalDate day = date(year, ends[0]); !day.isAfter(to); day = day.plusDays(1)) {
						days.add(day);
					}
				}
			}
			return days;
		}

		private static LocalDate date(int year, String monthAndDay) {
			String[] parts = monthAndDay.split("/");
			return LocalDate.of(year, Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
		}

	}

}
