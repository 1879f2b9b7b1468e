package org.beianflow.deadline;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.beianflow.deadline.ExplainedDay.Effect;

/**
 * Counts time limits by one calendar: where a budget ends, where its rungs lie, what is
 * left.
 * <p>
 * Days exclude the start day and end at 24:00, which is the next day's 00:00, exclusive
 * (民法典 arts. 201, 203; ruling 16). A day touched by a suspension does not count. Hours
 * run as wall time. Nothing here reads the default zone.
 */
final class Counting {

	private final WorkingCalendar calendar;

	private final DeadlineSettings settings;

	Counting(WorkingCalendar calendar, DeadlineSettings settings) {
		this.calendar = calendar;
		this.settings = settings;
	}

	static LocalDate dayOf(Instant instant) {
		return instant.atZone(WorkingCalendar.ZONE).toLocalDate();
	}

	static Instant at(LocalDate day, LocalTime time) {
		return day.atTime(time).atZone(WorkingCalendar.ZONE).toInstant();
	}

	/** 24:00 of a day: the first instant that is late. */
	static Instant endOf(LocalDate day) {
		return at(day.plusDays(1), LocalTime.MIDNIGHT);
	}

	/** The day that is not counted: that of the event, or the next after the cut-off. */
	LocalDate startDay(Instant startedAt, DeadlineUnit unit) {
		ZonedDateTime start = startedAt.atZone(WorkingCalendar.ZONE);
		LocalTime cutoff = this.settings.receiptCutoff();
		boolean late = unit == DeadlineUnit.WORKING_DAYS && cutoff != null && !start.toLocalTime().isBefore(cutoff);
		return late ? start.toLocalDate().plusDays(1) : start.toLocalDate();
	}

	/** The due instant; empty while the clock stands. */
	Optional<Instant> due(Budget budget) {
		return switch (budget.length().unit()) {
			case WORKING_DAYS -> countedDay(budget, budget.total()).map(Counting::endOf);
			case CALENDAR_DAYS ->
				countedDay(budget, budget.total()).map((day) -> endOf(this.calendar.rollForward(day)));
			case HOURS -> countedTime(budget, Duration.ofHours(budget.total()));
			case OFFICE_HOURS -> Optional.of(plusOfficeTime(budget.startedAt(), Duration.ofHours(budget.total())));
		};
	}

	/** The unpublished year on whose days the due instant depends. */
	OptionalInt provisionalYear(Budget budget, Instant due) {
		if (due == null) {
			return OptionalInt.empty();
		}
		LocalDate lastDay = dayOf(due.minusNanos(1));
		return switch (budget.length().unit()) {
			case WORKING_DAYS, OFFICE_HOURS -> this.calendar.firstProvisionalYear(budget.startDay(), lastDay);
			// Only whether the end is a day off depends on the calendar.
			case CALENDAR_DAYS ->
				this.calendar.firstProvisionalYear(countedDay(budget, budget.total()).orElse(lastDay), lastDay);
			case HOURS -> OptionalInt.empty();
		};
	}

	/** The n-th day that counts; empty if the clock stands before it. */
	private Optional<LocalDate> countedDay(Budget budget, int n) {
		LocalDate from = budget.startDay();
		int left = n;
		for (Suspension suspension : budget.suspensions()) {
			int counted = countedBefore(budget, from, suspension);
			if (counted >= left) {
				break;
			}
			left -= counted;
			if (suspension.to() == null) {
				return Optional.empty();
			}
			from = later(from, dayOf(suspension.to()));
		}
		return Optional.of(plus(budget, from, left));
	}

	/** How much of a budget in days was used before the clock stopped. */
	private int usedDays(Budget budget) {
		LocalDate from = budget.startDay();
		int used = 0;
		for (Suspension suspension : budget.suspensions()) {
			used += countedBefore(budget, from, suspension);
			from = (suspension.to() != null) ? later(from, dayOf(suspension.to())) : from;
		}
		return used;
	}

	private int countedBefore(Budget budget, LocalDate from, Suspension suspension) {
		return Math.max(0, between(budget, from, dayOf(suspension.from()).minusDays(1)));
	}

	private static LocalDate later(LocalDate one, LocalDate other) {
		return one.isAfter(other) ? one : other;
	}

	private LocalDate plus(Budget budget, LocalDate from, int n) {
		return (budget.length().unit() == DeadlineUnit.WORKING_DAYS) ? this.calendar.plusWorkingDays(from, n)
				: from.plusDays(n);
	}

	private int between(Budget budget, LocalDate from, LocalDate to) {
		return (budget.length().unit() == DeadlineUnit.WORKING_DAYS) ? this.calendar.workingDaysBetween(from, to)
				: Math.toIntExact(ChronoUnit.DAYS.between(from, to));
	}

	/**
	 * The instant after so much time that counts; empty if the clock stands before it.
	 */
	private static Optional<Instant> countedTime(Budget budget, Duration time) {
		Instant from = budget.startedAt();
		Duration left = time;
		for (Suspension suspension : budget.suspensions()) {
			Duration counted = Duration.between(from, suspension.from());
			if (counted.compareTo(left) >= 0) {
				break;
			}
			left = left.minus(counted);
			if (suspension.to() == null) {
				return Optional.empty();
			}
			from = suspension.to();
		}
		return Optional.of(from.plus(left));
	}

	private Duration officeDay() {
		return Duration.between(this.settings.officeFrom(), this.settings.officeUntil());
	}

	private Instant plusOfficeTime(Instant start, Duration time) {
		ZonedDateTime from = inOfficeHours(start).atZone(WorkingCalendar.ZONE);
		Duration sinceOpening = Duration.between(this.settings.officeFrom(), from.toLocalTime()).plus(time);
		long days = sinceOpening.dividedBy(officeDay());
		Duration rest = sinceOpening.minus(officeDay().multipliedBy(days));
		if (rest.isZero()) {
			// Ends when the office closes, not when it opens next.
			days--;
			rest = officeDay();
		}
		LocalDate day = this.calendar.plusWorkingDays(from.toLocalDate(), Math.toIntExact(days));
		return at(day, this.settings.officeFrom().plus(rest));
	}

	/** The instant itself if the office is open then, else when it opens next. */
	private Instant inOfficeHours(Instant instant) {
		ZonedDateTime local = instant.atZone(WorkingCalendar.ZONE);
		LocalDate day = local.toLocalDate();
		if (!this.calendar.isWorkingDay(day) || !local.toLocalTime().isBefore(this.settings.officeUntil())) {
			return at(this.calendar.plusWorkingDays(day, 1), this.settings.officeFrom());
		}
		return local.toLocalTime().isBefore(this.settings.officeFrom()) ? at(day, this.settings.officeFrom()) : instant;
	}

	/** The instant itself, or the morning after if it lies in the quiet hours. */
	private Instant notAtNight(Instant instant) {
		ZonedDateTime local = instant.atZone(WorkingCalendar.ZONE);
		if (local.toLocalTime().isBefore(this.settings.quietUntil())) {
			return at(local.toLocalDate(), this.settings.quietUntil());
		}
		return local.toLocalTime().isBefore(this.settings.quietFrom()) ? instant
				: at(local.toLocalDate().plusDays(1), this.settings.quietUntil());
	}

	/**
	 * When a rung before the end goes out; empty if it has no place in this budget, or
	 * the clock stands before it.
	 */
	Optional<Instant> planned(Budget budget, Instant due, Rung rung) {
		return exactly(budget, due, rung)
			.filter((instant) -> instant.isAfter(budget.startedAt()) && instant.isBefore(due))
			.map((instant) -> waiting(instant, rung.timing(), due));
	}

	private Instant waiting(Instant instant, Rung.Timing timing, Instant due) {
		Instant later = switch (timing) {
			case EXACT -> instant;
			case NOT_AT_NIGHT -> notAtNight(instant);
			case IN_OFFICE_HOURS -> inOfficeHours(instant);
		};
		// Better at a bad hour than after the end.
		return later.isBefore(due) ? later : instant;
	}

	private Optional<Instant> exactly(Budget budget, Instant due, Rung rung) {
		DeadlineUnit unit = budget.length().unit();
		boolean days = unit.byDay();
		return switch (rung.basis()) {
			case AFTER_START -> days ? countedDay(budget, rung.amount()).map(this::opening)
					: time(budget, Duration.ofHours(rung.amount()));
			case AT_PERCENT -> days ? atPercent(budget, rung.amount())
					: time(budget, Duration.ofMinutes(60L * budget.total() * rung.amount() / 100));
			case BEFORE_DUE -> Optional.of(days ? opening(plus(budget, dayOf(due.minusNanos(1)), -rung.amount()))
					: due.minus(Duration.ofHours(rung.amount())));
			case DAILY_AFTER_DUE -> Optional.empty();
		};
	}

	private Optional<Instant> time(Budget budget, Duration time) {
		return (budget.length().unit() == DeadlineUnit.OFFICE_HOURS)
				? Optional.of(plusOfficeTime(budget.startedAt(), time)) : countedTime(budget, time);
	}

	/** Within the counted days, each taken as one day of office hours. */
	private Optional<Instant> atPercent(Budget budget, int percent) {
		int hundredths = budget.total() * percent;
		int day = Math.max(1, (hundredths + 99) / 100);
		Duration into = officeDay().multipliedBy(hundredths - (day - 1) * 100L).dividedBy(100);
		return countedDay(budget, day).map((date) -> opening(date).plus(into));
	}

	private Instant opening(LocalDate day) {
		return at(day, this.settings.officeFrom());
	}

	/**
	 * When the daily rung of the latest working day past the end went out, if any did.
	 */
	Optional<Instant> latestDaily(Instant due, Instant now) {
		LocalDate today = dayOf(now);
		LocalDate day = (this.calendar.isWorkingDay(today) && !opening(today).isAfter(now)) ? today
				: this.calendar.plusWorkingDays(today, -1);
		Instant daily = opening(day);
		return daily.isBefore(due) ? Optional.empty() : Optional.of(daily);
	}

	/** When the next daily rung past the end goes out, after {@code now}. */
	Instant nextDaily(Instant due, Instant now) {
		Instant from = now.isBefore(due) ? due.minusNanos(1) : now;
		LocalDate day = dayOf(from);
		boolean stillToday = this.calendar.isWorkingDay(day) && opening(day).isAfter(from);
		return opening(stillToday ? day : this.calendar.plusWorkingDays(day, 1));
	}

	Remaining remaining(Deadline deadline, Instant now) {
		Budget budget = Budget.of(deadline);
		DeadlineUnit unit = budget.length().unit();
		boolean inDays = unit.byDay();
		if (deadline.dueAt() == null) {
			int daysLeft = inDays ? budget.total() - usedDays(budget) : 0;
			Duration timeLeft = inDays ? Duration.ZERO : Duration.ofHours(budget.total()).minus(usedTime(budget));
			return new Remaining(unit, daysLeft, timeLeft, true, false);
		}
		int days = inDays ? between(budget, dayOf(now), dayOf(deadline.dueAt().minusNanos(1))) : 0;
		return new Remaining(unit, days, Duration.between(now, deadline.dueAt()), false,
				!now.isBefore(deadline.dueAt()));
	}

	private static Duration usedTime(Budget budget) {
		Instant from = budget.startedAt();
		Duration used = Duration.ZERO;
		for (Suspension suspension : budget.suspensions()) {
			used = used.plus(Duration.between(from, suspension.from()));
			from = suspension.to();
		}
		return used;
	}

	List<ExplainedDay> explain(Deadline deadline, Instant now) {
		Budget budget = Budget.of(deadline);
		DeadlineUnit unit = budget.length().unit();
		if (unit == DeadlineUnit.HOURS || unit == DeadlineUnit.OFFICE_HOURS) {
			return List.of();
		}
		LocalDate end = (deadline.dueAt() != null) ? dayOf(deadline.dueAt().minusNanos(1)) : dayOf(now);
		List<ExplainedDay> days = new ArrayList<>();
		days.add(new ExplainedDay(this.calendar.day(budget.startDay()), Effect.START, 0));
		int counted = 0;
		for (LocalDate date = budget.startDay().plusDays(1); !date.isAfter(end); date = date.plusDays(1)) {
			CalendarDay day = this.calendar.day(date);
			Effect effect = effect(budget, day, counted);
			counted += (effect == Effect.COUNTED) ? 1 : 0;
			days.add(new ExplainedDay(day, effect, (effect == Effect.COUNTED) ? counted : 0));
		}
		return days;
	}

	private static Effect effect(Budget budget, CalendarDay day, int counted) {
		if (suspended(budget, day.date())) {
			return Effect.SUSPENDED;
		}
		if (counted == budget.total()) {
			return Effect.ROLLED;
		}
		boolean counts = budget.length().unit() == DeadlineUnit.CALENDAR_DAYS || day.kind().working();
		return counts ? Effect.COUNTED : Effect.NOT_COUNTED;
	}

	private static boolean suspended(Budget budget, LocalDate date) {
		return budget.suspensions()
			.stream()
			.anyMatch((suspension) -> !date.isBefore(dayOf(suspension.from()))
					&& (suspension.to() == null || !date.isAfter(dayOf(suspension.to()))));
	}

}
