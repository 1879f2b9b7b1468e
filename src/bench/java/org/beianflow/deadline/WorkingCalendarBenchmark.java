package org.beianflow.deadline;

import java.time.LocalDate;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one question to the calendar costs, near and far: the time must not grow with the
 * distance.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class WorkingCalendarBenchmark {

	private final WorkingCalendar calendar = WorkingCalendar.shipped();

	private LocalDate day = LocalDate.of(2024, 1, 1);

	/** Another day each time, so that nothing is foreseen. */
	private LocalDate next() {
		this.day = (this.day.getYear() < 2027) ? this.day.plusDays(1) : LocalDate.of(2024, 1, 1);
		return this.day;
	}

	@Benchmark
	public LocalDate dayAlone() {
		return next();
	}

	@Benchmark
	public LocalDate plus20() {
		return this.calendar.plusWorkingDays(next(), 20);
	}

	@Benchmark
	public LocalDate plus500() {
		return this.calendar.plusWorkingDays(next(), 500);
	}

	@Benchmark
	public LocalDate minus20() {
		return this.calendar.plusWorkingDays(next(), -20);
	}

	@Benchmark
	public int between() {
		return this.calendar.workingDaysBetween(next(), LocalDate.of(2026, 12, 31));
	}

}
