package org.beianflow.filing.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;

import org.beianflow.filing.DigestStore;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Morning digests in the database. */
@Repository
class JdbcDigests implements DigestStore {

	private final JdbcClient jdbc;

	JdbcDigests(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public Set<String> of(LocalDate day) {
		return new HashSet<>(this.jdbc.sql("select person from bf_morning_digest where for_day = ?")
			.param(day)
			.query(String.class)
			.list());
	}

	@Override
	public void claim(LocalDate day, String person, boolean sent, Instant at) {
		this.jdbc.sql("insert into bf_morning_digest (for_day, person, sent, told_at) values (?, ?, ?, ?)")
			.params(day, person, sent, at.atOffset(ZoneOffset.UTC))
			.update();
	}

}
