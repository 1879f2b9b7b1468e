package org.beianflow.filing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.beianflow.deadline.Audience;
import org.beianflow.deadline.Deadline;
import org.beianflow.deadline.Deadlines;
import org.beianflow.deadline.LedgerRung;
import org.beianflow.notice.NoticeState;
import org.beianflow.notice.NoticeView;
import org.beianflow.notice.Notices;

import org.springframework.stereotype.Component;

/**
 * The reminders of a limit with what became of them: the ladder knows what was planned
 * and claimed, the notices know what arrived.
 */
@Component
public class ReminderLedger {

	private final Deadlines deadlines;

	private final Notices notices;

	ReminderLedger(Deadlines deadlines, Notices notices) {
		this.deadlines = deadlines;
		this.notices = notices;
	}

	/** What became of a reminder, all people and ways taken together. */
	public enum State {

		/** It goes out when its time comes. */
		PLANNED,
		/** It is on its way. */
		CLAIMED,
		/** Somebody has it. */
		SENT,
		/** Nobody got it. */
		FAILED,
		/** Whether somebody has it cannot be known. */
		UNKNOWN,
		/** It was not to go out. */
		SUPPRESSED

	}

	/**
	 * A reminder.
	 *
	 * @param rung name of the rung
	 * @param audience who is told; null for a rung the ladder no longer has
	 * @param state what became of it
	 * @param why for a suppressed one, why; null for the others
	 * @param plannedAt when it goes or was to go out; null while the clock stands
	 * @param dueAt the due instant it speaks of; null while the clock stands
	 * @param decidedAt when it was claimed or suppressed; null before
	 */
	public record Entry(String rung, Audience audience, State state, LedgerRung.Why why, Instant plannedAt,
			Instant dueAt, Instant decidedAt) {

	}

	/** The reminders of one limit, in the order of their times. */
	public List<Entry> of(Deadline deadline) {
		Map<String, List<NoticeView>> sent = this.notices.list(deadline.filing())
			.stream()
			.collect(Collectors.groupingBy(NoticeView::occurrence));
		return this.deadlines.reminders(deadline).stream().map((rung) -> entry(rung, sent)).toList();
	}

	private static Entry entry(LedgerRung rung, Map<String, List<NoticeView>> sent) {
		State state = switch (rung.state()) {
			case PLANNED -> State.PLANNED;
			case SUPPRESSED -> State.SUPPRESSED;
			case CLAIMED -> claimed(sent.getOrDefault(rung.occurrence(), List.of()));
		};
		return new Entry(rung.rung(), rung.audience(), state, rung.why(), rung.plannedAt(), rung.dueAt(),
				rung.decidedAt());
	}

	private static State claimed(List<NoticeView> notices) {
		if (notices.stream().anyMatch((notice) -> notice.state().given())) {
			return State.SENT;
		}
		if (notices.stream().anyMatch((notice) -> notice.state() == NoticeState.UNKNOWN)) {
			return State.UNKNOWN;
		}
		boolean settled = !notices.isEmpty() && notices.stream().allMatch((notice) -> notice.state().settled());
		return settled ? State.FAILED : State.CLAIMED;
	}

}
