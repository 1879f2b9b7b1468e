package org.beianflow.deadline;

import java.util.List;

/**
 * What a time limit is counted in. The zone is always Asia/Shanghai.
 */
public enum DeadlineUnit {

	/**
	 * Working days of the official calendar. The start day does not count; the end is
	 * 24:00 of the last day (行政许可法 art. 82, 民法典 arts. 201, 203).
	 */
	WORKING_DAYS,
	/**
	 * Calendar days. The start day does not count; an end on a day off moves to the next
	 * working day (民法典 art. 203).
	 */
	CALENDAR_DAYS,
	/** Hours of wall time from the instant, through nights and holidays. */
	HOURS,
	/** Hours that run only in office hours of working days. */
	OFFICE_HOURS;

	/** Whether it is counted in whole days, and so ends at 24:00 of the last one. */
	public boolean byDay() {
		return this == WORKING_DAYS || this == CALENDAR_DAYS;
	}

	public String messageKey() {
		return "deadline.unit." + name();
	}

	/** How it is counted, one text for each article. */
	List<String> ruleKeys() {
		return switch (this) {
			case WORKING_DAYS -> List.of("deadline.rule.start", "deadline.rule.workingDays", "deadline.rule.end");
			case CALENDAR_DAYS -> List.of("deadline.rule.start", "deadline.rule.calendarDays", "deadline.rule.end");
			case HOURS -> List.of("deadline.rule.hours");
			case OFFICE_HOURS -> List.of("deadline.rule.officeHours");
		};
	}

}
