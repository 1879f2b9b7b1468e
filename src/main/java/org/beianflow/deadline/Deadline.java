package org.beianflow.deadline;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A time limit of one filing: a budget with a start, the stops and the extension it had,
 * and the due instant that follows from them. Nothing stores "overdue"; it is asked of
 * the clock.
 *
 * @param id key in the database
 * @param filing the filing's reference
 * @param kind which limit
 * @param province six digits, whose rules apply
 * @param startedAt when it started
 * @param startDay the day that is not counted, in Asia/Shanghai
 * @param length the budget as it stood at the start
 * @param extendedBy what an extension added, in the unit of the length
 * @param suspensions stops of the clock, oldest first; the last may be open
 * @param dueAt end of the limit, exclusive: for days, 00:00 Asia/Shanghai of the day
 * after the last; null while the clock stands
 * @param provisionalYear the year whose calendar is not yet published and on whose days
 * the end depends; empty if the end is certain
 * @param closedAt when it was met or ended; null while it is open
 */
public record Deadline(long id, String filing, DeadlineKind kind, String province, Instant startedAt,
		LocalDate startDay, DeadlineLength length, int extendedBy, List<Suspension> suspensions, Instant dueAt,
		OptionalInt provisionalYear, Instant closedAt) {

	public Deadline {
		suspensions = List.copyOf(suspensions);
	}

	/** Open and not suspended: time is passing. */
	public boolean running() {
		return open() && !suspended();
	}

	/** Not yet met or ended; its clock may stand. */
	public boolean open() {
		return this.closedAt == null;
	}

	/** Open, with its clock stopped. */
	public boolean suspended() {
		return suspendedSince().isPresent();
	}

	public Optional<Instant> suspendedSince() {
		if (!open() || this.suspensions.isEmpty()) {
			return Optional.empty();
		}
		Suspension last = this.suspensions.get(this.suspensions.size() - 1);
		return (last.to() == null) ? Optional.of(last.from()) : Optional.empty();
	}

	/** Whether the end may still move when a year's calendar is published. */
	public boolean provisional() {
		return this.provisionalYear.isPresent();
	}

	/** Open past its end. */
	public boolean overdue(Instant now) {
		return running() && !now.isBefore(this.dueAt);
	}

	/** Met or ended, but only at or past its end. */
	public boolean late() {
		return !open() && this.dueAt != null && !this.closedAt.isBefore(this.dueAt);
	}

	/**
	 * The last day on which it can be met, in Asia/Shanghai, to be shown with 24:00 for
	 * limits in days; empty while the clock stands.
	 */
	public Optional<LocalDate> lastDay() {
		return Optional.ofNullable(this.dueAt)
			.map((due) -> due.minusNanos(1).atZone(WorkingCalendar.ZONE).toLocalDate());
	}

}
