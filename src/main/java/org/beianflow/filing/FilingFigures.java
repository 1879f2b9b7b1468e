package org.beianflow.filing;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Figures over all filings, from the history of their steps; nothing in them names a
 * filing or a person. Implemented in {@code filing.store}.
 */
public interface FilingFigures {

	/**
	 * How long filings stood in a state before they left it.
	 *
	 * @param state the state
	 * @param count how many times one was left
	 * @param median half of them took no longer
	 * @param ninetieth nine out of ten took no longer
	 */
	record Stay(FilingState state, long count, Duration median, Duration ninetieth) {

	}

	/**
	 * How often filings entered a state on a day.
	 *
	 * @param day the day in Asia/Shanghai
	 * @param state the state entered
	 * @param count how many times
	 */
	record Entered(LocalDate day, FilingState state, long count) {

	}

	/**
	 * From the first submission to the number, with all returns.
	 *
	 * @param count how many got their number
	 * @param median half of them took no longer; null where there are none
	 * @param ninetieth nine out of ten took no longer; null where there are none
	 */
	record Road(long count, Duration median, Duration ninetieth) {

	}

	/** The stays that ended from {@code from} until before {@code to}. */
	List<Stay> stays(Instant from, Instant to);

	/** What was entered from {@code from} until before {@code to}, day by day. */
	List<Entered> entered(Instant from, Instant to);

	/** The filings that got their number from {@code from} until before {@code to}. */
	Road road(Instant from, Instant to);

}
