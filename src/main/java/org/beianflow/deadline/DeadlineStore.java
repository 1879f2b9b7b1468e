package org.beianflow.deadline;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.beianflow.audit.Actor;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;

/** Limits, their ledger and their reminders in the database. */
@Component
class DeadlineStore {

	/** What became of a rung. */
	enum ReminderState {

		CLAIMED, COLLAPSED, LAPSED

	}

	/** A limit with the ladder it took along. */
	record Stored(Deadline deadline, List<Rung> ladder) {
	}

	/** A rung that is done with. */
	record Spent(String rung, Instant dueAt, Instant plannedAt) {
	}

	private static final ObjectMapper JSON = new ObjectMapper();

	private static final Map<String, List<Rung>> LADDERS = new ConcurrentHashMap<>();

	private static final TypeReference<List<Rung>> LADDER = new TypeReference<>() {
	};

	private static final String SELECT = """
			select d.id, d.filing, d.kind, d.province, d.started_at, d.start_day, d.length_amount, d.length_unit,
				d.extended_by, d.ladder, d.due_at, d.provisional_year, d.closed_at,
				e.act, e.happened_at, e.ground
			from bf_deadline d
			left join bf_deadline_entry e on e.deadline_id = d.id
			""";

	private static final String ORDER = " order by d.id, e.id";

	private final JdbcClient jdbc;

	DeadlineStore(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	Stored insert(Deadline deadline, List<Rung> ladder, int revision) {
		GeneratedKeyHolder key = new GeneratedKeyHolder();
		this.jdbc.sql("""
				insert into bf_deadline (filing, kind, province, open_key, started_at, start_day, length_amount,
					length_unit, extended_by, ladder, due_at, provisional_year, calendar_revision)
				values (:filing, :kind, :province, :open, :started, :startDay, :amount, :unit, :extended, :ladder,
					:due, :provisional, :revision)""")
			.param("filing", deadline.filing())
			.param("kind", deadline.kind().name())
			.param("province", deadline.province())
			.param("open", openKey(deadline.filing(), deadline.kind()))
			.param("started", utc(deadline.startedAt()))
			.param("startDay", deadline.startDay())
			.param("amount", deadline.length().amount())
			.param("unit", deadline.length().unit().name())
			.param("extended", deadline.extendedBy())
			.param("ladder", write(ladder))
			.param("due", utc(deadline.dueAt()))
			.param("provisional", year(deadline))
			.param("revision", revision)
			.update(key, "id");
		long id = key.getKeyAs(Long.class);
		return new Stored(new Deadline(id, deadline.filing(), deadline.kind(), deadline.province(),
				deadline.startedAt(), deadline.startDay(), deadline.length(), deadline.extendedBy(),
				deadline.suspensions(), deadline.dueAt(), deadline.provisionalYear(), null), ladder);
	}

	/** Writes what may change; the ledger is written apart. */
	void update(Deadline deadline, int revision) {
		this.jdbc.sql("""
				update bf_deadline set started_at = :started, start_day = :startDay, extended_by = :extended,
					due_at = :due, provisional_year = :provisional, calendar_revision = :revision
				where id = :id""")
			.param("started", utc(deadline.startedAt()))
			.param("startDay", deadline.startDay())
			.param("extended", deadline.extendedBy())
			.param("due", utc(deadline.dueAt()))
			.param("provisional", year(deadline))
			.param("revision", revision)
			.param("id", deadline.id())
			.update();
	}

	void append(Deadline before, Deadline after, LedgerEntry.Act act, Instant at, Integer amount, String ground,
			Actor actor) {
		this.jdbc.sql("""
				insert into bf_deadline_entry (deadline_id, act, happened_at, amount, ground, actor_kind, actor_id,
					due_before, due_after)
				values (:id, :act, :at, :amount, :ground, :actorKind, :actorId, :before, :after)""")
			.param("id", after.id())
			.param("act", act.name())
			.param("at", utc(at))
			.param("amount", amount)
			.param("ground", ground)
			.param("actorKind", actor.kind().name())
			.param("actorId", actor.id())
			.param("before", utc(before.dueAt()))
			.param("after", utc(after.dueAt()))
			.update();
	}

	List<LedgerEntry> ledger(long deadline) {
		return this.jdbc.sql("""
				select act, happened_at, amount, ground, actor_kind, actor_id, due_before, due_after
				from bf_deadline_entry where deadline_id = :id order by id""")
			.param("id", deadline)
			.query((row, index) -> new LedgerEntry(LedgerEntry.Act.valueOf(row.getString("act")),
					instant(row, "happened_at"), row.getObject("amount", Integer.class), row.getString("ground"),
					Actor.Kind.valueOf(row.getString("actor_kind")), row.getString("actor_id"),
					instant(row, "due_before"), instant(row, "due_after")))
			.list();
	}

	void close(String filing, DeadlineKind kind, Instant at) {
		this.jdbc.sql("update bf_deadline set closed_at = :at, open_key = null where open_key = :open")
			.param("at", utc(at))
			.param("open", openKey(filing, kind))
			.update();
	}

	void closeAll(String filing, Instant at) {
		this.jdbc
			.sql("update bf_deadline set closed_at = :at, open_key = null "
					+ "where filing = :filing and open_key is not null")
			.param("at", utc(at))
			.param("filing", filing)
			.update();
	}

	Optional<Stored> open(String filing, DeadlineKind kind) {
		return collect(this.jdbc.sql(SELECT + "where d.open_key = :open" + ORDER).param("open", openKey(filing, kind)))
			.stream()
			.findFirst();
	}

	/** The open limit, held against everybody else until the transaction ends. */
	Optional<Stored> lock(String filing, DeadlineKind kind) {
		// Apart from the ledger: an outer join cannot be locked on PostgreSQL.
		Optional<Long> locked = this.jdbc.sql("select id from bf_deadline where open_key = :open for update")
			.param("open", openKey(filing, kind))
			.query(Long.class)
			.optional();
		return locked.isPresent() ? open(filing, kind) : Optional.empty();
	}

	Optional<Deadline> latest(String filing, DeadlineKind kind) {
		List<Stored> all = collect(this.jdbc.sql(SELECT + "where d.filing = :filing and d.kind = :kind" + ORDER)
			.param("filing", filing)
			.param("kind", kind.name()));
		return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1).deadline());
	}

	List<Deadline> of(String filing) {
		return collect(this.jdbc.sql(SELECT + "where d.filing = :filing" + ORDER).param("filing", filing)).stream()
			.map(Stored::deadline)
			.toList();
	}

	List<Deadline> open(Collection<String> filings) {
		return collect(this.jdbc.sql(SELECT + "where d.filing in (:filings) and d.open_key is not null" + ORDER)
			.param("filings", filings)).stream().map(Stored::deadline).toList();
	}

	/** The next limits of a sort, by key. */
	List<Stored> page(ClockChangeStore.Scope scope, long after, int limit) {
		return collect(this.jdbc
			.sql(SELECT.replace("d.ladder", "'[]' as ladder")
					+ "where d.id in (select id from bf_deadline where id > :after and " + scope.condition()
					+ " order by id limit :limit)" + ORDER)
			.params(scope.parameters())
			.param("after", after)
			.param("limit", limit));
	}

	/** The most urgent limits of a sort. */
	List<Deadline> list(String condition, Map<String, Object> parameters, int limit) {
		List<Long> ids = this.jdbc
			.sql("select id from bf_deadline where " + condition + " order by due_at, id limit :limit")
			.params(parameters)
			.param("limit", limit)
			.query(Long.class)
			.list();
		if (ids.isEmpty()) {
			return List.of();
		}
		Map<Long, Deadline> byId = new LinkedHashMap<>();
		withLadders(ids).forEach((stored) -> byId.put(stored.deadline().id(), stored.deadline()));
		return ids.stream().map(byId::get).toList();
	}

	/** A limit with the ladder it took along. */
	Optional<Stored> find(long id) {
		return withLadders(List.of(id)).stream().findFirst();
	}

	/** What was claimed or suppressed, oldest first. */
	List<LedgerRung> rungs(long deadline, List<Rung> ladder) {
		return this.jdbc
			.sql("select id, rung, due_at, planned_at, decided_at, state from bf_reminder where deadline_id = :id "
					+ "order by planned_at, id")
			.param("id", deadline)
			.query((row, index) -> {
				ReminderState state = ReminderState.valueOf(row.getString("state"));
				boolean claimed = state == ReminderState.CLAIMED;
				String rung = row.getString("rung");
				Audience audience = ladder.stream()
					.filter((each) -> rung.equals(each.id()) || rung.startsWith(each.id() + "@"))
					.map(Rung::audience)
					.findFirst()
					.orElse(null);
				return new LedgerRung(rung, audience, claimed ? LedgerRung.State.CLAIMED : LedgerRung.State.SUPPRESSED,
						claimed ? null : LedgerRung.Why.valueOf(state.name()), instant(row, "planned_at"),
						instant(row, "due_at"), instant(row, "decided_at"),
						claimed ? Reminder.occurrence(row.getLong("id")) : null);
			})
			.list();
	}

	List<Stored> withLadders(Collection<Long> ids) {
		return collect(this.jdbc.sql(SELECT + "where d.id = any(:ids)" + ORDER).param("ids", array(ids)));
	}

	/** Revision of the calendar by which the end of a limit was last counted. */
	int revision(long deadline) {
		return this.jdbc.sql("select calendar_revision from bf_deadline where id = :id")
			.param("id", deadline)
			.query(Integer.class)
			.single();
	}

	/**
	 * One parameter for many ids: a statement of its own for each count would be planned
	 * anew each time.
	 */
	static Long[] array(Collection<Long> ids) {
		return ids.toArray(Long[]::new);
	}

	Map<Long, List<Spent>> spent(Collection<Long> deadlines) {
		Map<Long, List<Spent>> spent = new LinkedHashMap<>();
		this.jdbc.sql("select deadline_id, rung, due_at, planned_at from bf_reminder where deadline_id = any(:ids)")
			.param("ids", array(deadlines))
			.query((row) -> {
				spent.computeIfAbsent(row.getLong("deadline_id"), (id) -> new ArrayList<>())
					.add(new Spent(row.getString("rung"), instant(row, "due_at"), instant(row, "planned_at")));
			});
		return spent;
	}

	List<Spent> spent(long deadline) {
		return this.jdbc.sql("select rung, due_at, planned_at from bf_reminder where deadline_id = :id")
			.param("id", deadline)
			.query((row, index) -> new Spent(row.getString(1), instant(row, "due_at"), instant(row, "planned_at")))
			.list();
	}

	long spend(long deadline, String rung, Instant dueAt, Instant plannedAt, Instant at, ReminderState state) {
		GeneratedKeyHolder key = new GeneratedKeyHolder();
		this.jdbc.sql("""
				insert into bf_reminder (deadline_id, rung, due_at, planned_at, decided_at, state)
				values (:id, :rung, :due, :planned, :at, :state)""")
			.param("id", deadline)
			.param("rung", rung)
			.param("due", utc(dueAt))
			.param("planned", utc(plannedAt))
			.param("at", utc(at))
			.param("state", state.name())
			.update(key, "id");
		return key.getKeyAs(Long.class);
	}

	private static List<Stored> collect(JdbcClient.StatementSpec statement) {
		Map<Long, Collected> byId = new LinkedHashMap<>();
		statement.query((row) -> {
			Collected collected = byId.get(row.getLong("id"));
			if (collected == null) {
				collected = new Collected(read(row));
				byId.put(row.getLong("id"), collected);
			}
			collected.add(row);
		});
		return byId.values().stream().map(Collected::stored).toList();
	}

	private static Stored read(ResultSet row) throws SQLException {
		int provisional = row.getInt("provisional_year");
		OptionalInt provisionalYear = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(provisional);
		return new Stored(
				new Deadline(row.getLong("id"), row.getString("filing"), DeadlineKind.valueOf(row.getString("kind")),
						row.getString("province"), instant(row, "started_at"),
						row.getObject("start_day", LocalDate.class),
						new DeadlineLength(row.getInt("length_amount"),
								DeadlineUnit.valueOf(row.getString("length_unit"))),
						row.getInt("extended_by"), List.of(), instant(row, "due_at"), provisionalYear,
						instant(row, "closed_at")),
				readLadder(row.getString("ladder")));
	}

	private static String openKey(String filing, DeadlineKind kind) {
		return filing + ":" + kind.name();
	}

	private static Integer year(Deadline deadline) {
		return deadline.provisionalYear().isPresent() ? deadline.provisionalYear().getAsInt() : null;
	}

	private static OffsetDateTime utc(Instant instant) {
		return (instant != null) ? instant.atOffset(ZoneOffset.UTC) : null;
	}

	private static Instant instant(ResultSet row, String column) throws SQLException {
		OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
		return (value != null) ? value.toInstant() : null;
	}

	private static String write(List<Rung> ladder) {
		try {
			return JSON.writeValueAsString(ladder);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("A ladder that cannot be written", ex);
		}
	}

	/** There are few different ladders, and each is read a hundred thousand times. */
	private static List<Rung> readLadder(String ladder) {
		return LADDERS.computeIfAbsent(ladder, (text) -> {
			try {
				return List.copyOf(JSON.readValue(text, LADDER));
			}
			catch (JsonProcessingException ex) {
				throw new IllegalStateException("A ladder that cannot be read", ex);
			}
		});
	}

	/** A limit while its ledger is read. */
	private static final class Collected {

		private final Stored head;

		private final List<Suspension> suspensions = new ArrayList<>();

		private Collected(Stored head) {
			this.head = head;
		}

		private void add(ResultSet row) throws SQLException {
			String act = row.getString("act");
			if (act == null) {
				return;
			}
			Instant at = instant(row, "happened_at");
			switch (LedgerEntry.Act.valueOf(act)) {
				case SUSPENDED -> this.suspensions.add(new Suspension(at, null, row.getString("ground")));
				case RESUMED -> {
					Suspension open = this.suspensions.remove(this.suspensions.size() - 1);
					this.suspensions.add(new Suspension(open.from(), at, open.ground()));
				}
				case RESTARTED -> this.suspensions.clear();
				case EXTENDED, RECALCULATED, LENGTH_CHANGED -> {
					// Summed up in the row of the limit.
				}
			}
		}

		private Stored stored() {
			Deadline d = this.head.deadline();
			return new Stored(
					new Deadline(d.id(), d.filing(), d.kind(), d.province(), d.startedAt(), d.startDay(), d.length(),
							d.extendedBy(), this.suspensions, d.dueAt(), d.provisionalYear(), d.closedAt()),
					this.head.ladder());
		}

	}

}
