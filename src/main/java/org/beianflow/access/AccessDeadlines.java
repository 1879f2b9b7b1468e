package org.beianflow.access;

import java.time.Instant;
import java.util.Optional;

import org.beianflow.audit.Actor;
import org.beianflow.deadline.Deadline;
import org.beianflow.deadline.DeadlineKind;
import org.beianflow.deadline.Deadlines;
import org.springframework.stereotype.Component;

/** Which time limits a verification has. */
@Component
class AccessDeadlines {

	private final Deadlines deadlines;

	AccessDeadlines(Deadlines deadlines) {
		this.deadlines = deadlines;
	}

	/** The limit of a window: T13 for the first, T14 from the second. */
	static DeadlineKind window(int number) {
		return (number == 1) ? DeadlineKind.ACCESS_VERIFICATION : DeadlineKind.ACCESS_RETRY;
	}

	/**
	 * Opens the window with this number.
	 * @return its end, exclusive
	 */
	Instant openWindow(String filing, String province, int number, Instant startedAt) {
		return this.deadlines.open(filing, window(number), province, startedAt).dueAt();
	}

	/** When a window ends now, wherever its end has moved. */
	Optional<Instant> windowEnd(String filing, int number) {
		return this.deadlines.latest(filing, window(number)).map(Deadline::dueAt);
	}

	/** By when the next window must be started now. */
	Optional<Instant> restartEnd(String filing) {
		return this.deadlines.latest(filing, DeadlineKind.ACCESS_RESTART).map(Deadline::dueAt);
	}

	/** When the next reminder in this window is due; its end where none is left. */
	Instant nextWindowReminder(String filing, int number) {
		return this.deadlines.nextReminderAt(filing, window(number));
	}

	/** Gives the first window more hours, once. */
	Instant extendWindow(String filing, int hours, String reason, Actor actor) {
		return this.deadlines.extend(filing, DeadlineKind.ACCESS_VERIFICATION, hours, reason, actor).dueAt();
	}

	void closeWindow(String filing, int number) {
		this.deadlines.close(filing, window(number));
	}

	/**
	 * Opens the time within which the applicant must start the next window (ruling 17).
	 * @return its end, exclusive
	 */
	Instant openRestart(String filing, String province, Instant startedAt) {
		return this.deadlines.open(filing, DeadlineKind.ACCESS_RESTART, province, startedAt).dueAt();
	}

	Instant nextRestartReminder(String filing) {
		return this.deadlines.nextReminderAt(filing, DeadlineKind.ACCESS_RESTART);
	}

	void closeRestart(String filing) {
		this.deadlines.close(filing, DeadlineKind.ACCESS_RESTART);
	}

	/** Opens the time within which a case worker shall decide on evidence (T14b). */
	EvidenceReview openEvidenceReview(String filing, String province, Instant from) {
		Instant due = this.deadlines.open(filing, DeadlineKind.EVIDENCE_REVIEW, province, from).dueAt();
		return new EvidenceReview(due, this.deadlines.nextReminderAt(filing, DeadlineKind.EVIDENCE_REVIEW));
	}

}
