package org.beianflow.demo;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import parts.Browserless;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The overview's numbers and the lists behind them, what lists find and what their
 * exports hold, over the filings of the demo.
 */
@Tag("application")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "spring.datasource.url=jdbc:h2:mem:numbers;DB_CLOSE_DELAY=-1", "server.address=127.0.0.1",
				"beianflow.material.disk.directory=target/numbers/materials",
				"beianflow.material.spool=target/numbers/spool", "beianflow.privacy.demo-directory=target/numbers/keys",
				"beianflow.audit.seal-directory=target/numbers/seals/${random.uuid}",
				"camunda.bpm.job-execution.enabled=false" })
@ActiveProfiles("demo")
class ConsoleNumbersTest {

	private static final Pattern FIGURE = Pattern
		.compile("<a href=\"(/console/filings\\?[^\"]*)\"><strong>(\\d+)</strong>");

	private static final Pattern BAR = Pattern.compile(
			"<a href=\"(/console/filings\\?[^\"]*)\">[^<]*</a>(?:(?!</tr>).)*?<td class=\"right\">(\\d+)</td>",
			Pattern.DOTALL);

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private DemoClock clock;

	@Test
	void eachNumberOfTheOverviewIsTheLengthOfItsList() {
		// The same reason twice in a decision, a return long ago, and a second task.
		this.jdbc.sql("""
				insert into bf_return_item (decision_id, position, scope, path, code, error, severity)
				select decision_id, position + 100, scope, path, code, error, severity from bf_return_item
				""").update();
		this.jdbc.sql("""
				insert into bf_review_decision (filing, round, stage, task_id, outcome, grounds, verdicts, decided_by,
				  decided_at)
				select reference, 1, 'PROVIDER', 'old-' || reference, 'RETURNED', '[]', '{}', 'worker.bj', ?
				from bf_filing where submitted_at is not null
				""").param(this.clock.instant().minus(Duration.ofDays(60)).atOffset(ZoneOffset.UTC)).update();
		this.jdbc.sql("""
				insert into bf_return_item (decision_id, position, scope, code, error, severity)
				select d.id, 0, i.scope, i.code, i.error, i.severity from bf_review_decision d,
				  (select * from bf_return_item order by id fetch first 1 rows only) i where d.task_id like 'old-%'
				""").update();
		this.jdbc.sql("""
				insert into bf_filing_task (task_id, reference, task_key, candidate_groups, province, created_at)
				select 'more-' || task_id, reference, 'task_handleUndelivered', candidate_groups, province, created_at
				from bf_filing_task
				""").update();
		Browserless supervisor = Browserless.staff(this.port, "supervisor");
		String overview = supervisor.get("/console").body();
		List<String> wrong = new ArrayList<>();
		int links = 0;
		for (Pattern pattern : List.of(FIGURE, BAR)) {
			Matcher link = pattern.matcher(overview);
			while (link.find()) {
				links++;
				String list = link.group(1).replace("&amp;", "&");
				long rows = rows(supervisor, list.substring(list.indexOf('?')));
				if (rows != Long.parseLong(link.group(2))) {
					wrong.add(list + " shows " + rows + " of " + link.group(2));
				}
			}
		}
		assertThat(wrong).isEmpty();
		assertThat(links).isGreaterThan(15);
		assertThat(overview).contains("returned=", "person=-");
		assertThat(overview.substring(overview.indexOf("id=\"flow\""))).doesNotContain("/console/filings?");
	}

	@Test
	void anExportHoldsMoreThanAPersonReads() {
		this.jdbc.sql("""
				insert into bf_filing (reference, kind, applicant_id, province, profile, state, round, access_data_only,
				  listed_paths, listed_materials, form, nature, shown_name, shown_domain, created_at, last_edited_at,
				  submitted_at, state_since, version)
				select 'F2020' || lpad(cast(x as varchar), 9, '0'), 'FIRST', 'a1', '110000', 'DEFAULT', 'WITHDRAWN', 1,
				  false, '[]', '[]', X'00', 'ENTERPRISE', '多', 'duo.cn', now(), now(), now(), now(), 1
				from system_range(1, 5200)
				""").update();
		try {
			Browserless supervisor = Browserless.staff(this.port, "supervisor");
			for (String order : List.of("newest", "waiting")) {
				long before = this.jdbc
					.sql("select count(*) from bf_filing where state = 'WITHDRAWN' and submitted_at is not null")
					.query(Long.class)
					.single();
				assertThat(rows(supervisor, "?state=WITHDRAWN&order=" + order)).isEqualTo(before);
			}
			HttpResponse<String> xlsx = supervisor.get("/console/filings.xlsx?state=WITHDRAWN");
			assertThat(xlsx.statusCode()).isEqualTo(200);
		}
		finally {
			this.jdbc.sql("delete from bf_filing where reference like 'F2020%'").update();
		}
	}

	@Test
	void aNumberIsFoundHoweverItIsTyped() {
		Map<String, Object> filed = this.jdbc
			.sql("select reference, filing_number from bf_filing where filing_number like '京%' "
					+ "fetch first 1 rows only")
			.query()
			.singleRow();
		String number = (String) filed.get("filing_number");
		Browserless worker = Browserless.staff(this.port, "worker.bj");
		for (String typed : List.of(number, number.replace("ICP", "icp"), number.replace("ICP", "ＩＣＰ"),
				number.replace("ICP", " ICP "), number + "-1", number + "-1A", number + "－2x")) {
			worker.get("/console/filings");
			HttpResponse<String> answer = worker.submit("/console/search", Map.of("q", typed));
			assertThat(answer.statusCode()).as(typed).isEqualTo(302);
			String list = answer.headers().firstValue("Location").orElseThrow().replaceFirst("^https?://[^/]+", "");
			assertThat(worker.get(list).body()).as(typed).contains("/console/filings/" + filed.get("reference"));
		}
	}

	@Test
	void whoLeadsATeamChoosesOneOfItsMembers() {
		Browserless supervisor = Browserless.staff(this.port, "supervisor");
		assertThat(supervisor.get("/console/filings").body()).contains("<option value=\"worker.bj\">")
			.contains("<option value=\"worker.sh\">");
		String chosen = supervisor.get("/console/filings?person=worker.bj").body();
		assertThat(chosen).containsOnlyOnce("<option value=\"worker.bj\"")
			.contains("<option value=\"worker.bj\" selected=\"selected\">");
		assertThat(Browserless.staff(this.port, "worker.bj").get("/console/filings").body())
			.doesNotContain("<option value=\"worker.");
	}

	@Test
	void theAnalysisIsExportedAsBothKinds() {
		Browserless analyst = Browserless.staff(this.port, "analyst");
		assertThat(analyst.get("/console/analysis").body()).contains("/console/analysis.xlsx?");
		HttpResponse<String> xlsx = analyst.get("/console/analysis.xlsx");
		assertThat(xlsx.statusCode()).isEqualTo(200);
		assertThat(xlsx.headers().firstValue("Content-Type").orElse("")).contains("spreadsheetml");
		assertThat(analyst.get("/console/analysis.csv").statusCode()).isEqualTo(200);
		assertThat(analyst.get("/console/analysis.pdf").statusCode()).isEqualTo(404);
	}

	private static long rows(Browserless person, String query) {
		HttpResponse<String> csv = person.get("/console/filings.csv" + query);
		assertThat(csv.statusCode()).as(query).isEqualTo(200);
		return csv.body().lines().count() - 1;
	}

}
