package whole;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.beianflow.audit.AuditProof;
import org.beianflow.subject.PersonInCharge;
import org.beianflow.testing.Postgres;
import org.beianflow.testing.SampleSubjects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two nodes of the packaged application on one PostgreSQL and one document store share
 * the work: what one of them is told the other one does as well, and when one dies in the
 * middle the other finishes it.
 */
class TwoNodesIT {

	private static final int FILINGS = 8;

	private static final String PASSWORD = "Lantern-Bridge-47";

	private static final String STAFF_PASSWORD = "Beian-Demo-2026";

	private static final String ENGINE = "/camunda/api/engine/engine/default";

	/**
	 * Records who locks a job, and from whom it was taken if that lock had not ended. The
	 * engine sets a lock to the time now and 60 seconds, so the old one had not ended if
	 * it reaches beyond the new one less 60 seconds.
	 */
	private static final String WATCH = """
			create table job_lock(job varchar(64), owner varchar(255), taken_from varchar(255));
			create function watch_job_lock() returns trigger as $$ begin
			  if new.lock_owner_ is not null and new.lock_owner_ is distinct from old.lock_owner_ then
			    insert into job_lock values (new.id_, new.lock_owner_,
			      case when old.lock_exp_time_ > new.lock_exp_time_ - interval '60 seconds' then old.lock_owner_ end);
			  end if;
			  return null;
			end $$ language plpgsql;
			create trigger watch_job_lock after update on act_ru_job
			  for each row execute function watch_job_lock();
			""";

	@TempDir(cleanup = CleanupMode.ON_SUCCESS)
	Path folder;

	private final Outside outside = new Outside();

	private EmbeddedPostgres postgres;

	/** Number of the first organizer. */
	private static final int FIRST = 100;

	private Node one;

	private Node two;

	@BeforeEach
	void startBothAtOnce() throws IOException {
		this.postgres = Postgres.start();
		List<String> settings = new ArrayList<>(this.outside.settings());
		settings.addAll(List.of("spring.datasource.url=" + this.postgres.getJdbcUrl("postgres", "postgres"),
				"spring.datasource.username=postgres", "spring.datasource.password=postgres"));
		this.one = new Node(this.folder, "one", settings);
		this.two = new Node(this.folder, "two", settings);
		this.one.launch();
		this.two.launch();
		this.one.ready();
		this.two.ready();
		JdbcClient.create(this.postgres.getPostgresDatabase()).sql(WATCH).update();
	}

	@AfterEach
	void end() throws IOException {
		this.one.close();
		this.two.close();
		this.outside.close();
		this.postgres.close();
	}

	@Test
	void twoNodesShareTheWorkAndTheOtherOneFinishesIt() {
		this.outside.register(this.one.port(), "two.nodes", "13655556666", "two.nodes@example.cn", PASSWORD);
		// Everything is told to one node; what it leads to is done by both.
		List<String> filings = new ArrayList<>();
		Caller applicant = Caller.applicant(this.one.port(), "two.nodes", PASSWORD);
		for (int i = 0; i < FILINGS; i++) {
			filings.add(draft(applicant, i));
		}
		filings.forEach((filing) -> applicant.post("/api/v1/filings/" + filing + "/submission", null).expect(200));
		all(this.two, filings, "PRELIM_PENDING");

		// A person at one node, the next one at the other.
		decide(this.one, filings, "worker.bj", "task_providerReview", "APPROVED");
		all(this.one, filings, "FORWARD_PENDING");
		decide(this.two, filings, "supervisor", "task_sendToAuthority", "SENT");
		all(this.one, filings, "SMS_VERIFY");
		for (int i = 0; i < FILINGS; i++) {
			PersonInCharge person = SampleSubjects.individual(FIRST + i).principal();
			Waiting.until("a code has arrived", () -> this.outside.code(person.mobile()).isPresent());
			this.outside.answerCode((i % 2 == 0) ? this.one.port() : this.two.port(), person);
		}
		all(this.one, filings, "AUTHORITY_REVIEW");
		decide(this.one, filings, "reviewer.bj", "task_authorityReview", "APPROVED");
		all(this.two, filings, "FINAL_REVIEW");
		JdbcClient jdbc = JdbcClient.create(this.postgres.getPostgresDatabase());
		assertThat(jdbc.sql("select count(distinct job) from job_lock group by owner").query(Integer.class).list())
			.as("jobs of each node")
			.hasSize(2)
			.allMatch((jobs) -> jobs > FILINGS);
		assertThat(jdbc.sql("select job from job_lock where taken_from is not null").query(String.class).list())
			.as("jobs that one node took while the other one held them")
			.isEmpty();

		// The first node dies while the numbers are issued.
		decide(this.one, filings, "chief.bj", "task_finalReview", "ISSUED");
		this.one.kill();
		all(this.two, filings, "FILED");
		Waiting.until("nothing is left to do",
				() -> jdbc.sql("select count(*) from act_ru_job where retries_ > 0 and type_ = 'message'")
					.query(Integer.class)
					.single() == 0);

		Caller survivor = Caller.applicant(this.two.port(), "two.nodes", PASSWORD);
		assertThat(filings.stream()
			.map((filing) -> survivor.get("/api/v1/filings/" + filing).expect(200).path("filingNumber").asText()))
			.hasSize(FILINGS)
			.doesNotHaveDuplicates()
			.allMatch((number) -> number.matches("京ICP备20\\d{8}号"));
		for (String filing : filings) {
			assertThat(survivor.get("/api/v1/filings/" + filing + "/timeline").expect(200).findValuesAsText("to"))
				.containsExactly("DRAFT", "PRELIM_PENDING", "PRELIM_REVIEW", "FORWARD_PENDING", "SMS_VERIFY",
						"AUTHORITY_REVIEW", "ACCESS_PENDING", "FINAL_REVIEW", "FILED");
			assertThat(survivor.get("/api/v1/filings/" + filing + "/documents").expect(200).findValuesAsText("slot"))
				.containsOnlyOnce(filing + "-archive.json");
		}
		this.two.kill();
		nothingTwice(jdbc);
	}

	private void nothingTwice(JdbcClient jdbc) {
		assertThat(this.outside.mails()).doesNotHaveDuplicates();
		assertThat(this.outside.sms()).extracting(Outside.Sms::id).doesNotHaveDuplicates();
		assertThat(jdbc
			.sql("select count(*) from bf_notice_attempt where state = 'SENT' group by notice having count(*) > 1")
			.query(Integer.class)
			.list()).isEmpty();
		assertThat(jdbc
			.sql("select count(*) from bf_notice where kind = 'NUMBER_ISSUED' and channel = 'MAIL' group by recipient")
			.query(Integer.class)
			.list()).as("mails of the number, to the applicant of all and to each principal")
			.containsOnlyOnce(FILINGS)
			.hasSize(1 + FILINGS)
			.filteredOn((mails) -> mails != FILINGS)
			.containsOnly(1);
		Map<String, Integer> mails = new TreeMap<>();
		jdbc.sql("select state, count(*) as n from bf_notice where channel = 'MAIL' group by state").query((row) -> {
			mails.put(row.getString("state"), row.getInt("n"));
		});
		assertThat(mails.keySet()).as("what became of the mails").isSubsetOf("SENT", "UNKNOWN", "SUPPRESSED");
		assertThat(this.outside.mails()).hasSizeBetween(mails.get("SENT"),
				mails.get("SENT") + mails.getOrDefault("UNKNOWN", 0));
		assertThat(jdbc.sql("select count(*) from act_ru_incident").query(Integer.class).single()).isZero();
		assertThat(AuditProof.findings(this.postgres.getPostgresDatabase(), this.folder.resolve("data/audit-anchors")))
			.isEmpty();
	}

	private String draft(Caller applicant, int number) {
		ObjectNode request = Caller.JSON.createObjectNode().put("kind", "FIRST");
		ObjectNode form = request.putObject("form");
		form.set("subject", Caller.JSON.valueToTree(SampleSubjects.individual(FIRST + number)));
		ObjectNode service = form.putArray("services").addObject();
		service.set("website", Caller.JSON.valueToTree(SampleSubjects.personalWebsite("shili-" + number + ".cn")));
		service.set("access", Caller.JSON.valueToTree(SampleSubjects.access("demo-cloud", "127.0.0.1")));
		form.putObject("consents")
			.put("truthful", true)
			.put("rulesRead", true)
			.put("personalData", true)
			.put("sensitivePersonalData", true);
		String filing = applicant.post("/api/v1/filings", request).expect(201).path("reference").asText();
		for (JsonNode needed : applicant.get("/api/v1/filings/" + filing + "/materials").expect(200)) {
			if (needed.path("level").asText().equals("REQUIRED") && needed.path("source").asText().equals("UPLOAD")) {
				applicant
					.upload("/api/v1/filings/" + filing + "/materials/" + needed.path("code").asText(),
							needed.path("slot").asText(), "scan.png", WholeRun.picture(needed.path("code").asText()))
					.expect(201);
			}
		}
		return filing;
	}

	private void decide(Node node, List<String> filings, String who, String taskKey, String outcome) {
		Caller person = Caller.staff(node.port(), who, STAFF_PASSWORD);
		for (String filing : filings) {
			String task = open(person, filing, taskKey);
			assertThat(person.post(ENGINE + "/task/" + task + "/claim", Map.of("userId", who)).status()).isEqualTo(204);
			if (taskKey.equals("task_providerReview")) {
				person.post("/api/v1/staff/tasks/" + task + "/calls", Map.of("outcome", "REACHED", "note", "已核实"))
					.expect(200);
			}
			ObjectNode decision = Caller.JSON.createObjectNode().put("version", 0).put("outcome", outcome);
			decision.putObject("inputs").put("receiptNumber", "BJGJ-" + filing);
			ArrayNode confirmed = decision.putArray("confirmations");
			for (JsonNode one : person.get("/api/v1/staff/tasks/" + task).expect(200).path("outcomes")) {
				if (one.path("code").asText().equals(outcome)) {
					one.path("confirmations").findValuesAsText("key").forEach(confirmed::add);
				}
			}
			person.put("/api/v1/staff/tasks/" + task + "/decision", decision).expect(200);
			Caller.Answer done = person.post(ENGINE + "/task/" + task + "/submit-form", Map.of("variables", Map.of()));
			assertThat(done.status()).as(done.body()).isEqualTo(204);
		}
	}

	private static String open(Caller person, String filing, String taskKey) {
		List<String> found = new ArrayList<>();
		Waiting.until(taskKey + " of " + filing, () -> {
			person
				.get(ENGINE + "/task?maxResults=20&taskDefinitionKey=" + taskKey + "&processInstanceBusinessKey="
						+ filing)
				.expect(200)
				.forEach((task) -> found.add(task.path("id").asText()));
			return !found.isEmpty();
		});
		return found.get(0);
	}

	private void all(Node node, List<String> filings, String state) {
		Caller applicant = Caller.applicant(node.port(), "two.nodes", PASSWORD);
		Waiting.until("all are " + state,
				() -> filings.stream()
					.allMatch((filing) -> applicant.get("/api/v1/filings/" + filing)
						.expect(200)
						.path("state")
						.asText()
						.equals(state)));
	}

}
