package org.beianflow.filing.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

import org.beianflow.filing.FilingFigures;
import org.beianflow.filing.FilingState;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts in the database; only sums leave it. */
@Repository
class JdbcFilingFigures implements FilingFigures {

	private static final double SECOND = 1000;

	private final JdbcClient jdbc;

	JdbcFilingFigures(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public List<Stay> stays(Instant from, Instant to) {
		return this.jdbc.sql("""
				select state, count(*) as times,
					percentile_cont(0.5) within group (order by seconds) as half,
					percentile_cont(0.9) within group (order by seconds) as most
				from (select s.from_state as state, extract(epoch from (s.at - b.at)) as seconds
					from bf_filing_step s join bf_filing_step b on b.reference = s.reference and b.seq = s.seq - 1
					where s.at >= :from and s.at < :to and s.from_state is not null) stays
				group by state""")
			.param("from", from.atOffset(ZoneOffset.UTC))
			.param("to", to.atOffset(ZoneOffset.UTC))
			.query((row, index) -> new Stay(FilingState.valueOf(row.getString("state")), row.getLong("times"),
					seconds(row, "half"), seconds(row, "most")))
			.list();
	}

	@Override
	public List<Entered> entered(Instant from, Instant to) {
		return this.jdbc.sql("""
				select cast(at at time zone 'Asia/Shanghai' as date) as entered_on, to_state, count(*) as times
				from bf_filing_step where at >= :from and at < :to
				group by cast(at at time zone 'Asia/Shanghai' as date), to_state""")
			.param("from", from.atOffset(ZoneOffset.UTC))
			.param("to", to.atOffset(ZoneOffset.UTC))
			.query((row, index) -> new Entered(row.getObject("entered_on", LocalDate.class),
					FilingState.valueOf(row.getString("to_state")), row.getLong("times")))
			.list();
	}

	@Override
	public Road road(Instant from, Instant to) {
		return this.jdbc.sql("""
				select count(*) as times, percentile_cont(0.5) within group (order by seconds) as half,
					percentile_cont(0.9) within group (order by seconds) as most
				from (select extract(epoch from (s.at - r.submitted_at)) as seconds
					from bf_filing_step s join bf_filing_round r on r.reference = s.reference and r.round = 1
					where s.to_state = 'FILED' and s.at >= :from and s.at < :to) roads""")
			.param("from", from.atOffset(ZoneOffset.UTC))
			.param("to", to.atOffset(ZoneOffset.UTC))
			.query((row, index) -> new Road(row.getLong("times"), seconds(row, "half"), seconds(row, "most")))
			.single();
	}

	private static Duration seconds(ResultSet row, String column) throws SQLException {
		double seconds = row.getDouble(column);
		return row.wasNull() ? null : Duration.ofMillis(Math.round(seconds * SECOND));
	}

}
