package org.beianflow.access;

import java.time.Instant;
import java.util.Optional;

import org.beianflow.deadline.Deadline;
import org.beianflow.deadline.DeadlineKind;
import org.beianflow.deadline.Deadlines;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

/** Which limits a verification opens. */
class AccessDeadlinesTest {

	private final Deadlines deadlines = mock(Deadlines.class);

	private final AccessDeadlines limits = new AccessDeadlines(this.deadlines);

	@Test
	void theFirstWindowIsT13AndTheOthersAreT14() {
		this.limits.closeWindow("F2026110000123", 1);
		verify(this.deadlines).close("F2026110000123", DeadlineKind.ACCESS_VERIFICATION);
		this.limits.closeWindow("F2026110000123", 3);
		verify(this.deadlines).close("F2026110000123", DeadlineKind.ACCESS_RETRY);
	}

	@Test
	void anEndIsAskedOfItsLimit() {
		Instant due = Instant.parse("2026-12-28T16:00:00Z");
		Deadline limit = mock(Deadline.class);
		given(limit.dueAt()).willReturn(due);
		given(this.deadlines.latest("F2026110000123", DeadlineKind.ACCESS_RESTART)).willReturn(Optional.of(limit));
		assertThat(this.limits.restartEnd("F2026110000123")).contains(due);
		given(this.deadlines.latest("F2026110000123", DeadlineKind.ACCESS_RETRY)).willReturn(Optional.of(limit));
		assertThat(this.limits.windowEnd("F2026110000123", 2)).contains(due);
		assertThat(this.limits.windowEnd("F2026110000123", 1)).isEmpty();
	}

	@Test
	void evidenceHasALimitOfItsOwn() {
		Instant from = Instant.parse("2026-12-18T02:00:00Z");
		Instant due = Instant.parse("2026-12-21T16:00:00Z");
		Deadline limit = mock(Deadline.class);
		given(limit.dueAt()).willReturn(due);
		given(this.deadlines.open("F2026110000123", DeadlineKind.EVIDENCE_REVIEW, "110000", from)).willReturn(limit);
		given(this.deadlines.nextReminderAt("F2026110000123", DeadlineKind.EVIDENCE_REVIEW))
			.willReturn(due.minusSeconds(3600));
		assertThat(this.limits.openEvidenceReview("F2026110000123", "110000", from))
			.isEqualTo(new EvidenceReview(due, due.minusSeconds(3600)));
	}

}
