package org.beianflow.console;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import org.beianflow.check.Refusal;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Lists that somebody keeps under a name. */
@Component
class SavedViews {

	private static final int MOST = 30;

	private static final int LONGEST_NAME = 60;

	private static final int LONGEST_QUERY = 500;

	private final JdbcClient jdbc;

	private final Clock clock;

	SavedViews(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** A saved list. */
	record View(String name, String query) {

	}

	List<View> of(String owner) {
		return this.jdbc.sql("select name, query from bf_console_view where owner = ? order by name")
			.param(owner)
			.query((rs, row) -> new View(rs.getString("name"), rs.getString("query")))
			.list();
	}

	/** Saves a list under a name, in place of one of the same name. */
	@Transactional
	void save(String owner, String name, String query) {
		String kept = name.strip();
		if (kept.isEmpty() || kept.length() > LONGEST_NAME || query.length() > LONGEST_QUERY) {
			throw new Refusal(Refusal.Kind.INVALID, "console.view.name", LONGEST_NAME);
		}
		delete(owner, kept);
		if (of(owner).size() >= MOST) {
			throw new Refusal(Refusal.Kind.CONFLICT, "console.view.many", MOST);
		}
		this.jdbc.sql("insert into bf_console_view (owner, name, query, changed_at) values (?, ?, ?, ?)")
			.params(owner, kept, query, now().atOffset(ZoneOffset.UTC))
			.update();
	}

	void delete(String owner, String name) {
		this.jdbc.sql("delete from bf_console_view where owner = ? and name = ?").params(owner, name).update();
	}

	Instant now() {
		return this.clock.instant();
	}

}
