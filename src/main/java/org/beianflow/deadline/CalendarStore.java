package org.beianflow.deadline;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import org.beianflow.audit.Actor;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;

/** The versions of the calendar in the database, and which of them count. */
@Component
class CalendarStore {

	private static final String SELECT = """
			select v.id, v.version, v.body, v.origin, v.actor_kind, v.actor_id, v.created_at,
				(select a.version_id from bf_calendar_activation a where a.year_number = v.year_number
					order by a.revision desc limit 1) as in_force
			from bf_calendar_version v
			""";

	private final JdbcClient jdbc;

	CalendarStore(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	int revision() {
		return this.jdbc.sql("select revision from bf_calendar_state where id = 1").query(Integer.class).single();
	}

	/** The same, held against everybody who wants to change it. */
	int lockRevision() {
		return this.jdbc.sql("select revision from bf_calendar_state where id = 1 for update")
			.query(Integer.class)
			.single();
	}

	void setRevision(int revision) {
		this.jdbc.sql("update bf_calendar_state set revision = :revision where id = 1")
			.param("revision", revision)
			.update();
	}

	/** The years as they stood with a revision. */
	List<CalendarYear> years(int revision) {
		return this.jdbc.sql("""
				select v.body from bf_calendar_version v
				join bf_calendar_activation a on a.version_id = v.id
				where a.revision = (select max(b.revision) from bf_calendar_activation b
					where b.year_number = a.year_number and b.revision <= :revision)""")
			.param("revision", revision)
			.query((row, index) -> CalendarFile.readStored(row.getString(1)))
			.list();
	}

	long insert(CalendarYear year, CalendarVersion.Origin origin, Actor actor, Instant at) {
		String body = CalendarFile.write(year);
		int version = this.jdbc
			.sql("select coalesce(max(version), 0) + 1 from bf_calendar_version where year_number = :year")
			.param("year", year.year())
			.query(Integer.class)
			.single();
		GeneratedKeyHolder key = new GeneratedKeyHolder();
		this.jdbc.sql("""
				insert into bf_calendar_version (year_number, version, status, source, body, fingerprint, origin,
					actor_kind, actor_id, created_at)
				values (:year, :version, :status, :source, :body, :fingerprint, :origin, :actorKind, :actorId, :at)""")
			.param("year", year.year())
			.param("version", version)
			.param("status", year.status().name())
			.param("source", year.source())
			.param("body", body)
			.param("fingerprint", CalendarFile.fingerprint(body))
			.param("origin", origin.name())
			.param("actorKind", actor.kind().name())
			.param("actorId", actor.id())
			.param("at", at.atOffset(ZoneOffset.UTC))
			.update(key, "id");
		return key.getKeyAs(Long.class);
	}

	void activate(int revision, int year, long version, Long change, Instant at) {
		this.jdbc.sql("""
				insert into bf_calendar_activation (revision, year_number, version_id, change_id, activated_at)
				values (:revision, :year, :version, :change, :at)""")
			.param("revision", revision)
			.param("year", year)
			.param("version", version)
			.param("change", change)
			.param("at", at.atOffset(ZoneOffset.UTC))
			.update();
	}

	List<CalendarVersion> versions() {
		return this.jdbc.sql(SELECT + "order by v.year_number desc, v.version desc").query(CalendarStore::read).list();
	}

	Optional<CalendarVersion> version(long id) {
		return this.jdbc.sql(SELECT + "where v.id = :id").param("id", id).query(CalendarStore::read).optional();
	}

	/** The version with exactly this content. */
	Optional<CalendarVersion> same(CalendarYear year) {
		return this.jdbc.sql(SELECT + "where v.year_number = :year and v.fingerprint = :fingerprint")
			.param("year", year.year())
			.param("fingerprint", CalendarFile.fingerprint(CalendarFile.write(year)))
			.query(CalendarStore::read)
			.optional();
	}

	/** The version of a year that counts now. */
	Optional<CalendarVersion> inForce(int year) {
		return this.jdbc.sql(SELECT + """
				where v.id = (select a.version_id from bf_calendar_activation a where a.year_number = :year
					order by a.revision desc limit 1)""").param("year", year).query(CalendarStore::read).optional();
	}

	private static CalendarVersion read(ResultSet row, int index) throws SQLException {
		long id = row.getLong("id");
		return new CalendarVersion(id, CalendarFile.readStored(row.getString("body")), row.getInt("version"),
				CalendarVersion.Origin.valueOf(row.getString("origin")),
				new Actor(Actor.Kind.valueOf(row.getString("actor_kind")), row.getString("actor_id")),
				row.getObject("created_at", OffsetDateTime.class).toInstant(), row.getLong("in_force") == id);
	}

}
