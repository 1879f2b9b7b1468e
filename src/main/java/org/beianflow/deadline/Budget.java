package org.beianflow.deadline;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** What a due instant follows from, together with a calendar. */
record Budget(Instant startedAt, LocalDate startDay, DeadlineLength length, int extendedBy,
		List<Suspension> suspensions) {

	static Budget of(Deadline deadline) {
		return new Budget(deadline.startedAt(), deadline.startDay(), deadline.length(), deadline.extendedBy(),
				deadline.suspensions());
	}

	int total() {
		return this.length.amount() + this.extendedBy;
	}

}
