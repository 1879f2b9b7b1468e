package org.beianflow.console;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.beianflow.deadline.DeadlineKind;
import org.beianflow.deadline.Turn;
import org.beianflow.filing.FilingState;
import org.beianflow.filing.FilingTexts;
import org.beianflow.filing.WorkBoard;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where the work stands, in numbers without persons. Only reads; nothing is counted ahead
 * and kept.
 */
@Component
class Figures {

	/** Over how many days rates, waiting times and reasons are counted. */
	static final int DAYS = 30;

	private static final String CLOCK = Arrays.stream(FilingState.values())
		.filter((state) -> FilingTexts.clockOf(state).isPresent())
		.map((state) -> "when '" + state + "' then '" + FilingTexts.clockOf(state).orElseThrow() + "'")
		.collect(Collectors.joining(" ", "case f.state ", " end"));

	/** Limits that people of the house and the authority have to keep. */
	private static final Set<String> STAFF_CLOCKS = Arrays.stream(DeadlineKind.values())
		.filter((kind) -> kind.turn() == Turn.PROVIDER || kind.turn() == Turn.FINANCE || kind.turn() == Turn.AUTHORITY)
		.map(Enum::name)
		.collect(Collectors.toSet());

	private final JdbcClient jdbc;

	private final Clock clock;

	Figures(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * All figures of some provinces.
	 *
	 * @param running filings on their road
	 * @param stages how many stand where, in the order of the road
	 * @param due what is due when
	 * @param unassigned filings with a task nobody has taken
	 * @param onTime staff limits met within the last {@link #DAYS} days
	 * @param reasons why how many filings were returned, the most frequent first
	 * @param flow how many left each stage, and how long they had been in it
	 * @param since the first of the last {@link #DAYS} days
	 */
	record Overview(long running, List<Stage> stages, Due due, long unassigned, Rate onTime, List<Reason> reasons,
			List<Flow> flow, LocalDate since) {

		/** The largest number of a chart, at least 1. */
		public long highestStage() {
			return Math.max(1, this.stages.stream().mapToLong(Stage::count).max().orElse(1));
		}

		public long highestReason() {
			return Math.max(1, this.reasons.stream().mapToLong(Reason::count).max().orElse(1));
		}

	}

	/** How many filings are in a state. */
	record Stage(FilingState state, long count) {

	}

	/** Ends of the clocks that run. */
	record Due(long overdue, long today, long week, Instant now, Instant endOfDay, Instant endOfWeek) {

	}

	/** So many of so many. */
	record Rate(long met, long all) {

	}

	/** How many filings were returned for a reason. */
	record Reason(String code, long count) {

	}

	/**
	 * What went through a stage.
	 *
	 * @param left how many left it
	 * @param median half of them were faster
	 * @param slow nine of ten were faster
	 */
	record Flow(FilingState state, long left, Duration median, Duration slow) {

	}

	/** The figures of these provinces; of all if none is named. */
	@Transactional(readOnly = true)
	public Overview overview(Set<String> provinces) {
		List<Stage> stages = stages(provinces);
		return new Overview(stages.stream().mapToLong(Stage::count).sum(), stages, due(provinces),
				unassigned(provinces), onTime(provinces), reasons(provinces), flow(provinces), firstDay());
	}

	private List<Stage> stages(Set<String> provinces) {
		Map<FilingState, Long> counts = new EnumMap<>(FilingState.class);
		Set<String> running = Arrays.stream(FilingState.values())
			.filter((state) -> !state.ended() && state != FilingState.DRAFT)
			.map(Enum::name)
			.collect(Collectors.toSet());
		this.jdbc
			.sql("select state, count(*) as n from bf_filing where submitted_at is not null and state in (:states)"
					+ within("province", provinces) + " group by state")
			.param("states", running)
			.param("provinces", provinces)
			.query((rs) -> {
				counts.put(FilingState.valueOf(rs.getString("state")), rs.getLong("n"));
			});
		return Arrays.stream(FilingState.values())
			.filter((state) -> running.contains(state.name()))
			.map((state) -> new Stage(state, counts.getOrDefault(state, 0L)))
			.toList();
	}

	private Due due(Set<String> provinces) {
		Instant now = this.clock.instant();
		Instant endOfDay = WorkBoard.Due.TODAY.end(now);
		Instant endOfWeek = WorkBoard.Due.WEEK.end(now);
		// What ends at midnight is due on the day before: an end at the end of today is
		// today's.
		return this.jdbc.sql("""
				select coalesce(sum(case when d.due_at <= :now then 1 else 0 end), 0) as overdue,
				  coalesce(sum(case when d.due_at > :now and d.due_at <= :day then 1 else 0 end), 0) as today,
				  coalesce(sum(case when d.due_at > :now and d.due_at <= :week then 1 else 0 end), 0) as week
				from bf_deadline d join bf_filing f on f.reference = d.filing
				where d.closed_at is null and d.due_at <= :week and f.submitted_at is not null and d.kind =
				""" + CLOCK + within("f.province", provinces))
			.param("now", utc(now))
			.param("day", utc(endOfDay))
			.param("week", utc(endOfWeek))
			.param("provinces", provinces)
			.query((rs, row) -> new Due(rs.getLong("overdue"), rs.getLong("today"), rs.getLong("week"), now, endOfDay,
					endOfWeek))
			.single();
	}

	private long unassigned(Set<String> provinces) {
		return this.jdbc
			.sql("select count(*) from bf_filing where submitted_at is not null and reference in "
					+ "(select reference from bf_filing_task where assignee is null)" + within("province", provinces))
			.param("provinces", provinces)
			.query(Long.class)
			.single();
	}

	private Rate onTime(Set<String> provinces) {
		return this.jdbc.sql("""
				select count(*) as n, coalesce(sum(case when closed_at <= due_at then 1 else 0 end), 0) as met
				from bf_deadline where closed_at >= :since and due_at is not null and kind in (:kinds)
				""" + within("province", provinces))
			.param("since", utc(since()))
			.param("kinds", STAFF_CLOCKS)
			.param("provinces", provinces)
			.query((rs, row) -> new Rate(rs.getLong("met"), rs.getLong("n")))
			.single();
	}

	private List<Reason> reasons(Set<String> provinces) {
		return this.jdbc
			.sql("""
					select i.code, count(distinct r.filing) as n from bf_review_decision r
					join bf_return_item i on i.decision_id = r.id join bf_filing f on f.reference = r.filing
					where r.decided_at >= :since and f.submitted_at is not null
					""" + within("f.province", provinces)
					+ " group by i.code order by n desc, i.code fetch first 12 rows only")
			.param("since", utc(since()))
			.param("provinces", provinces)
			.query((rs, row) -> new Reason(rs.getString("code"), rs.getLong("n")))
			.list();
	}

	private List<Flow> flow(Set<String> provinces) {
		List<Flow> flow = this.jdbc.sql("""
				select from_state, count(*) as n,
				  percentile_cont(0.5) within group (order by lasted_seconds) as half,
				  percentile_cont(0.9) within group (order by lasted_seconds) as most
				from bf_filing_step where at >= :since and from_state <> 'DRAFT' and lasted_seconds is not null
				""" + within("province", provinces) + " group by from_state")
			.param("since", utc(since()))
			.param("provinces", provinces)
			.query((rs, row) -> new Flow(FilingState.valueOf(rs.getString("from_state")), rs.getLong("n"),
					Duration.ofSeconds(rs.getLong("half")), Duration.ofSeconds(rs.getLong("most"))))
			.list();
		return flow.stream().sorted((one, other) -> one.state().compareTo(other.state())).toList();
	}

	private LocalDate firstDay() {
		return this.clock.instant().atZone(Words.ZONE).toLocalDate().minusDays(DAYS);
	}

	private Instant since() {
		return firstDay().atStartOfDay(Words.ZONE).toInstant();
	}

	private static String within(String column, Set<String> provinces) {
		return provinces.isEmpty() ? "" : " and " + column + " in (:provinces)";
	}

	private static OffsetDateTime utc(Instant instant) {
		return instant.atOffset(ZoneOffset.UTC);
	}

}
