package org.beianflow.deadline;

import java.time.ZoneId;

/** Working days by the official calendar. */
public final class WorkingCalendar {

	/** The zone in which days begin and end for everybody. */
	public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

	private WorkingCalendar() {
	}

}
