package org.beianflow.deadline;

import java.time.Instant;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The open limits of many filings, and how the ended ones were kept. */
public interface ClockBoard {

	/** Which part of the board. */
	enum Part {

		/** All that run. */
		RUNNING,
		/** Past their end. */
		OVERDUE,
		/** Due by 24:00 today. */
		TODAY,
		/** Due by 24:00 on Sunday. */
		WEEK,
		/** Whose clock stands. */
		STANDING,
		/** Whose end depends on a year that is not published. */
		PROVISIONAL

	}

	/**
	 * Whose limits.
	 *
	 * @param provinces six digits each; empty means none
	 * @param kinds which; empty for all
	 * @param filings only those of these filings; null for all
	 */
	record Filter(Set<String> provinces, Set<DeadlineKind> kinds, Collection<String> filings) {

		public Filter {
			provinces = Set.copyOf(provinces);
			kinds = Set.copyOf(kinds);
		}

	}

	/**
	 * How many limits there are in each part.
	 */
	record Counts(int running, int overdue, int today, int week, int standing, int provisional) {
	}

	/**
	 * Where a list goes on.
	 *
	 * @param dueAt end of the last limit on the page before
	 * @param id its key
	 */
	record Position(Instant dueAt, long id) {
	}

	/**
	 * How limits that ended in a month were kept.
	 *
	 * @param month in Asia/Shanghai
	 * @param kind which limits
	 * @param ended how many ended
	 * @param onTime how many of these before their due instant
	 */
	record Rate(YearMonth month, DeadlineKind kind, int ended, int onTime) {
	}

	/** The limits of a part by due instant, the most urgent first. */
	List<Deadline> list(Part part, Filter filter, Position after, int limit);

	Counts counts(Filter filter);

	/** How limits were kept, by month and kind, oldest first. */
	List<Rate> rates(Filter filter, YearMonth from);

	/** The latest end of all open limits; null if none runs. */
	Instant longest();

}
