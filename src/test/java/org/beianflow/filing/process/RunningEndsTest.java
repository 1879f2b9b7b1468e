package org.beianflow.filing.process;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.beianflow.deadline.Deadline;
import org.beianflow.deadline.DeadlineKind;
import org.beianflow.deadline.Deadlines;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.StaticListableBeanFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/** Which end a new task gets. */
class RunningEndsTest {

	private static final String FILING = "F2026120000001";

	private final Deadlines deadlines = mock(Deadlines.class);

	private final RunningEnds ends = new RunningEnds(
			new StaticListableBeanFactory(Map.of("deadlines", this.deadlines)).getBeanProvider(Deadlines.class));

	@Test
	void theEndOfTheClockThatRuns() {
		Instant due = Instant.parse("2027-01-11T16:00:00Z");
		runs(due);
		assertThat(this.ends.end(FILING, "authorityReviewDueAt")).contains(due);
	}

	@Test
	void aClockThatStandsHasNoEndYet() {
		runs(null);
		assertThat(this.ends.end(FILING, "authorityReviewDueAt")).contains(Deadlines.PARKED);
	}

	@Test
	void withoutAClockTheDiagramSays() {
		assertThat(this.ends.end(FILING, "authorityReviewDueAt")).isEmpty();
		assertThat(this.ends.end(FILING, "refundDueAt")).isEmpty();
	}

	private void runs(Instant due) {
		Deadline clock = mock(Deadline.class);
		given(clock.dueAt()).willReturn(due);
		given(this.deadlines.running(FILING, DeadlineKind.AUTHORITY_REVIEW)).willReturn(Optional.of(clock));
	}

}
