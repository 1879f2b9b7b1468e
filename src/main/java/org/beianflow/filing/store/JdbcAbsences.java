package org.beianflow.filing.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

import org.beianflow.filing.Absence;
import org.beianflow.filing.AbsenceStore;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.stereotype.Repository;

/** Absences of staff in the database. */
@Repository
class JdbcAbsences implements AbsenceStore {

	private final JdbcClient jdbc;

	JdbcAbsences(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public long add(Absence absence) {
		KeyHolder key = new GeneratedKeyHolder();
		this.jdbc.sql("""
				insert into bf_absence (person, cover, from_day, until_day, entered_by, entered_at)
				values (?, ?, ?, ?, ?, ?)
				""")
			.params(absence.person(), absence.cover(), absence.from(), absence.until(), absence.enteredBy(),
					utc(absence.enteredAt()))
			.update(key, "id");
		return key.getKeyAs(Long.class);
	}

	@Override
	public List<Absence> open() {
		return this.jdbc.sql("select * from bf_absence where ended_at is null order by from_day, id")
			.query(JdbcAbsences::absence)
			.list();
	}

	@Override
	public List<Absence> openOf(String person) {
		return this.jdbc
			.sql("select * from bf_absence where ended_at is null and (person = ? or cover = ?) order by from_day, id")
			.params(person, person)
			.query(JdbcAbsences::absence)
			.list();
	}

	@Override
	public void moved(long id, Instant at) {
		this.jdbc.sql("update bf_absence set moved_at = ? where id = ?").params(utc(at), id).update();
	}

	@Override
	public boolean end(long id, String by, Instant at) {
		return this.jdbc.sql("update bf_absence set ended_at = ?, ended_by = ? where id = ? and ended_at is null")
			.params(utc(at), by, id)
			.update() == 1;
	}

	private static Absence absence(ResultSet rs, int row) throws SQLException {
		return new Absence(rs.getLong("id"), rs.getString("person"), rs.getString("cover"),
				rs.getObject("from_day", LocalDate.class), rs.getObject("until_day", LocalDate.class),
				rs.getString("entered_by"), instant(rs, "entered_at"), instant(rs, "moved_at"));
	}

	private static OffsetDateTime utc(Instant instant) {
		return instant.atOffset(ZoneOffset.UTC);
	}

	private static Instant instant(ResultSet rs, String column) throws SQLException {
		OffsetDateTime value = rs.getObject(column, OffsetDateTime.class);
		return (value != null) ? value.toInstant() : null;
	}

}
