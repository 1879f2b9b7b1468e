package org.beianflow.deadline;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.beianflow.deadline.ExplainedDay.Effect;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Times in these tests are wall times in Shanghai. */
@Tag("zones")
class CountingTest {

	private static final DeadlineSettings SETTINGS = new DeadlineSettings(LocalTime.of(9, 0), LocalTime.of(18, 0),
			LocalTime.of(22, 0), LocalTime.of(8, 0), null, Duration.ofMinutes(5), null);

	private final Counting counting = new Counting(WorkingCalendar.shipped(), SETTINGS);

	@ParameterizedTest(name = "received {0}, last day {1}")
	@CsvSource({ "2024-02-05T10:00, 2024-03-08", "2024-09-13T10:00, 2024-10-17", "2025-01-20T10:00, 2025-02-21",
			"2025-09-26T10:00, 2025-10-30", "2026-02-13T10:00, 2026-03-19", "2026-09-18T10:00, 2026-10-22",
			"2026-09-19T10:00, 2026-10-22", "2026-11-20T10:00, 2026-12-18", "2026-11-22T10:00, 2026-12-18",
			"2026-12-10T10:00, 2027-01-08" })
	void twentyWorkingDaysEndAtMidnightAfterTheTwentieth(String received, LocalDate lastDay) {
		Budget budget = days(received, 20);
		assertThat(this.counting.due(budget)).contains(shanghai(lastDay.plusDays(1) + "T00:00"));
		assertThat(this.counting.provisionalYear(budget, this.counting.due(budget).get()))
			.isEqualTo((lastDay.getYear() == 2027) ? OptionalInt.of(2027) : OptionalInt.empty());
	}

	@ParameterizedTest
	@CsvSource({ "2026-11-22T00:00", "2026-11-22T23:59:59.999" })
	void theHourOfReceiptPlaysNoPart(String received) {
		assertThat(this.counting.due(days(received, 20))).contains(shanghai("2026-12-19T00:00"));
	}

	@Test
	void theLastMillisecondIsInTimeAndTheNextIsNot() {
		Instant due = this.counting.due(days("2026-11-22T10:00", 20)).get();
		assertThat(due).isEqualTo(Instant.parse("2026-12-18T16:00:00Z"));
	}

	@Test
	void springFestivalWithItsMakeUpSaturdays() {
		// Received on the make-up Saturday before the holiday: 24 February is day one.
		assertThat(lastDay("2026-02-14T10:00", 1)).isEqualTo("2026-02-24");
		// The make-up Saturday after it counts.
		assertThat(lastDay("2026-02-14T10:00", 5)).isEqualTo("2026-02-28");
		// Received inside the holiday.
		assertThat(lastDay("2026-02-18T10:00", 1)).isEqualTo("2026-02-24");
	}

	@Test
	void nationalDayWithItsMakeUpSunday() {
		// Sunday 20 September 2026 is worked for National Day.
		assertThat(lastDay("2026-09-18T10:00", 1)).isEqualTo("2026-09-20");
		assertThat(lastDay("2026-09-19T10:00", 1)).isEqualTo("2026-09-20");
		assertThat(lastDay("2026-09-20T10:00", 1)).isEqualTo("2026-09-21");
		assertThat(lastDay("2026-09-30T10:00", 3)).isEqualTo("2026-10-10");
	}

	@Test
	void aMakeUpSaturdayAsTheStart() {
		// 10 October 2026 is worked, but a receipt on it counts from Monday the 12th.
		assertThat(lastDay("2026-10-10T10:00", 1)).isEqualTo("2026-10-12");
		assertThat(lastDay("2026-10-10T10:00", 5)).isEqualTo("2026-10-16");
	}

	@Test
	void aMakeUpSaturdayAsTheEnd() {
		// 8 and 9 October are Thursday and Friday; the Saturday after them is worked.
		assertThat(lastDay("2026-10-07T10:00", 3)).isEqualTo("2026-10-10");
		assertThat(this.counting.due(days("2026-10-07T10:00", 3))).contains(shanghai("2026-10-11T00:00"));
	}

	@Test
	void theYearEndIntoAProvisionalYear() {
		// The last working day of 2026 is settled, the first of 2027 is not yet.
		Budget within = days("2026-12-30T10:00", 1);
		Budget beyond = days("2026-12-30T10:00", 2);
		assertThat(lastDay("2026-12-30T10:00", 1)).isEqualTo("2026-12-31");
		assertThat(this.counting.provisionalYear(within, this.counting.due(within).get())).isEmpty();
		assertThat(this.counting.due(beyond).get()).isAfter(shanghai("2027-01-02T00:00"));
		assertThat(this.counting.provisionalYear(beyond, this.counting.due(beyond).get())).hasValue(2027);
	}

	@Test
	void aMakeUpSaturdayAsTheOnlyDayLeft() {
		// 10 October 2026 is the third and last.
		Budget budget = days("2026-10-07T10:00", 3);
		assertThat(this.counting.due(budget)).contains(shanghai("2026-10-11T00:00"));
		assertThat(this.counting.remaining(deadline(budget), shanghai("2026-10-09T17:00")).days()).isEqualTo(1);
		assertThat(this.counting.remaining(deadline(budget), shanghai("2026-10-10T23:59")).days()).isZero();
		assertThat(this.counting.remaining(deadline(budget), shanghai("2026-10-10T23:59")).overdue()).isFalse();
		assertThat(this.counting.remaining(deadline(budget), shanghai("2026-10-11T00:00")).overdue()).isTrue();
	}

	@Test
	void leapDayAndEndOfMonth() {
		assertThat(lastDay("2024-02-28T10:00", 1)).isEqualTo("2024-02-29");
		assertThat(lastDay("2024-02-29T10:00", 1)).isEqualTo("2024-03-01");
		assertThat(lastDay("2026-07-31T10:00", 1)).isEqualTo("2026-08-03");
	}

	@ParameterizedTest(name = "{1} days from {0} end on {2}")
	@CsvSource({ "2026-11-22T10:00, 7, 2026-11-30", // Sunday the 29th moves to Monday
			"2026-11-23T10:00, 7, 2026-11-30", // a Monday stays
			"2026-09-24T10:00, 7, 2026-10-08", // 1 October moves behind the holiday
			"2026-09-13T10:00, 7, 2026-09-20", // the Sunday is worked: it stays
			"2026-08-18T10:00, 45, 2026-10-08" })
	void calendarDaysThatEndOnADayOffMoveOn(String start, int n, String lastDay) {
		Budget budget = budget(start, n, DeadlineUnit.CALENDAR_DAYS);
		assertThat(this.counting.due(budget)).contains(Counting.endOf(LocalDate.parse(lastDay)));
	}

	@Test
	void calendarDaysAreProvisionalOnlyIfTheirEndIs() {
		Budget ends2027 = budget("2026-12-20T10:00", 20, DeadlineUnit.CALENDAR_DAYS);
		assertThat(this.counting.provisionalYear(ends2027, this.counting.due(ends2027).get()))
			.isEqualTo(OptionalInt.of(2027));
		Budget ends2026 = budget("2026-12-20T10:00", 10, DeadlineUnit.CALENDAR_DAYS);
		assertThat(this.counting.provisionalYear(ends2026, this.counting.due(ends2026).get())).isEmpty();
	}

	@Test
	void hoursRunThroughHolidaysAndAreNeverProvisional() {
		Budget budget = budget("2026-09-30T23:30:15", 24, DeadlineUnit.HOURS);
		assertThat(this.counting.due(budget)).contains(shanghai("2026-10-01T23:30:15"));
		Budget newYear = budget("2026-12-31T20:00", 24, DeadlineUnit.HOURS);
		assertThat(this.counting.provisionalYear(newYear, this.counting.due(newYear).get())).isEmpty();
	}

	@ParameterizedTest(name = "{1} office hours from {0} end at {2}")
	@CsvSource({ "2026-11-23T10:00, 1, 2026-11-23T11:00", "2026-11-23T17:30, 1, 2026-11-24T09:30",
			"2026-11-23T17:00, 1, 2026-11-23T18:00", "2026-11-23T20:00, 1, 2026-11-24T10:00",
			"2026-11-23T07:00, 1, 2026-11-23T10:00", "2026-11-27T17:30, 1, 2026-11-30T09:30",
			"2026-09-30T17:30, 1, 2026-10-08T09:30", "2026-11-23T09:00, 9, 2026-11-23T18:00",
			"2026-11-23T09:00, 20, 2026-11-25T11:00" })
	void officeHoursRunOnlyWhileTheOfficeIsOpen(String start, int n, String end) {
		assertThat(this.counting.due(budget(start, n, DeadlineUnit.OFFICE_HOURS))).contains(shanghai(end));
	}

	@Test
	void aReceiptAfterTheCutOffCountsAsThatOfTheNextDay() {
		Counting strict = new Counting(WorkingCalendar.shipped(),
				new DeadlineSettings(LocalTime.of(9, 0), LocalTime.of(18, 0), LocalTime.of(22, 0), LocalTime.of(8, 0),
						LocalTime.of(17, 0), Duration.ofMinutes(5), null));
		assertThat(strict.startDay(shanghai("2026-11-23T16:59"), DeadlineUnit.WORKING_DAYS)).isEqualTo("2026-11-23");
		assertThat(strict.startDay(shanghai("2026-11-23T17:00"), DeadlineUnit.WORKING_DAYS)).isEqualTo("2026-11-24");
		assertThat(this.counting.startDay(shanghai("2026-11-23T23:59"), DeadlineUnit.WORKING_DAYS))
			.isEqualTo("2026-11-23");
	}

	@Test
	void settingsThatContradictThemselvesAreRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new DeadlineSettings(LocalTime.of(18, 0), LocalTime.of(9, 0), LocalTime.of(22, 0),
					LocalTime.of(8, 0), null, Duration.ofMinutes(5), null))
			.withMessageContaining("office-from");
	}

	@Test
	void aSuspensionOverAHolidayCostsNoWorkingDayOfTheBudget() {
		// Four days counted (21–24 September), then stopped from the 28th over National
		// Day.
		Budget budget = days("2026-09-20T10:00", 20, "2026-09-28T09:00/2026-10-09T15:00");
		assertThat(this.counting.due(budget)).contains(Counting.endOf(LocalDate.parse("2026-10-30")));
		assertThat(counted(budget)).isEqualTo(20);
	}

	@Test
	void aStandingClockHasNoEndAndKeepsItsBudget() {
		Budget budget = days("2026-11-22T10:00", 20, "2026-11-27T09:00/");
		assertThat(this.counting.due(budget)).isEmpty();
		Remaining remaining = this.counting.remaining(deadline(budget), shanghai("2026-12-31T09:00"));
		assertThat(remaining.suspended()).isTrue();
		assertThat(remaining.overdue()).isFalse();
		// Monday to Thursday counted; Friday, when it stopped, does not.
		assertThat(remaining.days()).isEqualTo(16);
	}

	@Test
	void twoSuspensionsAndOneOnASingleDay() {
		Budget budget = days("2026-11-22T10:00", 5, "2026-11-24T09:00/2026-11-24T16:00",
				"2026-11-26T09:00/2026-11-30T10:00");
		// 23, 25 November, 1, 2, 3 December.
		assertThat(this.counting.due(budget)).contains(Counting.endOf(LocalDate.parse("2026-12-03")));
	}

	@Test
	void twoSuspensionsThatTouchTheSameDay() {
		Budget budget = days("2026-11-22T10:00", 3, "2026-11-24T09:00/2026-11-25T10:00",
				"2026-11-25T11:00/2026-11-26T10:00");
		assertThat(this.counting.due(budget)).contains(Counting.endOf(LocalDate.parse("2026-11-30")));
	}

	@Test
	void aClockStoppedOnItsLastDayHasThatDayLeft() {
		Budget budget = days("2026-11-22T10:00", 5, "2026-11-27T20:00/2026-12-08T08:00");
		assertThat(this.counting.due(budget)).contains(Counting.endOf(LocalDate.parse("2026-12-09")));
	}

	@Test
	void stoppedHoursGoOnToTheMinute() {
		Budget budget = new Budget(shanghai("2026-11-22T10:00"), LocalDate.parse("2026-11-22"),
				new DeadlineLength(24, DeadlineUnit.HOURS), 0, suspensions("2026-11-22T12:30/2026-11-23T08:00"));
		assertThat(this.counting.due(budget)).contains(shanghai("2026-11-24T05:30"));
		Budget standing = new Budget(budget.startedAt(), budget.startDay(), budget.length(), 0,
				suspensions("2026-11-22T12:30/"));
		assertThat(this.counting.remaining(deadline(standing), shanghai("2026-11-30T12:30")).time())
			.isEqualTo(Duration.ofMinutes(21 * 60 + 30));
	}

	@Test
	void whatIsLeftIsCountedAfterToday() {
		Deadline deadline = deadline(days("2026-11-22T10:00", 20));
		assertThat(this.counting.remaining(deadline, shanghai("2026-11-22T10:00")).days()).isEqualTo(20);
		assertThat(this.counting.remaining(deadline, shanghai("2026-11-24T10:00")).days()).isEqualTo(18);
		assertThat(this.counting.remaining(deadline, shanghai("2026-12-18T23:00")).days()).isZero();
		Remaining late = this.counting.remaining(deadline, shanghai("2026-12-22T09:00"));
		assertThat(late.overdue()).isTrue();
		assertThat(late.days()).isEqualTo(-2);
	}

	@Test
	void theAccountNamesEachDay() {
		Deadline deadline = deadline(days("2026-09-24T10:00", 3, "2026-09-29T09:00/2026-09-30T10:00"));
		List<String> lines = this.counting.explain(deadline, shanghai("2026-09-25T10:00"))
			.stream()
			.map((line) -> line.day().date() + " " + line.day().kind() + " " + line.effect() + " " + line.counted())
			.toList();
		assertThat(lines).startsWith("2026-09-24 WORKING START 0", "2026-09-25 HOLIDAY NOT_COUNTED 0",
				"2026-09-26 HOLIDAY NOT_COUNTED 0", "2026-09-27 HOLIDAY NOT_COUNTED 0", "2026-09-28 WORKING COUNTED 1",
				"2026-09-29 WORKING SUSPENDED 0", "2026-09-30 WORKING SUSPENDED 0", "2026-10-01 HOLIDAY NOT_COUNTED 0");
		assertThat(lines).endsWith("2026-10-08 WORKING COUNTED 2", "2026-10-09 WORKING COUNTED 3");
	}

	@Test
	void theAccountShowsAMakeUpDayAndAnEndThatMovesOn() {
		Deadline makeUp = deadline(days("2026-09-18T10:00", 1));
		assertThat(this.counting.explain(makeUp, shanghai("2026-09-18T12:00"))).last().satisfies((line) -> {
			assertThat(line.day().kind()).isEqualTo(DayKind.MAKE_UP);
			assertThat(line.day().holiday().chinese()).isEqualTo("国庆节");
			assertThat(line.counted()).isEqualTo(1);
		});
		Deadline rolled = deadline(budget("2026-11-22T10:00", 7, DeadlineUnit.CALENDAR_DAYS));
		assertThat(this.counting.explain(rolled, shanghai("2026-11-22T12:00"))).extracting(ExplainedDay::effect)
			.endsWith(Effect.COUNTED, Effect.ROLLED);
		Deadline hours = deadline(budget("2026-11-22T10:00", 24, DeadlineUnit.HOURS));
		assertThat(this.counting.explain(hours, shanghai("2026-11-22T12:00"))).isEmpty();
	}

	/** Every start day: the derived end against walking through the days one by one. */
	@Test
	void everyStartDayAgainstWalking() {
		WorkingCalendar calendar = WorkingCalendar.shipped();
		for (LocalDate start = LocalDate.of(2024, 1, 1); start.getYear() < 2027; start = start.plusDays(1)) {
			LocalDate from = start.plusDays(9);
			LocalDate to = start.plusDays(21);
			Budget budget = days(start + "T11:00", 20, from + "T09:00/" + to + "T15:00");
			LocalDate day = start;
			for (int counted = 0; counted < 20;) {
				day = day.plusDays(1);
				boolean stands = !day.isBefore(from) && !day.isAfter(to);
				counted += (calendar.isWorkingDay(day) && !stands) ? 1 : 0;
			}
			assertThat(this.counting.due(budget)).as("from %s", start).contains(Counting.endOf(day));
			assertThat(counted(budget)).as("from %s", start).isEqualTo(20);
		}
	}

	@Test
	void rungsByDayGoOutWhenTheOfficeOpensOnThatDay() {
		Budget budget = days("2026-11-22T10:00", 20);
		assertThat(planned(budget, Rung.Basis.AFTER_START, 10)).contains(shanghai("2026-12-04T09:00"));
		assertThat(planned(budget, Rung.Basis.BEFORE_DUE, 2)).contains(shanghai("2026-12-16T09:00"));
		assertThat(planned(budget, Rung.Basis.BEFORE_DUE, 0)).contains(shanghai("2026-12-18T09:00"));
		assertThat(planned(budget, Rung.Basis.AFTER_START, 21)).isEmpty();
		assertThat(planned(budget, Rung.Basis.BEFORE_DUE, 30)).isEmpty();
	}

	@Test
	void rungsByDayMoveWithASuspension() {
		Budget budget = days("2026-11-22T10:00", 20, "2026-11-27T09:00/2026-12-04T10:00");
		assertThat(planned(budget, Rung.Basis.AFTER_START, 4)).contains(shanghai("2026-11-26T09:00"));
		assertThat(planned(budget, Rung.Basis.AFTER_START, 5)).contains(shanghai("2026-12-07T09:00"));
	}

	@Test
	void rungsByShareLieInTheOfficeHoursOfTheCountedDays() {
		Budget budget = days("2026-11-23T10:00", 2);
		assertThat(planned(budget, Rung.Basis.AT_PERCENT, 50)).contains(shanghai("2026-11-24T18:00"));
		assertThat(planned(budget, Rung.Basis.AT_PERCENT, 80)).contains(shanghai("2026-11-25T14:24"));
		Budget hours = budget("2026-11-23T10:00", 24, DeadlineUnit.HOURS);
		assertThat(planned(hours, Rung.Basis.AT_PERCENT, 50)).contains(shanghai("2026-11-23T22:00"));
	}

	@Test
	void rungsByHourMayHaveToWaitForTheMorningOrTheOffice() {
		Budget budget = budget("2026-11-20T20:00", 72, DeadlineUnit.HOURS);
		Instant due = this.counting.due(budget).get();
		assertThat(this.counting.planned(budget, due, rung(Rung.Basis.AFTER_START, 6, Rung.Timing.EXACT)))
			.contains(shanghai("2026-11-21T02:00"));
		assertThat(this.counting.planned(budget, due, rung(Rung.Basis.AFTER_START, 6, Rung.Timing.NOT_AT_NIGHT)))
			.contains(shanghai("2026-11-21T08:00"));
		assertThat(this.counting.planned(budget, due, rung(Rung.Basis.AFTER_START, 3, Rung.Timing.NOT_AT_NIGHT)))
			.contains(shanghai("2026-11-21T08:00"));
		// Saturday and Sunday are off.
		assertThat(this.counting.planned(budget, due, rung(Rung.Basis.AFTER_START, 6, Rung.Timing.IN_OFFICE_HOURS)))
			.contains(shanghai("2026-11-23T09:00"));
		// Waiting would be past the end: better at night than too late.
		Budget shorter = budget("2026-11-20T20:00", 10, DeadlineUnit.HOURS);
		assertThat(this.counting.planned(shorter, this.counting.due(shorter).get(),
				rung(Rung.Basis.AFTER_START, 6, Rung.Timing.NOT_AT_NIGHT)))
			.contains(shanghai("2026-11-21T02:00"));
	}

	@Test
	void dailyRungsGoOutOnWorkingDaysAfterTheEnd() {
		Instant due = Counting.endOf(LocalDate.parse("2026-09-30"));
		assertThat(this.counting.nextDaily(due, shanghai("2026-09-28T12:00"))).isEqualTo(shanghai("2026-10-08T09:00"));
		assertThat(this.counting.latestDaily(due, shanghai("2026-10-05T12:00"))).isEmpty();
		assertThat(this.counting.latestDaily(due, shanghai("2026-10-08T09:00"))).contains(shanghai("2026-10-08T09:00"));
		assertThat(this.counting.nextDaily(due, shanghai("2026-10-08T09:00"))).isEqualTo(shanghai("2026-10-09T09:00"));
		// Saturday 10 October is worked, Sunday is not.
		assertThat(this.counting.nextDaily(due, shanghai("2026-10-09T09:00"))).isEqualTo(shanghai("2026-10-10T09:00"));
		assertThat(this.counting.nextDaily(due, shanghai("2026-10-10T09:00"))).isEqualTo(shanghai("2026-10-12T09:00"));
		assertThat(this.counting.latestDaily(due, shanghai("2026-10-11T20:00"))).contains(shanghai("2026-10-10T09:00"));
	}

	private long counted(Budget budget) {
		return this.counting.explain(deadline(budget), budget.startedAt())
			.stream()
			.filter((line) -> line.effect() == Effect.COUNTED)
			.count();
	}

	private Optional<Instant> planned(Budget budget, Rung.Basis basis, int amount) {
		return this.counting.planned(budget, this.counting.due(budget).get(), rung(basis, amount, Rung.Timing.EXACT));
	}

	private static Rung rung(Rung.Basis basis, int amount, Rung.Timing timing) {
		return new Rung("rung", basis, amount, Audience.WORKER, timing);
	}

	private String lastDay(String start, int n) {
		return Counting.dayOf(this.counting.due(days(start, n)).get().minusMillis(1)).toString();
	}

	private Deadline deadline(Budget budget) {
		return new Deadline(1, "F2026110000123", DeadlineKind.AUTHORITY_REVIEW, "110000", budget.startedAt(),
				budget.startDay(), budget.length(), budget.extendedBy(), budget.suspensions(),
				this.counting.due(budget).orElse(null), OptionalInt.empty(), null);
	}

	private Budget days(String start, int n, String... suspensions) {
		Instant startedAt = shanghai(start);
		return new Budget(startedAt, this.counting.startDay(startedAt, DeadlineUnit.WORKING_DAYS),
				new DeadlineLength(n, DeadlineUnit.WORKING_DAYS), 0, suspensions(suspensions));
	}

	private Budget budget(String start, int n, DeadlineUnit unit) {
		Instant startedAt = shanghai(start);
		return new Budget(startedAt, this.counting.startDay(startedAt, unit), new DeadlineLength(n, unit), 0,
				List.of());
	}

	private static List<Suspension> suspensions(String... spans) {
		List<Suspension> suspensions = new ArrayList<>();
		for (String span : spans) {
			String[] ends = span.split("/");
			suspensions.add(new Suspension(shanghai(ends[0]), (ends.length > 1) ? shanghai(ends[1]) : null, "补正"));
		}
		return suspensions;
	}

	static Instant shanghai(String wallTime) {
		return LocalDateTime.parse(wallTime).atZone(WorkingCalendar.ZONE).toInstant();
	}

}
