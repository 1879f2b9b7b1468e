package org.beianflow.deadline;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The board, read from the limits in the database. */
@Component
@Transactional(readOnly = true)
class DatabaseClockBoard implements ClockBoard {

	private final JdbcClient jdbc;

	private final DeadlineStore store;

	private final Clock clock;

	DatabaseClockBoard(JdbcClient jdbc, DeadlineStore store, Clock clock) {
		this.jdbc = jdbc;
		this.store = store;
		this.clock = clock;
	}

	@Override
	public List<Deadline> list(Part part, Filter filter, Position after, int limit) {
		if (nothing(filter)) {
			return List.of();
		}
		Map<String, Object> parameters = parameters(filter);
		StringBuilder condition = new StringBuilder("closed_at is null").append(condition(filter));
		condition.append(switch (part) {
			case RUNNING -> " and due_at is not null";
			case OVERDUE -> " and due_at <= :now";
			case TODAY -> " and due_at > :now and due_at <= :today";
			case WEEK -> " and due_at > :now and due_at <= :week";
			case STANDING -> " and due_at is null";
			case PROVISIONAL -> " and provisional_year is not null";
		});
		if (after != null && part != Part.STANDING) {
			condition.append(" and (due_at > :afterDue or (due_at = :afterDue and id > :afterId))");
			parameters.put("afterDue", ClockChangeStore.utc(after.dueAt()));
			parameters.put("afterId", after.id());
		}
		else if (after != null) {
			condition.append(" and id > :afterId");
			parameters.put("afterId", after.id());
		}
		return this.store.list(condition.toString(), parameters, limit);
	}

	@Override
	public Counts counts(Filter filter) {
		if (nothing(filter)) {
			return new Counts(0, 0, 0, 0, 0, 0);
		}
		return this.jdbc.sql("""
				select count(due_at) as running,
					count(case when due_at <= :now then 1 end) as overdue,
					count(case when due_at > :now and due_at <= :today then 1 end) as today,
					count(case when due_at > :now and due_at <= :week then 1 end) as week,
					count(case when due_at is null then 1 end) as standing,
					count(provisional_year) as provisional
				from bf_deadline where closed_at is null""" + condition(filter))
			.params(parameters(filter))
			.query((row, index) -> new Counts(row.getInt("running"), row.getInt("overdue"), row.getInt("today"),
					row.getInt("week"), row.getInt("standing"), row.getInt("provisional")))
			.single();
	}

	@Override
	public List<Rate> rates(Filter filter, YearMonth from) {
		if (nothing(filter)) {
			return List.of();
		}
		Map<String, Object> parameters = new HashMap<>(parameters(filter));
		parameters.put("from", ClockChangeStore.utc(Counting.at(from.atDay(1), LocalTime.MIDNIGHT)));
		return this.jdbc.sql("""
				select ended_year, ended_month, kind, count(*) as ended, sum(kept) as kept from (
					select extract(year from (closed_at at time zone 'Asia/Shanghai')) as ended_year,
						extract(month from (closed_at at time zone 'Asia/Shanghai')) as ended_month,
						kind, case when closed_at < due_at then 1 else 0 end as kept
					from bf_deadline where closed_at >= :from and due_at is not null""" + condition(filter) + """
				) ended
				group by ended_year, ended_month, kind
				order by ended_year, ended_month, kind""")
			.params(parameters)
			.query((row, index) -> new Rate(YearMonth.of(row.getInt("ended_year"), row.getInt("ended_month")),
					DeadlineKind.valueOf(row.getString("kind")), row.getInt("ended"), row.getInt("kept")))
			.list();
	}

	@Override
	public Instant longest() {
		return this.jdbc.sql("select max(due_at) from bf_deadline where closed_at is null")
			.query(OffsetDateTime.class)
			.optional()
			.map(OffsetDateTime::toInstant)
			.orElse(null);
	}

	private static boolean nothing(Filter filter) {
		return filter.provinces().isEmpty() || (filter.filings() != null && filter.filings().isEmpty());
	}

	private static String condition(Filter filter) {
		return " and province in (:provinces)" + (filter.kinds().isEmpty() ? "" : " and kind in (:kinds)")
				+ ((filter.filings() == null) ? "" : " and filing in (:filings)");
	}

	private Map<String, Object> parameters(Filter filter) {
		Instant now = this.clock.instant();
		LocalDate today = Counting.dayOf(now);
		LocalDate sunday = today.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
		Map<String, Object> parameters = new HashMap<>();
		parameters.put("provinces", filter.provinces());
		parameters.put("now", ClockChangeStore.utc(now));
		parameters.put("today", ClockChangeStore.utc(Counting.endOf(today)));
		parameters.put("week", ClockChangeStore.utc(Counting.endOf(sunday)));
		if (!filter.kinds().isEmpty()) {
			parameters.put("kinds", filter.kinds().stream().map(Enum::name).toList());
		}
		if (filter.filings() != null) {
			parameters.put("filings", filter.filings());
		}
		return parameters;
	}

}
