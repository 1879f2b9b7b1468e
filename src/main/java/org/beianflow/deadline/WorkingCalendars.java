package org.beianflow.deadline;

/** Where the official calendar is found; it changes when a year is published. */
public interface WorkingCalendars {

	/** The calendar that is in force now. */
	WorkingCalendar current();

}
