package org.beianflow.deadline;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.OptionalInt;

import org.springframework.stereotype.Component;

/** How far the official calendar reaches against the limits that run. */
@Component
public class CalendarReach {

	private final WorkingCalendars calendars;

	private final ClockBoard board;

	private final Clock clock;

	CalendarReach(WorkingCalendars calendars, ClockBoard board, Clock clock) {
		this.calendars = calendars;
		this.board = board;
		this.clock = clock;
	}

	/**
	 * What is known.
	 *
	 * @param officialUntil last day of the last year published without a gap from now on;
	 * null if none is
	 * @param longest last day of the longest open limit; null if none runs
	 * @param daysShort by how many days the calendar ends before that; 0 if it reaches
	 */
	public record Reach(LocalDate officialUntil, LocalDate longest, long daysShort) {
	}

	/** How far it reaches now. */
	public Reach now() {
		OptionalInt year = this.calendars.current().officialUntil(Counting.dayOf(this.clock.instant()).getYear());
		LocalDate until = year.isPresent() ? LocalDate.of(year.getAsInt(), 12, 31) : null;
		Instant longest = this.board.longest();
		LocalDate last = (longest != null) ? Counting.dayOf(longest.minusNanos(1)) : null;
		long reached = (until != null) ? until.toEpochDay() : 0;
		return new Reach(until, last, (last != null) ? Math.max(0, last.toEpochDay() - reached) : 0);
	}

}
