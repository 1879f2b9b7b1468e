package org.beianflow.filing;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Somebody is away and somebody else stands in.
 *
 * @param id its id; 0 before it is kept
 * @param person who is away
 * @param cover who stands in
 * @param from first day away, in Asia/Shanghai
 * @param until last day away, inclusive; the absence ends by itself after it
 * @param enteredBy who entered it
 * @param enteredAt when (UTC)
 * @param movedAt when the open tasks went to the cover; null before the absence begins
 */
public record Absence(long id, String person, String cover, LocalDate from, LocalDate until, String enteredBy,
		Instant enteredAt, Instant movedAt) {

	/** Whether it is under way. */
	public boolean at(Instant now) {
		LocalDate today = now.atZone(FilingSettings.ZONE).toLocalDate();
		return !today.isBefore(this.from) && !today.isAfter(this.until);
	}

	/** Whether its last day has passed. */
	public boolean overAt(Instant now) {
		return now.atZone(FilingSettings.ZONE).toLocalDate().isAfter(this.until);
	}

	boolean overlaps(LocalDate otherFrom, LocalDate otherUntil) {
		return !this.until.isBefore(otherFrom) && !otherUntil.isBefore(this.from);
	}

}
