package org.beianflow.deadline;

import java.time.Instant;

import org.beianflow.audit.Actor;

/**
 * What was known of a year's holidays at one time. Versions are never changed; which one
 * counts is decided by a {@link ClockChange}.
 *
 * @param id key in the database
 * @param year the year with its holidays
 * @param version counted from 1 within the year
 * @param origin how it came in
 * @param actor who brought it in
 * @param createdAt when
 * @param inForce whether it counts now
 */
public record CalendarVersion(long id, CalendarYear year, int version, Origin origin, Actor actor, Instant createdAt,
		boolean inForce) {

	/** How a version came in. */
	public enum Origin {

		/** With the application. */
		SHIPPED,
		/** Through the page. */
		PAGE,
		/** Through the API. */
		API,
		/** From the folder that is read at the start. */
		FOLDER;

		public String messageKey() {
			return "deadline.calendar.origin." + name();
		}

	}

}
