package org.beianflow.deadline;

import org.springframework.stereotype.Component;

/** The calendar that came with this version of the application. */
@Component
class ShippedCalendars implements WorkingCalendars {

	private final WorkingCalendar calendar = WorkingCalendar.shipped();

	@Override
	public WorkingCalendar current() {
		return this.calendar;
	}

}
