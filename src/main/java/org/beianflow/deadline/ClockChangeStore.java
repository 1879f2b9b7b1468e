package org.beianflow.deadline;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import org.beianflow.audit.Actor;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;

/** Changes that move clocks, what they moved, and who is told. */
@Component
class ClockChangeStore {

	/** Which limits a change may concern. */
	record Scope(String condition, Map<String, Object> parameters) {
	}

	/**
	 * How far a change is.
	 *
	 * @param position the last limit looked at
	 * @param swept how often all limits were gone through
	 * @param lateCheckAt when they are gone through again; null before the first time
	 * @param told the last move for which the people were found
	 */
	record Progress(ClockChange change, long position, int swept, Instant lateCheckAt, long told) {
	}

	/** Somebody who is to be told. */
	record Told(long id, String person, int moves, String lines) {
	}

	private static final String SELECT = """
			select id, kind, version_id, former_version_id, deadline_kind, province, length_amount, effective_from,
				reason, state, base_revision, revision, proposed_kind, proposed_by, proposed_at, decided_by, decided_at,
				position_id, swept, late_check_at, moved, told_id, finished_at
			from bf_clock_change
			""";

	private static final String MOVES = """
			select m.id, m.filing, m.kind, d.province, m.due_before, m.due_after, m.provisional
			from bf_clock_move m join bf_deadline d on d.id = m.deadline_id
			""";

	private final JdbcClient jdbc;

	private final CalendarStore calendars;

	ClockChangeStore(JdbcClient jdbc, CalendarStore calendars) {
		this.jdbc = jdbc;
		this.calendars = calendars;
	}

	long insertCalendar(CalendarVersion version, Optional<CalendarVersion> former, String reason, int base, Actor actor,
			Instant at) {
		return insert(ClockChange.Kind.CALENDAR, version.id(), former.map(CalendarVersion::id).orElse(null), null,
				reason, base, actor, at);
	}

	long insertLength(ClockChange.Length length, String reason, int base, Actor actor, Instant at) {
		return insert(ClockChange.Kind.LENGTH, null, null, length, reason, base, actor, at);
	}

	private long insert(ClockChange.Kind kind, Long version, Long former, ClockChange.Length length, String reason,
			int base, Actor actor, Instant at) {
		GeneratedKeyHolder key = new GeneratedKeyHolder();
		this.jdbc.sql("""
				insert into bf_clock_change (kind, version_id, former_version_id, deadline_kind, province,
					length_amount, effective_from, reason, state, base_revision, proposed_kind, proposed_by,
					proposed_at, position_id, swept, moved, told_id)
				values (:kind, :version, :former, :deadlineKind, :province, :amount, :from, :reason, 'PROPOSED', :base,
					:actorKind, :actorId, :at, 0, 0, 0, 0)""")
			.param("kind", kind.name())
			.param("version", version)
			.param("former", former)
			.param("deadlineKind", (length != null) ? length.kind().name() : null)
			.param("province", (length != null) ? length.province() : null)
			.param("amount", (length != null) ? length.amount() : null)
			.param("from", (length != null) ? length.effectiveFrom() : null)
			.param("reason", reason)
			.param("base", base)
			.param("actorKind", actor.kind().name())
			.param("actorId", actor.id())
			.param("at", utc(at))
			.update(key, "id");
		return key.getKeyAs(Long.class);
	}

	Optional<Progress> find(long id) {
		return this.jdbc.sql(SELECT + "where id = :id").param("id", id).query(this::read).optional();
	}

	/** The same, held against everybody else until the transaction ends. */
	Optional<Progress> lock(long id) {
		return this.jdbc.sql(SELECT + "where id = :id for update").param("id", id).query(this::read).optional();
	}

	List<ClockChange> newest(int limit) {
		return this.jdbc.sql(SELECT + "order by id desc limit :limit")
			.param("limit", limit)
			.query(this::read)
			.list()
			.stream()
			.map(Progress::change)
			.toList();
	}

	boolean proposed(int year) {
		return this.jdbc.sql("""
				select count(*) from bf_clock_change c join bf_calendar_version v on v.id = c.version_id
				where c.state = 'PROPOSED' and v.year_number = :year""")
			.param("year", year)
			.query(Integer.class)
			.single() > 0;
	}

	void adopt(long id, Actor actor) {
		this.jdbc.sql("update bf_clock_change set proposed_kind = :kind, proposed_by = :by where id = :id")
			.param("kind", actor.kind().name())
			.param("by", actor.id())
			.param("id", id)
			.update();
	}

	void decide(long id, ClockChange.State state, Integer revision, Actor actor, Instant at) {
		this.jdbc
			.sql("update bf_clock_change set state = :state, revision = :revision, decided_by = :by, "
					+ "decided_at = :at where id = :id")
			.param("state", state.name())
			.param("revision", revision)
			.param("by", actor.id())
			.param("at", utc(at))
			.param("id", id)
			.update();
	}

	void moved(long id, long position, int more) {
		this.jdbc.sql("update bf_clock_change set position_id = :position, moved = moved + :more where id = :id")
			.param("position", position)
			.param("more", more)
			.param("id", id)
			.update();
	}

	void swept(long id, int times, Instant lateCheckAt) {
		this.jdbc.sql("update bf_clock_change set position_id = 0, swept = :times, late_check_at = :at where id = :id")
			.param("times", times)
			.param("at", utc(lateCheckAt))
			.param("id", id)
			.update();
	}

	void finished(long id, Instant at) {
		this.jdbc.sql("update bf_clock_change set state = 'DONE', swept = 2, finished_at = :at where id = :id")
			.param("at", utc(at))
			.param("id", id)
			.update();
	}

	// --- the limits a change may concern ---

	int count(Scope scope) {
		return this.jdbc.sql("select count(*) from bf_deadline where " + scope.condition())
			.params(scope.parameters())
			.query(Integer.class)
			.single();
	}

	/** The next limits, held until the transaction ends. */
	List<Long> lockNext(Scope scope, long after, int limit) {
		return this.jdbc
			.sql("select id from bf_deadline where id > :after and " + scope.condition()
					+ " order by id limit :limit for update")
			.params(scope.parameters())
			.param("after", after)
			.param("limit", limit)
			.query(Long.class)
			.list();
	}

	/**
	 * Those whose end cannot depend on the change take its number at once, but for those
	 * that are over: of them somebody is told on each working day.
	 */
	void skip(int revision, Instant firstChanged, Instant now) {
		this.jdbc.sql("""
				update bf_deadline set calendar_revision = :revision
				where open_key is not null and calendar_revision < :revision
					and (length_unit = 'HOURS' or due_at < :first) and due_at > :now""")
			.param("revision", revision)
			.param("now", utc(now))
			.param("first", utc(firstChanged))
			.update();
	}

	void seen(Collection<Long> ids, int revision) {
		if (!ids.isEmpty()) {
			this.jdbc
				.sql("update bf_deadline set calendar_revision = :revision where id = any(:ids) "
						+ "and calendar_revision < :revision")
				.param("revision", revision)
				.param("ids", DeadlineStore.array(ids))
				.update();
		}
	}

	/** The same new end for several limits: journal, list of moves, and the limits. */
	void move(ClockChange change, Collection<Long> ids, Instant due, OptionalInt provisionalYear, int revision,
			Integer amount, Instant at) {
		LedgerEntry.Act act = (change.kind() == ClockChange.Kind.CALENDAR) ? LedgerEntry.Act.RECALCULATED
				: LedgerEntry.Act.LENGTH_CHANGED;
		this.jdbc.sql("""
				insert into bf_deadline_entry (deadline_id, act, happened_at, amount, ground, actor_kind, actor_id,
					due_before, due_after)
				select id, :act, :at, :amount, :ground, 'STAFF', :actor, due_at, :due
				from bf_deadline where id = any(:ids)""")
			.param("act", act.name())
			.param("at", utc(at))
			.param("amount", amount, java.sql.Types.INTEGER)
			.param("ground", change.reason())
			.param("actor", change.decidedBy())
			.param("due", utc(due))
			.param("ids", DeadlineStore.array(ids))
			.update();
		this.jdbc.sql("""
				insert into bf_clock_move (change_id, deadline_id, filing, kind, due_before, due_after, provisional)
				select :change, d.id, d.filing, d.kind, d.due_at, :due, :provisional
				from bf_deadline d
				where d.id = any(:ids) and d.due_at is not null and d.due_at <> :due and not exists
					(select 1 from bf_clock_move m where m.change_id = :change and m.deadline_id = d.id)""")
			.param("change", change.id())
			.param("due", utc(due))
			.param("provisional", provisionalYear.isPresent())
			.param("ids", DeadlineStore.array(ids))
			.update();
		String length = (amount != null) ? ", length_amount = :amount" : "";
		JdbcClient.StatementSpec update = this.jdbc
			.sql("update bf_deadline set due_at = :due, provisional_year = :provisional, "
					+ "calendar_revision = :revision" + length + " where id = any(:ids)")
			.param("due", utc(due))
			.param("provisional", provisionalYear.isPresent() ? provisionalYear.getAsInt() : null,
					java.sql.Types.INTEGER)
			.param("revision", revision)
			.param("ids", DeadlineStore.array(ids));
		if (amount != null) {
			update.param("amount", amount);
		}
		update.update();
	}

	/** Limits that stand still take a new length; they have no end to move. */
	void lengthen(ClockChange change, Collection<Long> ids, int amount, Instant at) {
		this.jdbc.sql("""
				insert into bf_deadline_entry (deadline_id, act, happened_at, amount, ground, actor_kind, actor_id)
				select id, 'LENGTH_CHANGED', :at, :amount, :ground, 'STAFF', :actor
				from bf_deadline where id = any(:ids)""")
			.param("at", utc(at))
			.param("amount", amount)
			.param("ground", change.reason())
			.param("actor", change.decidedBy())
			.param("ids", DeadlineStore.array(ids))
			.update();
		this.jdbc.sql("update bf_deadline set length_amount = :amount where id = any(:ids)")
			.param("amount", amount)
			.param("ids", DeadlineStore.array(ids))
			.update();
	}

	// --- who is told ---

	List<MovedPeople.Moved> moves(long change, long after, int limit) {
		return this.jdbc.sql(MOVES + "where m.change_id = :change and m.id > :after order by m.id limit :limit")
			.param("change", change)
			.param("after", after)
			.param("limit", limit)
			.query(ClockChangeStore::readMove)
			.list();
	}

	List<MovedPeople.Moved> moves(Collection<Long> ids) {
		return this.jdbc.sql(MOVES + "where m.id = any(:ids) order by m.id")
			.param("ids", DeadlineStore.array(ids))
			.query(ClockChangeStore::readMove)
			.list();
	}

	void concerned(long change, String person, List<Long> moves, String firstFiling, int most) {
		Optional<Told> known = this.jdbc
			.sql("select id, person, moves, lines from bf_clock_told where change_id = :change and person = :person")
			.param("change", change)
			.param("person", person)
			.query(ClockChangeStore::readTold)
			.optional();
		List<Long> lines = new ArrayList<>(known.map((told) -> ids(told.lines())).orElse(List.of()));
		moves.stream().limit(Math.max(0, most - lines.size())).forEach(lines::add);
		String sql = known.isPresent()
				? "update bf_clock_told set moves = :moves, lines = :lines, told_at = null where change_id = :change "
						+ "and person = :person"
				: "insert into bf_clock_told (change_id, person, moves, first_filing, lines) "
						+ "values (:change, :person, :moves, :filing, :lines)";
		JdbcClient.StatementSpec statement = this.jdbc.sql(sql)
			.param("change", change)
			.param("person", person)
			.param("moves", known.map(Told::moves).orElse(0) + moves.size())
			.param("lines", lines.toString());
		if (known.isEmpty()) {
			statement.param("filing", firstFiling);
		}
		statement.update();
	}

	void found(long change, long move) {
		this.jdbc.sql("update bf_clock_change set told_id = :move where id = :change")
			.param("move", move)
			.param("change", change)
			.update();
	}

	List<Told> untold(long change, int limit) {
		return this.jdbc
			.sql("select id, person, moves, lines from bf_clock_told where change_id = :change and told_at is null "
					+ "order by id limit :limit")
			.param("change", change)
			.param("limit", limit)
			.query(ClockChangeStore::readTold)
			.list();
	}

	void told(long id, Instant at) {
		this.jdbc.sql("update bf_clock_told set told_at = :at where id = :id")
			.param("at", utc(at))
			.param("id", id)
			.update();
	}

	/** Ids as they are kept: {@code [1, 2]}. */
	static List<Long> ids(String lines) {
		List<Long> ids = new ArrayList<>();
		for (String id : lines.substring(1, lines.length() - 1).split(", ")) {
			if (!id.isEmpty()) {
				ids.add(Long.valueOf(id));
			}
		}
		return ids;
	}

	private static Told readTold(ResultSet row, int index) throws SQLException {
		return new Told(row.getLong("id"), row.getString("person"), row.getInt("moves"), row.getString("lines"));
	}

	private static MovedPeople.Moved readMove(ResultSet row, int index) throws SQLException {
		return new MovedPeople.Moved(row.getLong("id"), row.getString("filing"),
				DeadlineKind.valueOf(row.getString("kind")), row.getString("province"), instant(row, "due_before"),
				instant(row, "due_after"), row.getBoolean("provisional"));
	}

	private Progress read(ResultSet row, int index) throws SQLException {
		ClockChange.Kind kind = ClockChange.Kind.valueOf(row.getString("kind"));
		ClockChange.Length length = (kind == ClockChange.Kind.LENGTH) ? new ClockChange.Length(
				DeadlineKind.valueOf(row.getString("deadline_kind")), row.getString("province"),
				row.getInt("length_amount"), row.getObject("effective_from", LocalDate.class)) : null;
		ClockChange change = new ClockChange(row.getLong("id"), kind, version(row, "version_id"),
				version(row, "former_version_id"), length, row.getString("reason"),
				ClockChange.State.valueOf(row.getString("state")), row.getInt("base_revision"), row.getInt("revision"),
				new Actor(Actor.Kind.valueOf(row.getString("proposed_kind")), row.getString("proposed_by")),
				instant(row, "proposed_at"), row.getString("decided_by"), instant(row, "decided_at"),
				row.getInt("moved"), instant(row, "finished_at"));
		return new Progress(change, row.getLong("position_id"), row.getInt("swept"), instant(row, "late_check_at"),
				row.getLong("told_id"));
	}

	private CalendarVersion version(ResultSet row, String column) throws SQLException {
		long id = row.getLong(column);
		return row.wasNull() ? null : this.calendars.version(id).orElseThrow();
	}

	static OffsetDateTime utc(Instant instant) {
		return (instant != null) ? instant.atOffset(ZoneOffset.UTC) : null;
	}

	private static Instant instant(ResultSet row, String column) throws SQLException {
		OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
		return (value != null) ? value.toInstant() : null;
	}

}
