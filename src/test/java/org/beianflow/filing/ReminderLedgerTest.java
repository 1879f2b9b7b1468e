package org.beianflow.filing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

import org.beianflow.deadline.Audience;
import org.beianflow.deadline.Deadline;
import org.beianflow.deadline.DeadlineKind;
import org.beianflow.deadline.DeadlineLength;
import org.beianflow.deadline.DeadlineUnit;
import org.beianflow.deadline.Deadlines;
import org.beianflow.deadline.LedgerRung;
import org.beianflow.notice.NoticeState;
import org.beianflow.notice.NoticeView;
import org.beianflow.notice.Notices;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/** What became of a reminder: planned, claimed, sent, failed, unknown, suppressed. */
class ReminderLedgerTest {

	private static final Deadline REVIEW = new Deadline(7, "F2026120000001", DeadlineKind.AUTHORITY_REVIEW, "110000",
			Instant.EPOCH, LocalDate.EPOCH, new DeadlineLength(20, DeadlineUnit.WORKING_DAYS), 0, List.of(), null,
			OptionalInt.empty(), null);

	private final Deadlines deadlines = mock();

	private final Notices notices = mock();

	private final ReminderLedger ledger = new ReminderLedger(this.deadlines, this.notices);

	@Test
	void whatNobodyClaimedIsAsTheLadderSays() {
		assertThat(state(LedgerRung.State.PLANNED, null)).isEqualTo(ReminderLedger.State.PLANNED);
		assertThat(state(LedgerRung.State.SUPPRESSED, null)).isEqualTo(ReminderLedger.State.SUPPRESSED);
	}

	@Test
	void whatWasClaimedIsAsItsNoticesAre() {
		assertThat(claimed()).isEqualTo(ReminderLedger.State.CLAIMED);
		assertThat(claimed(NoticeState.PENDING)).isEqualTo(ReminderLedger.State.CLAIMED);
		assertThat(claimed(NoticeState.DEAD, NoticeState.FAILED)).as("tried again")
			.isEqualTo(ReminderLedger.State.CLAIMED);
		assertThat(claimed(NoticeState.SENT, NoticeState.DEAD)).isEqualTo(ReminderLedger.State.SENT);
		assertThat(claimed(NoticeState.UNKNOWN, NoticeState.DEAD)).isEqualTo(ReminderLedger.State.UNKNOWN);
		assertThat(claimed(NoticeState.DEAD, NoticeState.SUPPRESSED)).isEqualTo(ReminderLedger.State.FAILED);
	}

	private ReminderLedger.State claimed(NoticeState... states) {
		List<NoticeView> sent = Arrays.stream(states).map((state) -> notice("own", state)).toList();
		List<NoticeView> all = Stream.concat(sent.stream(), Stream.of(notice("other", NoticeState.SENT))).toList();
		given(this.notices.list("F2026120000001")).willReturn(all);
		return state(LedgerRung.State.CLAIMED, "own");
	}

	private static NoticeView notice(String occurrence, NoticeState state) {
		NoticeView notice = mock();
		given(notice.occurrence()).willReturn(occurrence);
		given(notice.state()).willReturn(state);
		return notice;
	}

	private ReminderLedger.State state(LedgerRung.State state, String occurrence) {
		given(this.deadlines.reminders(REVIEW)).willReturn(List.of(new LedgerRung("T10-d10", Audience.WORKER, state,
				null, Instant.EPOCH, Instant.EPOCH, null, occurrence)));
		return this.ledger.of(REVIEW).get(0).state();
	}

}
