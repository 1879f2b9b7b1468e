package org.beianflow.deadline;

/**
 * Where the official calendar is found; it changes when a year is published or amended,
 * and then for every node at once.
 */
public interface WorkingCalendars {

	/** The calendar that is in force now; inside a transaction always the same. */
	WorkingCalendar current();

	/** Its number: grows by one with each change. */
	default int revision() {
		return 1;
	}

	/** The calendar as it was with this number. */
	default WorkingCalendar at(int revision) {
		return current();
	}

}
