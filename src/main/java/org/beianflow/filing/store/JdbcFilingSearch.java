package org.beianflow.filing.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.beianflow.filing.FilingKind;
import org.beianflow.filing.FilingSearch;
import org.beianflow.filing.FilingState;
import org.beianflow.filing.FilingSummary;
import org.beianflow.filing.FilingTexts;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds filings in the database, by indexes only. */
@Repository
class JdbcFilingSearch implements FilingSearch {

	/**
	 * Which clock runs in which state, for the statement. As pairs, because a database
	 * can tell from its statistics how many rows these leave, which it cannot of a
	 * {@code case}.
	 */
	private static final String CLOCK = Arrays.stream(FilingState.values())
		.filter((state) -> FilingTexts.clockOf(state).isPresent())
		.map((state) -> "('" + state + "', '" + FilingTexts.clockOf(state).orElseThrow() + "')")
		.collect(Collectors.joining(", ", "(f.state, d.kind) in (", ")"));

	private static final String COLUMNS = """
			select f.reference, f.kind, f.state, f.applicant_id, f.province, f.shown_name, f.shown_domain, f.round,
			  f.state_since, f.filing_number, f.submitted_at, d.due_at
			""";

	/**
	 * From this many filings on a pair of characters is common, and how common does not
	 * matter.
	 */
	private static final int COMMON = 300;

	/** Up to this many filings are read as soon as a rarer pair would be found. */
	private static final int RARE = 10;

	private final JdbcClient jdbc;

	private final SearchKeys keys;

	JdbcFilingSearch(JdbcClient jdbc, SearchKeys keys) {
		this.jdbc = jdbc;
		this.keys = keys;
	}

	@Override
	public List<String> keys(String text) {
		return this.keys.meant(text);
	}

	@Override
	public List<Hit> page(Criteria criteria, Order order, After after, int limit) {
		Map<String, Object> values = new HashMap<>();
		StringBuilder where = new StringBuilder(" where f.submitted_at is not null");
		boolean due = order == Order.DUE || criteria.dueFrom() != null || criteria.dueTo() != null;
		among(where, values, "f.province", "provinces", criteria.provinces());
		among(where, values, "f.state", "states", names(criteria.states()));
		among(where, values, "f.kind", "kinds", names(criteria.kinds()));
		is(where, values, "f.filing_number", "number", criteria.number());
		name(where, values, criteria.name());
		if (criteria.domain() != null) {
			where.append(" and f.reference in (select reference from bf_filing_domain where domain = :domain)");
			values.put("domain", criteria.domain());
		}
		if (criteria.key() != null) {
			where.append(" and f.reference in (select reference from bf_filing_key"
					+ " where kind in ('NUMBER', 'MOBILE', 'PERSON') and term = :key)");
			values.put("key", criteria.key());
		}
		if (criteria.assignee() != null) {
			where.append(" and f.reference in (select reference from bf_filing_task where assignee = :assignee)");
			values.put("assignee", criteria.assignee());
		}
		if (criteria.unassigned()) {
			where.append(" and f.reference in (select reference from bf_filing_task where assignee is null)");
		}
		if (criteria.returned() != null) {
			where.append(" and f.reference in (select r.filing from bf_review_decision r"
					+ " join bf_return_item i on i.decision_id = r.id where i.code = :returned"
					+ ((criteria.returnedFrom() != null) ? " and r.decided_at >= :returnedFrom)" : ")"));
			if (criteria.returnedFrom() != null) {
				values.put("returnedFrom", utc(criteria.returnedFrom()));
			}
			values.put("returned", criteria.returned());
		}
		time(where, values, "f.submitted_at >=", "submittedFrom", criteria.submittedFrom());
		time(where, values, "f.submitted_at <", "submittedTo", criteria.submittedTo());
		time(where, values, "d.due_at >=", "dueFrom", criteria.dueFrom());
		time(where, values, "d.due_at <", "dueTo", criteria.dueTo());
		String join = due
				? " from bf_deadline d join bf_filing f on f.reference = d.filing and d.closed_at is null"
						+ " and d.due_at is not null and " + CLOCK
				: " from bf_filing f left join bf_deadline d on d.filing = f.reference and d.closed_at is null"
						+ " and " + CLOCK;
		after(where, values, order, after);
		// A number in the statement, not a parameter: knowing that few rows are wanted,
		// PostgreSQL keeps its plan.
		return this.jdbc.sql(COLUMNS + join + where + order(order) + " fetch first " + limit + " rows only")
			.params(values)
			.query(JdbcFilingSearch::hit)
			.list();
	}

	private static String order(Order order) {
		return switch (order) {
			case NEWEST -> " order by f.reference desc";
			case WAITING -> " order by f.state_since, f.reference";
			case DUE -> " order by d.due_at, f.reference";
		};
	}

	private static void after(StringBuilder where, Map<String, Object> values, Order order, After after) {
		if (after == null) {
			return;
		}
		values.put("after", after.reference());
		if (order == Order.NEWEST) {
			where.append(" and f.reference < :after");
			return;
		}
		String column = (order == Order.DUE) ? "d.due_at" : "f.state_since";
		where.append(" and %1$s >= :afterAt and (%1$s > :afterAt or f.reference > :after)".formatted(column));
		values.put("afterAt", utc(after.at()));
	}

	/** By the rarest pair of characters, and then by each word as a whole. */
	private void name(StringBuilder where, Map<String, Object> values, String name) {
		if (name == null) {
			return;
		}
		List<String> words = List.of(name.strip().toLowerCase(Locale.ROOT).split("\\h+"));
		where.append(" and f.reference in (select reference from bf_filing_key where kind = 'PAIR' and term = :pair)");
		values.put("pair", rarestPair(words));
		for (int i = 0; i < words.size(); i++) {
			where.append(" and lower(f.shown_name) like :word").append(i).append(" escape '!'");
			values.put("word" + i, "%" + words.get(i).replaceAll("[!%_]", "!$0") + "%");
		}
	}

	/** Each pair is counted only until it is no rarer than the rarest one before it. */
	private String rarestPair(List<String> words) {
		String rarest = "";
		int filings = COMMON;
		Set<String> pairs = new TreeSet<>();
		words.forEach((word) -> pairs.addAll(SearchKeys.pairs(word)));
		for (String pair : pairs) {
			int found = count(pair, filings);
			if (rarest.isEmpty() || found < filings) {
				rarest = pair;
				filings = found;
			}
			if (filings <= RARE) {
				break;
			}
		}
		return rarest;
	}

	private int count(String pair, int atMost) {
		return this.jdbc.sql("""
				select count(*) from (select 1 from bf_filing_key where kind = 'PAIR' and term = ?
				  fetch first ? rows only) found
				""").params(pair, atMost).query(Integer.class).single();
	}

	private static Set<String> names(Set<? extends Enum<?>> values) {
		return values.stream().map(Enum::name).collect(Collectors.toSet());
	}

	private static void among(StringBuilder where, Map<String, Object> values, String column, String name,
			Set<String> wanted) {
		if (!wanted.isEmpty()) {
			where.append(" and ").append(column).append(" in (:").append(name).append(')');
			values.put(name, wanted);
		}
	}

	private static void is(StringBuilder where, Map<String, Object> values, String column, String name, String wanted) {
		if (wanted != null) {
			where.append(" and ").append(column).append(" = :").append(name);
			values.put(name, wanted);
		}
	}

	private static void time(StringBuilder where, Map<String, Object> values, String condition, String name,
			Instant wanted) {
		if (wanted != null) {
			where.append(" and ").append(condition).append(" :").append(name);
			values.put(name, utc(wanted));
		}
	}

	private static Hit hit(ResultSet rs, int row) throws SQLException {
		return new Hit(
				new FilingSummary(rs.getString("reference"), FilingKind.valueOf(rs.getString("kind")),
						FilingState.valueOf(rs.getString("state")), rs.getString("applicant_id"),
						rs.getString("province"), rs.getString("shown_name"), rs.getString("shown_domain"),
						rs.getInt("round"), instant(rs, "state_since"), rs.getString("filing_number")),
				instant(rs, "submitted_at"), instant(rs, "due_at"));
	}

	private static OffsetDateTime utc(Instant instant) {
		return instant.atOffset(ZoneOffset.UTC);
	}

	private static Instant instant(ResultSet rs, String column) throws SQLException {
		OffsetDateTime value = rs.getObject(column, OffsetDateTime.class);
		return (value != null) ? value.toInstant() : null;
	}

}
