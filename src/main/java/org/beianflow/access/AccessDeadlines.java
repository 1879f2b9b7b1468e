package org.beianflow.access;

import java.time.Instant;
import java.time.LocalDate;

import org.beianflow.audit.Actor;
import org.beianflow.deadline.DeadlineKind;
import org.beianflow.deadline.Deadlines;
import org.beianflow.deadline.WorkingCalendar;
import org.beianflow.deadline.WorkingCalendars;
import org.springframework.stereotype.Component;

/** Which time limits a verification has. */
@Component
class AccessDeadlines {

	private final Deadlines deadlines;

	private final WorkingCalendars calendars;

	private final AccessSettings settings;

	AccessDeadlines(Deadlines deadlines, WorkingCalendars calendars, AccessSettings settings) {
		this.deadlines = deadlines;
		this.calendars = calendars;
		this.settings = settings;
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

	/** By when a case worker shall decide on evidence, exclusive. */
	Instant manualDue(Instant from) {
		LocalDate last = this.calendars.current()
			.plusWorkingDays(from.atZone(WorkingCalendar.ZONE).toLocalDate(), this.settings.manualReviewWorkingDays());
		return last.plusDays(1).atStartOfDay(WorkingCalendar.ZONE).toInstant();
	}

}
