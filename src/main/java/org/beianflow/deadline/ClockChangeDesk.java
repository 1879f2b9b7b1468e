package org.beianflow.deadline;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.beianflow.audit.Actor;
import org.beianflow.audit.AuditTrail;
import org.beianflow.check.Refusal;
import org.beianflow.check.Refusal.Kind;
import org.beianflow.check.Violation;
import org.beianflow.deadline.ClockChangeStore.Scope;
import org.beianflow.deadline.DeadlineStore.Stored;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Proposes, previews and carries out changes of what running clocks go by. */
@Component
@Transactional
class ClockChangeDesk implements ClockChanges, ClockMoves {

	/** Limits in one transaction: some hundred milliseconds on a small machine. */
	static final int BATCH = 500;

	private static final int PREVIEW_PAGE = 2000;

	private static final int PEOPLE_BATCH = 200;

	private static final int TELL_BATCH = 20;

	/** So many dates stand in a notice; the rest is counted. */
	private static final int MOST_LINES = 20;

	private static final int LONGEST_REASON = 500;

	private final ClockChangeStore store;

	private final DeadlineStore deadlines;

	private final CalendarStore versions;

	private final DatabaseCalendars calendars;

	private final DeadlineRules rules;

	private final DeadlineSettings settings;

	private final ObjectProvider<DeadlineTimers> timers;

	private final ObjectProvider<ClockChangeProcess> process;

	private final ObjectProvider<MovedPeople> people;

	private final AuditTrail audit;

	private final Clock clock;

	// What implements the ports is found late: it starts limits itself.
	ClockChangeDesk(ClockChangeStore store, DeadlineStore deadlines, CalendarStore versions,
			DatabaseCalendars calendars, DeadlineRules rules, DeadlineSettings settings,
			ObjectProvider<DeadlineTimers> timers, ObjectProvider<ClockChangeProcess> process,
			ObjectProvider<MovedPeople> people, AuditTrail audit, Clock clock) {
		this.store = store;
		this.deadlines = deadlines;
		this.versions = versions;
		this.calendars = calendars;
		this.rules = rules;
		this.settings = settings;
		this.timers = timers;
		this.process = process;
		this.people = people;
		this.audit = audit;
		this.clock = clock;
	}

	@Override
	@Transactional(readOnly = true)
	public List<CalendarVersion> versions() {
		return this.versions.versions();
	}

	@Override
	@Transactional(readOnly = true)
	public Optional<CalendarVersion> version(long id) {
		return this.versions.version(id);
	}

	@Override
	@Transactional(readOnly = true)
	public List<ClockChange> changes(int limit) {
		return this.store.newest(limit);
	}

	@Override
	@Transactional(readOnly = true)
	public Optional<ClockChange> find(long change) {
		return this.store.find(change).map(ClockChangeStore.Progress::change);
	}

	// --- proposing ---

	@Override
	public ClockChange propose(String json, String source, CalendarVersion.Origin origin, Actor actor) {
		CalendarYear year = CalendarFile.read(json, source);
		this.versions.lockRevision();
		CalendarVersion version = this.versions.same(year).orElseGet(() -> {
			try {
				long id = this.versions.insert(year, origin, actor, this.clock.instant());
				return this.versions.version(id).orElseThrow();
			}
			catch (DuplicateKeyException ex) {
				throw new Refusal(Kind.STALE, "deadline.change.stale");
			}
		});
		return propose(version, year.source(), actor);
	}

	@Override
	public ClockChange propose(long version, String reason, Actor actor) {
		List<Violation> violations = reason(reason);
		if (!violations.isEmpty()) {
			throw Refusal.invalid("deadline.change.invalid", violations);
		}
		this.versions.lockRevision();
		return propose(this.versions.version(version)
			.orElseThrow(() -> new Refusal(Kind.NOT_FOUND, "deadline.calendar.unknown")), reason, actor);
	}

	private ClockChange propose(CalendarVersion version, String reason, Actor actor) {
		String year = String.valueOf(version.year().year());
		if (version.inForce()) {
			throw new Refusal(Kind.CONFLICT, "deadline.calendar.inForce", year, version.version());
		}
		if (this.store.proposed(version.year().year())) {
			throw new Refusal(Kind.CONFLICT, "deadline.calendar.proposed", year);
		}
		Optional<CalendarVersion> former = this.versions.inForce(version.year().year());
		long id = this.store.insertCalendar(version, former, reason, this.calendars.revision(), actor,
				this.clock.instant());
		audit(actor, "calendar.proposed", id, Map.of("year", year, "version", String.valueOf(version.version())));
		return load(id);
	}

	@Override
	public ClockChange propose(DeadlineKind kind, String province, LocalDate effectiveFrom, String reason,
			Actor actor) {
		List<Violation> violations = new ArrayList<>(reason(reason));
		if (kind == null) {
			violations.add(Violation.of("kind", "MISSING", "deadline.change.kind"));
		}
		if (province == null || !province.matches("\\d{6}")) {
			violations.add(Violation.of("province", "MISSING", "deadline.change.province"));
		}
		if (effectiveFrom == null) {
			violations.add(Violation.of("effectiveFrom", "MISSING", "deadline.change.from"));
		}
		if (!violations.isEmpty()) {
			throw Refusal.invalid("deadline.change.invalid", violations);
		}
		int amount = this.rules.length(kind, province, effectiveFrom).amount();
		ClockChange.Length length = new ClockChange.Length(kind, province, amount, effectiveFrom);
		long id = this.store.insertLength(length, reason, this.calendars.revision(), actor, this.clock.instant());
		audit(actor, "length.proposed", id, Map.of("deadline", kind.id(), "province", province, "amount",
				String.valueOf(amount), "from", effectiveFrom.toString()));
		return load(id);
	}

	private int ruled(ClockChange.Length length) {
		return this.rules.length(length.kind(), length.province(), length.effectiveFrom()).amount();
	}

	private static List<Violation> reason(String reason) {
		if (reason == null || reason.isBlank()) {
			return List.of(Violation.of("reason", "MISSING", "deadline.change.reason"));
		}
		return (reason.length() > LONGEST_REASON)
				? List.of(Violation.of("reason", "TOO_LONG", "deadline.change.reason.long", LONGEST_REASON))
				: List.of();
	}

	private ClockChange load(long id) {
		return find(id).orElseThrow(() -> new Refusal(Kind.NOT_FOUND, "deadline.change.unknown"));
	}

	private void audit(Actor actor, String act, long change, Map<String, String> more) {
		Map<String, String> facts = new LinkedHashMap<>(more);
		facts.put("change", String.valueOf(change));
		this.audit.record("person:" + actor.id(), actor, act, facts);
	}

	// --- looking ahead ---

	@Override
	@Transactional(readOnly = true)
	public ClockPreview preview(long id, long after, int limit) {
		ClockChange change = load(id);
		Target target = target(change);
		Instant now = now();
		Summary summary = new Summary(after, limit);
		Scope scope = target.open();
		long position = 0;
		while (true) {
			List<Stored> page = this.deadlines.page(scope, position, PREVIEW_PAGE);
			if (page.isEmpty()) {
				break;
			}
			for (Stored stored : page) {
				summary.add(stored.deadline(), target.applied(stored.deadline()), now);
			}
			position = page.get(page.size() - 1).deadline().id();
		}
		int open = this.store.count(new Scope("open_key is not null", Map.of()));
		return summary.preview(open, this.store.count(target.met()));
	}

	/** Adds up what a change would move. */
	private static final class Summary {

		private final long after;

		private final int limit;

		private final Map<DeadlineKind, Integer> byKind = new EnumMap<>(DeadlineKind.class);

		private final List<ClockPreview.Line> lines = new ArrayList<>();

		private long next;

		private int standing;

		private int later;

		private int earlier;

		private int becomeOverdue;

		private int ceaseOverdue;

		private int settled;

		private Summary(long after, int limit) {
			this.after = after;
			this.limit = limit;
		}

		private void add(Deadline before, Deadline now, Instant at) {
			if (before.dueAt() == null) {
				this.standing++;
				return;
			}
			if (before.dueAt().equals(now.dueAt())) {
				this.settled += (before.provisional() && !now.provisional()) ? 1 : 0;
				return;
			}
			ClockPreview.Line line = line(before, now.dueAt(), at);
			this.byKind.merge(before.kind(), 1, Integer::sum);
			this.later += now.dueAt().isAfter(before.dueAt()) ? 1 : 0;
			this.earlier += now.dueAt().isBefore(before.dueAt()) ? 1 : 0;
			this.becomeOverdue += (line.effect() == ClockPreview.Effect.BECOMES_OVERDUE) ? 1 : 0;
			this.ceaseOverdue += (line.effect() == ClockPreview.Effect.CEASES_OVERDUE) ? 1 : 0;
			if (before.id() > this.after) {
				if (this.lines.size() < this.limit) {
					this.lines.add(line);
				}
				else if (this.next == 0) {
					this.next = this.lines.get(this.lines.size() - 1).id();
				}
			}
		}

		private ClockPreview preview(int open, int met) {
			return new ClockPreview(open, this.standing, this.later + this.earlier, this.later, this.earlier,
					this.becomeOverdue, this.ceaseOverdue, this.settled, met, this.byKind, this.lines, this.next);
		}

	}

	private static ClockPreview.Line line(Deadline before, Instant to, Instant at) {
		return line(before.id(), before.filing(), before.kind(), before.province(), before.dueAt(), to, at);
	}

	private static ClockPreview.Line line(long id, String filing, DeadlineKind kind, String province, Instant from,
			Instant to, Instant at) {
		boolean wasOver = !at.isBefore(from);
		boolean isOver = !at.isBefore(to);
		ClockPreview.Effect effect = (wasOver != isOver)
				? (isOver ? ClockPreview.Effect.BECOMES_OVERDUE : ClockPreview.Effect.CEASES_OVERDUE)
				: (to.isAfter(from) ? ClockPreview.Effect.LATER : ClockPreview.Effect.EARLIER);
		int days = Math.toIntExact(ChronoUnit.DAYS.between(Counting.dayOf(from), Counting.dayOf(to)));
		return new ClockPreview.Line(id, filing, kind, province, from, to, days, effect);
	}

	@Override
	@Transactional(readOnly = true)
	public List<ClockPreview.Line> moves(long change, long after, int limit) {
		Instant at = load(change).decidedAt();
		return this.store.moves(change, after, limit)
			.stream()
			.map((move) -> line(move.id(), move.filing(), move.kind(), move.province(), move.dueBefore(),
					move.dueAfter(), (at != null) ? at : now()))
			.toList();
	}

	/**
	 * What a change does to a limit, and which limits it may concern.
	 *
	 * @param counting by the calendar with the change
	 * @param former by the calendar before it; null for a length
	 * @param amount the new length; null for a calendar
	 * @param revision number of the calendar with the change
	 * @param open the open limits that may move
	 * @param met the ended limits that would have
	 * @param firstChanged the first day that changes, from its beginning; null for a
	 * length
	 */
	private record Target(Counting counting, Counting former, Integer amount, int revision, Scope open, Scope met,
			Instant firstChanged) {

		private Deadline applied(Deadline d) {
			DeadlineLength length = (this.amount != null) ? new DeadlineLength(this.amount, d.length().unit())
					: d.length();
			Budget budget = new Budget(d.startedAt(), d.startDay(), length, d.extendedBy(), d.suspensions());
			Instant due = this.counting.due(budget).orElse(null);
			OptionalInt provisional = this.counting.provisionalYear(budget, due);
			return new Deadline(d.id(), d.filing(), d.kind(), d.province(), d.startedAt(), d.startDay(), length,
					d.extendedBy(), d.suspensions(), due, provisional, d.closedAt());
		}

	}

	private Target target(ClockChange change) {
		if (change.kind() == ClockChange.Kind.LENGTH) {
			ClockChange.Length length = change.length();
			Map<String, Object> parameters = Map.of("kind", length.kind().name(), "province", length.province(), "from",
					length.effectiveFrom(), "amount", length.amount());
			String covered = " and kind = :kind and province = :province and start_day >= :from "
					+ "and length_amount <> :amount";
			return new Target(counting(this.calendars.current()), null, length.amount(), this.calendars.revision(),
					new Scope("open_key is not null" + covered, parameters),
					new Scope("open_key is null" + covered, parameters), null);
		}
		int revision = (change.revision() > 0) ? change.revision() : this.calendars.revision() + 1;
		WorkingCalendar before = this.calendars.at(revision - 1);
		WorkingCalendar after = (change.revision() > 0) ? this.calendars.at(revision)
				: before.with(change.version().year());
		Set<LocalDate> days = changedDays(before, after, change.version().year().year());
		Instant first = days.isEmpty() ? Deadlines.PARKED : Counting.at(days.iterator().next(), LocalTime.MIDNIGHT);
		LocalDate last = days.isEmpty() ? LocalDate.MIN.plusDays(1) : ((TreeSet<LocalDate>) days).last();
		Map<String, Object> parameters = new HashMap<>();
		parameters.put("first", ClockChangeStore.utc(first));
		String concerned = "length_unit <> 'HOURS' and (due_at is null or due_at >= :first)";
		Map<String, Object> metParameters = new HashMap<>(parameters);
		metParameters.put("last", days.isEmpty() ? LocalDate.of(1970, 1, 1) : last);
		Scope open = new Scope("open_key is not null and " + concerned, parameters);
		if (change.revision() > 0) {
			parameters.put("revision", revision);
			open = new Scope("open_key is not null and calendar_revision < :revision", Map.of("revision", revision));
		}
		return new Target(counting(after), counting(before), null, revision, open,
				new Scope("open_key is null and due_at is not null and start_day <= :last and " + concerned,
						metParameters),
				first);
	}

	/** The days that are counted otherwise, or are no longer provisional. */
	private static Set<LocalDate> changedDays(WorkingCalendar before, WorkingCalendar after, int year) {
		Set<LocalDate> days = new TreeSet<>();
		LocalDate.of(year - 1, 12, 1)
			.datesUntil(LocalDate.of(year + 1, 1, 1))
			.filter((day) -> before.isWorkingDay(day) != after.isWorkingDay(day)
					|| before.provisional(day, day) != after.provisional(day, day))
			.forEach(days::add);
		return days;
	}

	private Counting counting(WorkingCalendar calendar) {
		return new Counting(calendar, this.settings);
	}

	// --- deciding ---

	@Override
	public ClockChange confirm(long id, int seenRevision, Actor actor) {
		int revision = this.versions.lockRevision();
		ClockChange change = proposed(id);
		if (change.proposedBy().kind() == actor.kind() && change.proposedBy().id().equals(actor.id())) {
			throw new Refusal(Kind.FORBIDDEN, "deadline.change.fourEyes");
		}
		if (seenRevision != revision) {
			throw new Refusal(Kind.STALE, "deadline.change.stale");
		}
		if (change.proposedBy().kind() == Actor.Kind.SYSTEM) {
			// Two people for what came as a file, too: the first stands in for its
			// proposer.
			this.store.adopt(id, actor);
			audit(actor, "clocks.adopted", id, Map.of("proposedBy", change.proposedBy().id()));
			return load(id);
		}
		Instant now = now();
		Integer to = null;
		if (change.kind() == ClockChange.Kind.CALENDAR) {
			to = revision + 1;
			this.versions.activate(to, change.version().year().year(), change.version().id(), id, now);
			this.versions.setRevision(to);
			this.calendars.changed();
		}
		else if (ruled(change.length()) != change.length().amount()) {
			throw new Refusal(Kind.STALE, "deadline.change.table");
		}
		this.store.decide(id, ClockChange.State.RUNNING, to, actor, now);
		audit(actor, "clocks.confirmed", id, Map.of("proposedBy", change.proposedBy().id()));
		this.process.orderedStream().forEach((runner) -> runner.begin(id));
		return load(id);
	}

	@Override
	public ClockChange discard(long id, Actor actor) {
		proposed(id);
		this.store.decide(id, ClockChange.State.DISCARDED, null, actor, now());
		audit(actor, "clocks.discarded", id, Map.of());
		return load(id);
	}

	private ClockChange proposed(long id) {
		ClockChange change = this.store.lock(id)
			.map(ClockChangeStore.Progress::change)
			.orElseThrow(() -> new Refusal(Kind.NOT_FOUND, "deadline.change.unknown"));
		if (change.state() != ClockChange.State.PROPOSED) {
			throw new Refusal(Kind.CONFLICT, "deadline.change.decided");
		}
		return change;
	}

	// --- moving ---

	@Override
	public Progress move(long id) {
		ClockChangeStore.Progress progress = this.store.lock(id).orElseThrow();
		ClockChange change = progress.change();
		if (change.state() != ClockChange.State.RUNNING) {
			return new Progress(false, false, now());
		}
		Target target = target(change);
		if (progress.position() == 0 && target.firstChanged() != null) {
			this.store.skip(target.revision(), target.firstChanged(), now());
		}
		List<Long> ids = this.store.lockNext(target.open(), progress.position(), BATCH);
		if (ids.isEmpty()) {
			return swept(progress);
		}
		int moved = move(change, target, ids);
		this.store.moved(id, ids.get(ids.size() - 1), moved);
		return new Progress(true, true, now());
	}

	private Progress swept(ClockChangeStore.Progress progress) {
		Instant now = now();
		long id = progress.change().id();
		if (progress.swept() == 0) {
			Instant again = now.plus(this.settings.lateCheck());
			this.store.swept(id, 1, again);
			return new Progress(false, true, again);
		}
		if (now.isBefore(progress.lateCheckAt())) {
			// A batch that ran twice; the second time is still to come.
			return new Progress(false, true, progress.lateCheckAt());
		}
		this.store.finished(id, now);
		return new Progress(false, false, now);
	}

	/** What limits that move to the same end have in common. */
	private record End(Instant due, OptionalInt provisionalYear) {
	}

	private int move(ClockChange change, Target target, List<Long> ids) {
		Instant now = now();
		Map<End, List<Long>> ends = new LinkedHashMap<>();
		List<Long> standing = new ArrayList<>();
		List<Long> same = new ArrayList<>();
		List<Stored> changed = new ArrayList<>();
		List<Stored> kept = new ArrayList<>();
		for (Stored stored : this.deadlines.withLadders(ids)) {
			Deadline before = stored.deadline();
			Deadline after = target.applied(before);
			if (after.dueAt() == null) {
				standing.add(before.id());
			}
			else if (target.amount() == null && after.dueAt().equals(before.dueAt())
					&& after.provisionalYear().equals(before.provisionalYear())) {
				same.add(before.id());
				kept.add(stored);
			}
			else {
				ends.computeIfAbsent(new End(after.dueAt(), after.provisionalYear()), (end) -> new ArrayList<>())
					.add(before.id());
				(after.dueAt().equals(before.dueAt()) ? kept : changed).add(new Stored(after, stored.ladder()));
			}
		}
		ends.forEach((end, moved) -> this.store.move(change, moved, end.due(), end.provisionalYear(), target.revision(),
				target.amount(), now));
		if (target.amount() != null && !standing.isEmpty()) {
			this.store.lengthen(change, standing, target.amount(), now);
		}
		same.addAll(standing);
		this.store.seen(same, target.revision());
		moveTimers(target, changed, kept, now);
		return changed.size();
	}

	/**
	 * Limits that keep their end may still have another day on which somebody is reminded
	 * before it, or told after it.
	 */
	private void moveTimers(Target target, List<Stored> changed, List<Stored> kept, Instant now) {
		Map<Long, List<DeadlineStore.Spent>> spent = this.deadlines
			.spent(Stream.concat(changed.stream(), kept.stream()).map((stored) -> stored.deadline().id()).toList());
		List<DeadlineTimers.Move> moves = new ArrayList<>();
		changed.forEach((stored) -> moves.add(move(target.counting(), stored, spent, now)));
		for (Stored stored : kept) {
			DeadlineTimers.Move move = move(target.counting(), stored, spent, now);
			if (target.former() == null || !move.equals(move(target.former(), stored, spent, now))) {
				moves.add(move);
			}
		}
		if (!moves.isEmpty()) {
			this.timers.orderedStream().forEach((timer) -> timer.moved(moves));
		}
	}

	private static DeadlineTimers.Move move(Counting counting, Stored stored,
			Map<Long, List<DeadlineStore.Spent>> spent, Instant now) {
		Deadline deadline = stored.deadline();
		Ladder ladder = new Ladder(counting, deadline, stored.ladder(), spent.getOrDefault(deadline.id(), List.of()),
				now);
		return new DeadlineTimers.Move(deadline.filing(), deadline.kind(), deadline.dueAt(),
				ladder.next().orElse(deadline.dueAt()));
	}

	// --- telling ---

	@Override
	public boolean tell(long id) {
		ClockChangeStore.Progress progress = this.store.lock(id).orElseThrow();
		Optional<MovedPeople> known = Optional.ofNullable(this.people.getIfAvailable());
		List<MovedPeople.Moved> moves = this.store.moves(id, progress.told(), PEOPLE_BATCH);
		if (!moves.isEmpty()) {
			known.ifPresent((asked) -> note(id, moves, asked.concerned(moves)));
			this.store.found(id, moves.get(moves.size() - 1).id());
			return true;
		}
		List<ClockChangeStore.Told> untold = this.store.untold(id, TELL_BATCH);
		for (ClockChangeStore.Told told : untold) {
			known.ifPresent((asked) -> asked.tell(told.person(), progress.change(), told.moves(),
					this.store.moves(ClockChangeStore.ids(told.lines()))));
			this.store.told(told.id(), now());
		}
		return untold.size() == TELL_BATCH;
	}

	private void note(long change, List<MovedPeople.Moved> moves, Map<Long, Set<String>> concerned) {
		Map<String, List<MovedPeople.Moved>> byPerson = new LinkedHashMap<>();
		moves.forEach((move) -> concerned.getOrDefault(move.id(), Set.of())
			.forEach((person) -> byPerson.computeIfAbsent(person, (each) -> new ArrayList<>()).add(move)));
		byPerson.forEach((person, own) -> this.store.concerned(change, person,
				own.stream().map(MovedPeople.Moved::id).toList(), own.get(0).filing(), MOST_LINES));
	}

	private Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MILLIS);
	}

}
