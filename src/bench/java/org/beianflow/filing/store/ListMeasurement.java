package org.beianflow.filing.store;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.beianflow.bench.BenchPostgres;
import org.beianflow.filing.FilingSearch.After;
import org.beianflow.filing.FilingSearch.Criteria;
import org.beianflow.filing.FilingSearch.Order;
import org.beianflow.filing.FilingState;
import org.beianflow.filing.StaffTasksStore;
import org.beianflow.testing.SmallDatabase;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The lists of the console on PostgreSQL, with few filings and with many of the same mix:
 * how long the statements of a page take, and by how much longer they take with many. Of
 * all filings four in ten are on their road and two in ten have an open task; the names
 * are made like those of companies, of a place, two characters of their own, a trade and
 * a form.
 */
public final class ListMeasurement {

	private static final int RUNS = 101;

	private static final int WARMING = 20;

	private static final int ROWS = 51;

	private static final int LATEST_MIGRATION = 43;

	private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");

	private static final Set<String> PROVINCES = Set.of("110000", "310000", "330000");

	private ListMeasurement() {
	}

	/**
	 * @param args number of filings; 100000 if none is given
	 */
	public static void main(String[] args) throws Exception {
		int many = (args.length > 0) ? Integer.parseInt(args[0]) : 100_000;
		try (EmbeddedPostgres postgres = BenchPostgres.start();
				EmbeddedPostgres larger = BenchPostgres.start();
				SmallDatabase few = filled(postgres, 1_000);
				SmallDatabase large = filled(larger, many)) {
			Map<String, Supplier<List<?>>> pagesOfFew = pages(few.jdbc(), 1_000);
			Map<String, Supplier<List<?>>> pagesOfMany = pages(large.jdbc(), many);
			System.out.printf(Locale.ROOT, "%-34s %10s %10s %7s%n", "median of " + RUNS + " runs, ms", 1_000, many,
					"ratio");
			pagesOfFew.forEach((name, page) -> compare(name, page, pagesOfMany.get(name)));
		}
	}

	/** In turns, so that whatever else the machine does meets both. */
	private static void compare(String name, Supplier<List<?>> few, Supplier<List<?>> many) {
		List<Double> ofFew = new ArrayList<>();
		List<Double> ofMany = new ArrayList<>();
		for (int run = 0; run < RUNS + WARMING; run++) {
			double first = millis(few);
			double second = millis(many);
			if (run >= WARMING) {
				ofFew.add(first);
				ofMany.add(second);
			}
		}
		System.out.printf(Locale.ROOT, "%-34s %10.2f %10.2f %7.2f%n", name, median(ofFew), median(ofMany),
				median(ofMany) / median(ofFew));
	}

	private static double millis(Supplier<List<?>> page) {
		long start = System.nanoTime();
		page.get();
		return (System.nanoTime() - start) / 1e6;
	}

	private static double median(List<Double> times) {
		return times.stream().sorted().toList().get(times.size() / 2);
	}

	private static SmallDatabase filled(EmbeddedPostgres postgres, int filings) {
		SmallDatabase database = new SmallDatabase(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "",
				LATEST_MIGRATION);
		fill(database.jdbc(), filings);
		return database;
	}

	private static Map<String, Supplier<List<?>>> pages(JdbcClient jdbc, int filings) {
		JdbcFilingSearch search = new JdbcFilingSearch(jdbc, null);
		JdbcStaffTasks tasks = new JdbcStaffTasks(jdbc, null);
		Map<String, Supplier<List<?>>> pages = new LinkedHashMap<>();
		pages.put("newest first", () -> search.page(criteria(Set.of(), null, null, null), Order.NEWEST, null, ROWS));
		pages.put("newest first, in the middle", () -> search.page(criteria(Set.of(), null, null, null), Order.NEWEST,
				new After(reference(filings / 2), null), ROWS));
		pages.put("one stage, longest waiting", () -> search
			.page(criteria(Set.of(FilingState.AUTHORITY_REVIEW), null, null, null), Order.WAITING, null, ROWS));
		pages.put("overdue", () -> search.page(criteria(Set.of(), null, null, NOW), Order.DUE, null, ROWS));
		pages.put("most urgent", () -> search.page(criteria(Set.of(), null, null, null), Order.DUE, null, ROWS));
		pages.put("one person’s",
				() -> search.page(criteria(Set.of(), null, "worker-2", null), Order.NEWEST, null, ROWS));
		String name = jdbc.sql("select shown_name from bf_filing where reference = ?")
			.param(reference(filings / 3))
			.query(String.class)
			.single();
		pages.put("a name", () -> search.page(criteria(Set.of(), name, null, null), Order.NEWEST, null, ROWS));
		pages.put("a word in one of five names",
				() -> search.page(criteria(Set.of(), "科技", null, null), Order.NEWEST, null, ROWS));
		pages.put("two words that many names have",
				() -> search.page(criteria(Set.of(), "贸易有限", null, null), Order.NEWEST, null, ROWS));
		pages
			.put("open tasks, most urgent",
					() -> tasks.page(new StaffTasksStore.Query(PROVINCES,
							Set.of("task_providerReview", "task_sendToAuthority"), null, false, null, null), null,
							ROWS));
		return pages;
	}

	private static Criteria criteria(Set<FilingState> states, String name, String assignee, Instant dueTo) {
		return new Criteria(PROVINCES, states, Set.of(), name, null, null, null, assignee, false, null, null, null,
				dueTo, null, null);
	}

	private static String reference(int number) {
		return String.format(Locale.ROOT, "F202611%07d", number);
	}

	private static void fill(JdbcClient jdbc, int filings) {
		String now = NOW.atOffset(ZoneOffset.UTC).toString();
		jdbc.sql(
				"""
						insert into bf_filing (reference, kind, applicant_id, province, profile, state, round, access_data_only,
						  listed_paths, listed_materials, form, nature, shown_name, shown_domain, created_at, last_edited_at,
						  submitted_at, state_since, version)
						select 'F202611' || lpad(n::text, 7, '0'), 'FIRST', 'a' || n %% 5000,
						  (array['110000', '310000', '330000'])[1 + n %% 3], 'DEFAULT',
						  case when n %% 10 < 6 then 'FILED' else (array['PRELIM_PENDING', 'FORWARD_PENDING', 'AUTHORITY_REVIEW',
						    'FINAL_REVIEW'])[1 + n %% 4] end,
						  1, false, '[]', '[]', decode(repeat('00', 2000), 'hex'), 'ENTERPRISE', (array['北京', '上海', '杭州', '宁波'])[1 + n %% 4]
						    || chr(20000 + n %% 601) || chr(21000 + n * 7 %% 599)
						    || (array['科技', '贸易', '文化', '网络', '咨询'])[1 + n %% 5] || '有限公司',
						  'site' || n || '.example.cn', t, t, t, t, 1
						from (select n, timestamptz '%s' - n * interval '3 minutes' as t from generate_series(1, %d) n) s
						"""
					.formatted(now, filings))
			.update();
		jdbc.sql(
				"""
						insert into bf_deadline (filing, kind, province, open_key, started_at, start_day, length_amount,
						  length_unit, extended_by, ladder, due_at, closed_at)
						select f.reference, k.kind, f.province, case when f.state = 'FILED' then null else f.reference || k.kind end,
						  f.submitted_at, f.submitted_at::date, 20, 'WORKING_DAYS', 0, '[]', f.submitted_at + interval '200 days',
						  case when f.state = 'FILED' then f.submitted_at + interval '20 days' end
						from bf_filing f join (values ('FILED', 'AUTHORITY_REVIEW'), ('PRELIM_PENDING', 'PROVIDER_REVIEW'),
						  ('FORWARD_PENDING', 'SENDING_TO_AUTHORITY'), ('AUTHORITY_REVIEW', 'AUTHORITY_REVIEW'),
						  ('FINAL_REVIEW', 'FINAL_REVIEW')) k (state, kind) on k.state = f.state
						""")
			.update();
		jdbc.sql(
				"""
						insert into bf_filing_task (task_id, reference, task_key, candidate_groups, province, assignee, created_at,
						  due_at)
						select 't' || reference, reference, case state when 'PRELIM_PENDING' then 'task_providerReview'
						  else 'task_sendToAuthority' end, 'case-worker', province,
						  case when substr(reference, 14)::int % 2 = 0 then 'worker-' || substr(reference, 8)::int / 300 end,
						  state_since, state_since + interval '3 days'
						from bf_filing where state in ('PRELIM_PENDING', 'FORWARD_PENDING')
						""")
			.update();
		jdbc.sql("""
				insert into bf_filing_key (reference, kind, term)
				select distinct reference, 'PAIR', substr(shown_name, i, 2)
				from bf_filing, generate_series(1, 12) i where length(substr(shown_name, i, 2)) = 2
				""").update();
		// As the database has it a minute later by itself; it shall not do so while it is
		// measured.
		jdbc.sql("vacuum analyze").update();
		jdbc.sql("checkpoint").update();
	}

}
