package org.beianflow.access;

import java.time.Instant;

import org.beianflow.deadline.DeadlineKind;
import org.beianflow.deadline.Deadlines;
import org.beianflow.deadline.WorkingCalendar;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

/** Which limits a verification opens. */
class AccessDeadlinesTest {

	private final Deadlines deadlines = mock(Deadlines.class);

	private final AccessDeadlines limits = new AccessDeadlines(this.deadlines, WorkingCalendar::shipped,
			LoopbackNetwork.settings());

	@Test
	void theFirstWindowIsT13AndTheOthersAreT14() {
		this.limits.closeWindow("F2026110000123", 1);
		verify(this.deadlines).close("F2026110000123", DeadlineKind.ACCESS_VERIFICATION);
		this.limits.closeWindow("F2026110000123", 3);
		verify(this.deadlines).close("F2026110000123", DeadlineKind.ACCESS_RETRY);
	}

	@Test
	void evidenceIsLookedAtByTheEndOfTheNextWorkingDay() {
		assertThat(this.limits.manualDue(Instant.parse("2026-12-18T02:00:00Z"))).as("Friday: until Monday 24:00")
			.isEqualTo(Instant.parse("2026-12-21T16:00:00Z"));
		assertThat(this.limits.manualDue(Instant.parse("2026-02-13T02:00:00Z")))
			.as("before Spring Festival: Saturday 14 February is worked")
			.isEqualTo(Instant.parse("2026-02-14T16:00:00Z"));
		assertThat(this.limits.manualDue(Instant.parse("2026-02-14T16:30:00Z")))
			.as("already the 15th in Shanghai: until the day after the festival")
			.isEqualTo(Instant.parse("2026-02-24T16:00:00Z"));
	}

}
