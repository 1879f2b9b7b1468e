package org.beianflow.deadline;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.beianflow.audit.Actor;

/**
 * The time limits of filings: start, stop, extend, end; and the reminders before and
 * after their end.
 * <p>
 * At most one limit of a kind is open per filing. Length and ladder are taken from the
 * decision tables when a limit starts and stay as they were then. All acts join the
 * caller's transaction.
 */
public interface Deadlines {

	/**
	 * Where timers stand while a clock is stopped: a date that is never reached, so that
	 * no timer fires and none reads null. {@link #resume} moves them back.
	 */
	Instant PARKED = Instant.parse("2999-12-31T16:00:00Z");

	/**
	 * Starts a limit. If one of this kind is open already it is returned as it is.
	 * @param province six digits
	 * @param startedAt when the event happened that starts it
	 */
	Deadline open(String filing, DeadlineKind kind, String province, Instant startedAt);

	/**
	 * Starts a limit afresh: the full budget from a new start, without former stops and
	 * extension. An ended one is opened again.
	 * @throws org.beianflow.check.Refusal NOT_FOUND if the filing never had one
	 */
	Deadline restart(String filing, DeadlineKind kind, Instant startedAt);

	/** Ends a limit, met or not. Does nothing if none is open. */
	void close(String filing, DeadlineKind kind);

	/** Ends all limits of a filing that are still open, for a filing that ends. */
	void closeAll(String filing);

	/**
	 * Stops the clock. The budget stays.
	 * @param ground the legal ground, in words for people
	 * @throws org.beianflow.check.Refusal CONFLICT if it stands already, is over, or may
	 * not be stopped
	 */
	Deadline suspend(String filing, DeadlineKind kind, String ground, Actor actor);

	/**
	 * Lets a stopped clock go on with the budget that is left.
	 * @throws org.beianflow.check.Refusal CONFLICT if it does not stand
	 */
	Deadline resume(String filing, DeadlineKind kind, Actor actor);

	/**
	 * Extends a limit, once, before its end.
	 * @param amount in the limit's unit, at most {@link DeadlineKind#longestExtension()}
	 * @param reason told to the applicant
	 * @param approver who approved it
	 * @throws org.beianflow.check.Refusal INVALID for amount or reason, CONFLICT if it
	 * was extended before, is over, or may not be extended
	 */
	Deadline extend(String filing, DeadlineKind kind, int amount, String reason, Actor approver);

	/** The open limit of this kind, standing or running. */
	Optional<Deadline> running(String filing, DeadlineKind kind);

	/**
	 * The limit of this kind that is open, or else the last one that was. Whoever decides
	 * by an end asks here when it decides: a copy of an end does not move with it.
	 */
	Optional<Deadline> latest(String filing, DeadlineKind kind);

	/** The open limits of many filings, in one statement; for lists. */
	Map<String, List<Deadline>> running(Collection<String> filings);

	/** All limits a filing has and had, oldest first. */
	List<Deadline> of(String filing);

	/** What is left of a limit now. */
	Remaining remaining(Deadline deadline);

	/** What happened to a limit after it started, oldest first. */
	List<LedgerEntry> ledger(Deadline deadline);

	/** Each rung of a limit's ladder with what became of it, by time. */
	List<LedgerRung> reminders(Deadline deadline);

	/**
	 * For how many working days this end has been past: 1 on the first working day after
	 * it, and before that day is over; 0 before the end.
	 */
	int overdueWorkingDays(Instant dueAt);

	/** The account of a limit in days, day by day from its start; empty for hours. */
	List<ExplainedDay> explain(Deadline deadline);

	/**
	 * When to claim the next reminder. With no rung left this is the due instant, and
	 * {@link #PARKED} while the clock stands: never null, because a timer cannot read
	 * null (ruling 18). A missed rung gives an instant in the past.
	 * @throws IllegalStateException if no such limit is open
	 */
	Instant nextReminderAt(String filing, DeadlineKind kind);

	/**
	 * Whether the ladder goes on waiting: always before the end, even with no rung left,
	 * because the end may move and then needs a timer to move along; after it only if
	 * somebody is told every day. When this is true, {@link #nextReminderAt} after a
	 * claim lies ahead, so that a ladder never runs in circles.
	 */
	boolean hasNext(String filing, DeadlineKind kind);

	/**
	 * Claims the reminder that is due now. Each rung is given out once per due date;
	 * rungs missed meanwhile collapse into the latest. Empty if none is due.
	 */
	Optional<Reminder> claimReminder(String filing, DeadlineKind kind);

}
