package org.beianflow.deadline;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import org.beianflow.audit.Actor;
import org.beianflow.audit.AuditTrail;
import org.beianflow.check.Refusal;
import org.beianflow.check.Refusal.Kind;
import org.beianflow.check.Violation;
import org.beianflow.deadline.DeadlineStore.ReminderState;
import org.beianflow.deadline.DeadlineStore.Stored;
import org.beianflow.deadline.LedgerEntry.Act;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The time limits, kept in the database. */
@Component
@Transactional
class DatabaseDeadlines implements Deadlines {

	private static final int LONGEST_TEXT = 500;

	private static final Actor SYSTEM = Actor.system("deadline");

	private final DeadlineStore store;

	private final DeadlineRules rules;

	private final WorkingCalendars calendars;

	private final DeadlineSettings settings;

	private final ObjectProvider<DeadlineTimers> timers;

	private final AuditTrail audit;

	private final Clock clock;

	// Timers are found late: what implements them starts limits itself.
	DatabaseDeadlines(DeadlineStore store, DeadlineRules rules, WorkingCalendars calendars, DeadlineSettings settings,
			ObjectProvider<DeadlineTimers> timers, AuditTrail audit, Clock clock) {
		this.store = store;
		this.rules = rules;
		this.calendars = calendars;
		this.settings = settings;
		this.timers = timers;
		this.audit = audit;
		this.clock = clock;
	}

	@Override
	public Deadline open(String filing, DeadlineKind kind, String province, Instant startedAt) {
		return this.store.open(filing, kind).map(Stored::deadline).orElseGet(() -> {
			Instant start = startedAt.truncatedTo(ChronoUnit.MILLIS);
			LocalDate startDay = counting().startDay(start, kind.unit());
			DeadlineLength length = this.rules.length(kind, province, startDay);
			Deadline deadline = derived(new Deadline(0, filing, kind, province, start, startDay, length, 0, List.of(),
					null, OptionalInt.empty(), null));
			try {
				return this.store.insert(deadline, this.rules.ladder(kind), this.calendars.revision()).deadline();
			}
			catch (DuplicateKeyException ex) {
				throw new Refusal(Kind.STALE, "deadline.stale");
			}
		});
	}

	@Override
	public Deadline restart(String filing, DeadlineKind kind, Instant startedAt) {
		Optional<Stored> open = this.store.lock(filing, kind);
		if (open.isEmpty()) {
			String province = this.store.latest(filing, kind)
				.map(Deadline::province)
				.orElseThrow(() -> new Refusal(Kind.NOT_FOUND, "deadline.none"));
			return open(filing, kind, province, startedAt);
		}
		Deadline before = open.get().deadline();
		Instant start = startedAt.truncatedTo(ChronoUnit.MILLIS);
		LocalDate startDay = counting().startDay(start, before.length().unit());
		Deadline after = derived(new Deadline(before.id(), filing, kind, before.province(), start, startDay,
				before.length(), 0, List.of(), null, before.provisionalYear(), null));
		if (after.dueAt().equals(before.dueAt()) && before.suspensions().isEmpty() && before.extendedBy() == 0) {
			// A second edit on the same day moves nothing.
			return before;
		}
		return move(open.get(), after, Act.RESTARTED, start, null, null, SYSTEM);
	}

	@Override
	public void close(String filing, DeadlineKind kind) {
		this.store.close(filing, kind, now());
	}

	@Override
	public void closeAll(String filing) {
		this.store.closeAll(filing, now());
	}

	@Override
	public Deadline suspend(String filing, DeadlineKind kind, String ground, Actor actor) {
		requireText("ground", ground, "deadline.ground");
		Stored stored = lock(filing, kind);
		Deadline before = stored.deadline();
		Instant now = now();
		if (!kind.suspendable()) {
			throw new Refusal(Kind.CONFLICT, "deadline.suspend.never");
		}
		if (before.suspended()) {
			throw new Refusal(Kind.CONFLICT, "deadline.suspend.already");
		}
		if (before.overdue(now)) {
			throw new Refusal(Kind.CONFLICT, "deadline.over");
		}
		List<Suspension> suspensions = new ArrayList<>(before.suspensions());
		suspensions.add(new Suspension(now, null, ground));
		Deadline after = derived(with(before, before.extendedBy(), suspensions));
		audit(after, actor, "deadline.suspended", Map.of());
		return move(stored, after, Act.SUSPENDED, now, null, ground, actor);
	}

	@Override
	public Deadline resume(String filing, DeadlineKind kind, Actor actor) {
		Stored stored = lock(filing, kind);
		Deadline before = stored.deadline();
		if (!before.suspended()) {
			throw new Refusal(Kind.CONFLICT, "deadline.resume.running");
		}
		Instant now = now();
		List<Suspension> suspensions = new ArrayList<>(before.suspensions());
		Suspension last = suspensions.remove(suspensions.size() - 1);
		suspensions.add(new Suspension(last.from(), now, last.ground()));
		Deadline after = derived(with(before, before.extendedBy(), suspensions));
		audit(after, actor, "deadline.resumed", Map.of());
		return move(stored, after, Act.RESUMED, now, null, null, actor);
	}

	@Override
	public Deadline extend(String filing, DeadlineKind kind, int amount, String reason, Actor approver) {
		int longest = kind.longestExtension();
		if (longest == 0) {
			throw new Refusal(Kind.CONFLICT, "deadline.extend.never");
		}
		List<Violation> violations = new ArrayList<>(text("reason", reason, "deadline.reason"));
		if (amount < 1 || amount > longest) {
			violations.add(Violation.of("amount", "AMOUNT", "deadline.extend.amount." + kind.unit().name(), longest));
		}
		if (!violations.isEmpty()) {
			throw Refusal.invalid("deadline.extend.invalid", violations);
		}
		Stored stored = lock(filing, kind);
		Deadline before = stored.deadline();
		Instant now = now();
		if (before.extendedBy() > 0) {
			throw new Refusal(Kind.CONFLICT, "deadline.extend.twice");
		}
		if (before.overdue(now)) {
			throw new Refusal(Kind.CONFLICT, "deadline.over");
		}
		Deadline after = derived(with(before, amount, before.suspensions()));
		audit(after, approver, "deadline.extended", Map.of("amount", Integer.toString(amount)));
		return move(stored, after, Act.EXTENDED, now, amount, reason, approver);
	}

	private Deadline move(Stored stored, Deadline after, Act act, Instant at, Integer amount, String ground,
			Actor actor) {
		this.store.update(after, this.calendars.revision());
		this.store.append(stored.deadline(), after, act, at, amount, ground, actor);
		Instant due = (after.dueAt() != null) ? after.dueAt() : PARKED;
		Instant next = next(new Stored(after, stored.ladder()));
		this.timers.orderedStream().forEach((timer) -> timer.moved(after.filing(), after.kind(), due, next));
		return after;
	}

	private void audit(Deadline after, Actor actor, String act, Map<String, String> more) {
		Map<String, String> facts = new LinkedHashMap<>(more);
		facts.put("deadline", after.kind().id());
		facts.put("due", (after.dueAt() != null) ? after.dueAt().toString() : "");
		this.audit.record(after.filing(), actor, act, facts);
	}

	private Stored lock(String filing, DeadlineKind kind) {
		return this.store.lock(filing, kind).orElseThrow(() -> new Refusal(Kind.NOT_FOUND, "deadline.none"));
	}

	private static void requireText(String path, String text, String key) {
		List<Violation> violations = text(path, text, key);
		if (!violations.isEmpty()) {
			throw Refusal.invalid("deadline.suspend.invalid", violations);
		}
	}

	private static List<Violation> text(String path, String text, String key) {
		if (text == null || text.isBlank()) {
			return List.of(Violation.of(path, "MISSING", key + ".missing"));
		}
		return (text.length() > LONGEST_TEXT) ? List.of(Violation.of(path, "TOO_LONG", key + ".long", LONGEST_TEXT))
				: List.of();
	}

	private static Deadline with(Deadline d, int extendedBy, List<Suspension> suspensions) {
		return new Deadline(d.id(), d.filing(), d.kind(), d.province(), d.startedAt(), d.startDay(), d.length(),
				extendedBy, suspensions, d.dueAt(), d.provisionalYear(), d.closedAt());
	}

	/** The same limit with the due instant that follows from its budget. */
	private Deadline derived(Deadline d) {
		Budget budget = Budget.of(d);
		Instant due = counting().due(budget).orElse(null);
		return new Deadline(d.id(), d.filing(), d.kind(), d.province(), d.startedAt(), d.startDay(), d.length(),
				d.extendedBy(), d.suspensions(), due, counting().provisionalYear(budget, due), d.closedAt());
	}

	@Override
	@Transactional(readOnly = true)
	public Optional<Deadline> running(String filing, DeadlineKind kind) {
		return this.store.open(filing, kind).map(Stored::deadline);
	}

	@Override
	@Transactional(readOnly = true)
	public Optional<Deadline> latest(String filing, DeadlineKind kind) {
		return this.store.latest(filing, kind);
	}

	@Override
	@Transactional(readOnly = true)
	public Map<String, List<Deadline>> running(Collection<String> filings) {
		Map<String, List<Deadline>> byFiling = new LinkedHashMap<>();
		if (!filings.isEmpty()) {
			this.store.open(filings)
				.forEach((deadline) -> byFiling.computeIfAbsent(deadline.filing(), (filing) -> new ArrayList<>())
					.add(deadline));
		}
		return byFiling;
	}

	@Override
	@Transactional(readOnly = true)
	public List<Deadline> of(String filing) {
		return this.store.of(filing);
	}

	@Override
	@Transactional(propagation = Propagation.SUPPORTS)
	public Remaining remaining(Deadline deadline) {
		return counting().remaining(deadline, seenFrom(deadline));
	}

	@Override
	@Transactional(readOnly = true)
	public List<ExplainedDay> explain(Deadline deadline) {
		// What was met keeps its calendar, and so does what a change has not reached.
		WorkingCalendar calendar = this.calendars.at(this.store.revision(deadline.id()));
		return new Counting(calendar, this.settings).explain(deadline, seenFrom(deadline));
	}

	@Override
	@Transactional(readOnly = true)
	public List<LedgerEntry> ledger(Deadline deadline) {
		return this.store.ledger(deadline.id());
	}

	@Override
	@Transactional(readOnly = true)
	public List<LedgerRung> reminders(Deadline deadline) {
		Stored stored = this.store.find(deadline.id()).orElseThrow(() -> new Refusal(Kind.NOT_FOUND, "deadline.none"));
		List<LedgerRung> rungs = new ArrayList<>(this.store.rungs(deadline.id(), stored.ladder()));
		Deadline now = stored.deadline();
		if (now.suspended()) {
			stored.ladder()
				.stream()
				.filter((rung) -> rung.basis() != Rung.Basis.DAILY_AFTER_DUE)
				.filter((rung) -> rungs.stream().noneMatch((each) -> each.rung().equals(rung.id())))
				.forEach((rung) -> rungs.add(new LedgerRung(rung.id(), rung.audience(), LedgerRung.State.SUPPRESSED,
						LedgerRung.Why.STANDING, null, null, null, null)));
			return rungs;
		}
		if (now.dueAt() == null) {
			return rungs;
		}
		Ladder ladder = ladder(stored, now.open() ? now() : now.closedAt());
		List<Ladder.Step> steps = new ArrayList<>(ladder.missed());
		steps.addAll(ladder.ahead());
		for (Ladder.Step step : steps) {
			rungs.add(new LedgerRung(step.id(), step.rung().audience(),
					now.open() ? LedgerRung.State.PLANNED : LedgerRung.State.SUPPRESSED,
					now.open() ? null : LedgerRung.Why.ENDED, step.plannedAt(), now.dueAt(), now.closedAt(), null));
		}
		rungs.sort(Comparator.comparing(LedgerRung::plannedAt));
		return rungs;
	}

	@Override
	@Transactional(propagation = Propagation.SUPPORTS)
	public int overdueWorkingDays(Instant dueAt) {
		Instant now = now();
		if (now.isBefore(dueAt)) {
			return 0;
		}
		return Math.max(1,
				this.calendars.current().workingDaysBetween(Counting.dayOf(dueAt.minusNanos(1)), Counting.dayOf(now)));
	}

	private Instant seenFrom(Deadline deadline) {
		return deadline.open() ? now() : deadline.closedAt();
	}

	@Override
	@Transactional(readOnly = true)
	public Instant nextReminderAt(String filing, DeadlineKind kind) {
		return next(this.store.open(filing, kind)
			.orElseThrow(() -> new IllegalStateException("Filing " + filing + " has no open limit " + kind)));
	}

	private Instant next(Stored stored) {
		Deadline deadline = stored.deadline();
		if (deadline.suspended()) {
			return PARKED;
		}
		return ladder(stored, now()).next().orElse(deadline.dueAt());
	}

	@Override
	@Transactional(readOnly = true)
	public boolean hasNext(String filing, DeadlineKind kind) {
		return this.store.open(filing, kind)
			.filter((stored) -> stored.deadline().suspended() || now().isBefore(stored.deadline().dueAt())
					|| escalates(stored))
			.isPresent();
	}

	private static boolean escalates(Stored stored) {
		return stored.ladder().stream().anyMatch((rung) -> rung.basis() == Rung.Basis.DAILY_AFTER_DUE);
	}

	@Override
	public Optional<Reminder> claimReminder(String filing, DeadlineKind kind) {
		Optional<Stored> stored = this.store.lock(filing, kind).filter((each) -> each.deadline().running());
		return stored.flatMap((each) -> claim(each, now()));
	}

	private Optional<Reminder> claim(Stored stored, Instant now) {
		Deadline deadline = stored.deadline();
		Ladder ladder = ladder(stored, now);
		Ladder.Step due = ladder.due().orElse(null);
		Reminder reminder = null;
		for (Ladder.Step step : ladder.missed()) {
			if (step == due) {
				long id = spend(deadline, step, now, ReminderState.CLAIMED);
				reminder = new Reminder(id, deadline.filing(), deadline.kind(), step.rung(), deadline.dueAt(),
						ladder.missed().size() - 1);
			}
			else {
				spend(deadline, step, now, (due == null) ? ReminderState.LAPSED : ReminderState.COLLAPSED);
			}
		}
		return Optional.ofNullable(reminder);
	}

	private long spend(Deadline deadline, Ladder.Step step, Instant now, ReminderState state) {
		return this.store.spend(deadline.id(), step.id(), deadline.dueAt(), step.plannedAt(), now, state);
	}

	private Ladder ladder(Stored stored, Instant now) {
		return new Ladder(counting(), stored.deadline(), stored.ladder(), this.store.spent(stored.deadline().id()),
				now);
	}

	private Counting counting() {
		return new Counting(this.calendars.current(), this.settings);
	}

	/** To the millisecond, as the engine's timers have it: none fires before its rung. */
	private Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MILLIS);
	}

}
