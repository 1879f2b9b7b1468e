package whole;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

import javax.imageio.ImageIO;
import javax.sql.DataSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.beianflow.audit.AuditProof;
import org.beianflow.subject.PersonInCharge;
import org.beianflow.testing.SampleSubjects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One filing from its draft to its number against the packaged application, by HTTP only:
 * what the applicant's program, Tasklist, a mail server, an SMS gateway and a cloud
 * vendor see. At its wait states the application is killed and started again on the same
 * data, and everything must be as it was.
 */
abstract class WholeRun {

	private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

	private static final String STAFF_PASSWORD = "Beian-Demo-2026";

	private static final String APPLICANT = "whole.run";

	private static final String APPLICANT_PASSWORD = "Lantern-Bridge-47";

	private static final String DOMAIN = "shili-yun.cn";

	/** Another number, another organizer. */
	private static final int SERIAL = 4711;

	private static final String ENGINE = "/camunda/api/engine/engine/default";

	/** The demo's names all lead here; the filing names it as its server. */
	private static final String SITE_AS_FILED = "beianflow.demo.network.address=127.0.0.1";

	/** The names lead to a server nobody filed. */
	private static final String SITE_ELSEWHERE = "beianflow.demo.network.address=127.0.0.2";

	/** As the engine's API reads an instant, ready for an address. */
	private static final DateTimeFormatter ENGINE_TIME = DateTimeFormatter
		.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'%2B0000'");

	@TempDir(cleanup = CleanupMode.ON_SUCCESS)
	Path folder;

	private final Outside outside = new Outside();

	private Node node;

	private String siteNow = SITE_AS_FILED;

	private Caller applicant;

	private String filing;

	private final Set<String> restarted = new TreeSet<>();

	/** The database as the node's settings name it. */
	abstract List<String> database();

	/** The same database, for a look into it after the application has ended. */
	abstract DataSource afterwards();

	/** At which wait states the application is killed. */
	abstract Predicate<String> restartsAt();

	/** Whether the fee comes by bank transfer, confirmed by a second person. */
	abstract boolean paidByTransfer();

	@AfterEach
	void end() {
		if (this.node != null) {
			this.node.close();
		}
		this.outside.close();
	}

	@Test
	void aFilingFromItsDraftToItsNumber() throws IOException {
		List<String> settings = new ArrayList<>(database());
		settings.addAll(this.outside.settings());
		this.node = new Node(this.folder, "node", settings).start(this.siteNow);
		this.outside.register(this.node.port(), APPLICANT, "13655557777", "whole.run@example.cn", APPLICANT_PASSWORD);
		signIn();
		nextMondayMorning();

		draftAndSubmit();
		returnedAndCorrected();
		pay();
		sendToAuthority();
		verifyBySms();
		twentyWorkingDays();
		approve();
		verifyAccess();
		finish();

		this.node.kill();
		nothingIsLostOrDoubled();
		assertThat(this.restarted).isEqualTo(waits());
	}

	private Set<String> waits() {
		Set<String> all = new TreeSet<>(Set.of("draft", "provider review", "correction", "fee", "sending",
				"SMS verification", "authority review", "approval notice", "access verification", "final review",
				"publication", "filed"));
		if (paidByTransfer()) {
			all.add("transfer");
		}
		all.removeIf((wait) -> !restartsAt().test(wait));
		return all;
	}

	private void draftAndSubmit() {
		ObjectNode form = form();
		JsonNode draft = this.applicant.post("/api/v1/filings", Map.of("kind", "FIRST")).expect(201);
		this.filing = draft.path("reference").asText();
		ObjectNode incomplete = form.deepCopy();
		((ObjectNode) incomplete.path("subject").path("principal")).remove("mobile");
		((ObjectNode) incomplete.at("/services/0/website")).put("name", "");
		this.applicant.put(path("/form"), incomplete).expect(200);
		upload("M1", "licence.pdf", pdf());

		// Everything that is missing is said at once, and it stays a draft.
		JsonNode problem = this.applicant.post(path("/submission"), null).expect(422);
		List<String> paths = problem.path("violations").findValuesAsText("path");
		assertThat(paths).contains("subject.principal.mobile", "services[0].website.name")
			.contains("materials[M5]", "materials[M6]")
			.doesNotContain("materials[M1]");
		problem.path("violations").forEach((violation) -> {
			assertThat(violation.path("message").asText()).isNotBlank();
			assertThat(violation.path("remedy").asText()).isNotBlank();
		});
		assertThat(state()).isEqualTo("DRAFT");
		restart("draft", null);

		this.applicant.put(path("/form"), form).expect(200);
		uploadAllThatIsMissing();
		assertThat(this.applicant.get(path("/check")).expect(200).path("ready").asBoolean()).isTrue();
		this.applicant.post(path("/submission"), null).expect(200);
		await("PRELIM_PENDING");
	}

	private void returnedAndCorrected() {
		// Tasklist says in words what a decision needs, and nothing is decided.
		Caller worker = staff("worker.bj");
		String task = open(worker, "task_providerReview");
		assertThat(tasklist(worker, "组内待办")).contains(task);
		claim(worker, task, "worker.bj");
		assertThat(tasklist(worker, "我的待办")).contains(task);
		Caller.Answer refused = complete(worker, task);
		assertThat(refused.status()).isGreaterThanOrEqualTo(400);
		assertThat(refused.json().path("message").asText()).contains("决定");
		assertThat(state()).isEqualTo("PRELIM_REVIEW");
		ObjectNode decision = decision("RETURNED");
		decision.put("message", "请按清单一次改好后再次提交。");
		decision.putArray("items")
			.addObject()
			.put("path", "services[0].website.name")
			.put("code", "NAME")
			.put("error", "网站名称不规范。")
			.put("suggestion", "请写明网站的用途。")
			.put("severity", "CORRECT");
		keep(worker, task, decision);
		restart("provider review", "worker.bj");

		// The draft of the decision is still there.
		worker = staff("worker.bj");
		JsonNode kept = worker.get("/api/v1/staff/tasks/" + task).expect(200).path("draft");
		assertThat(kept.path("outcome").asText()).isEqualTo("RETURNED");
		assertThat(kept.path("items")).hasSize(1);
		assertThat(complete(worker, task).status()).isEqualTo(204);
		await("PRELIM_RETURNED");
		restart("correction", null);

		// Only what was returned can be edited.
		ObjectNode form = (ObjectNode) this.applicant.get(path("")).expect(200).path("form");
		ObjectNode other = form.deepCopy();
		((ObjectNode) other.path("subject")).put("name", "北京别家科技有限公司");
		assertThat(this.applicant.put(path("/form"), other).status()).isBetween(400, 422);
		((ObjectNode) form.at("/services/0/website")).put("name", "示例云产品展示");
		this.applicant.put(path("/form"), form).expect(200);
		this.applicant.post(path("/submission"), null).expect(200);
		await("RESUBMITTED");
		JsonNode rounds = this.applicant.get(path("/rounds")).expect(200);
		assertThat(rounds.findValuesAsText("after")).contains("示例云产品展示");

		decide("worker.bj", "task_providerReview", "APPROVED", Map.of());
		await("PAYMENT_PENDING");
	}

	private void pay() {
		Waiting.until("the fee notice is there", () -> this.applicant.get(path("/fee")).status() == 200);
		JsonNode fee = this.applicant.get(path("/fee")).expect(200);
		long owed = fee.path("totalFen").asLong();
		assertThat(owed).isPositive();
		restart("fee", null);
		if (!paidByTransfer()) {
			String page = this.applicant.post(path("/fee/payment"), null).expect(200).path("page").asText();
			Caller payer = Caller.anybody(this.node.port());
			assertThat(payer.get(page).status()).isEqualTo(200);
			assertThat(payer.post(page + "/paid", null).status()).isEqualTo(200);
			await("FORWARD_PENDING");
			return;
		}
		String slip = this.applicant.upload(path("/materials/SLIP"), "", "slip.png", picture("SLIP"))
			.expect(201)
			.path("id")
			.asText();
		this.applicant
			.post(path("/fee/transfer"),
					Map.of("date", today().toString(), "amountFen", owed, "slipMaterialVersionId", slip,
							"payerReference", "SN20260001"))
			.expect(200);
		await("PAYMENT_CONFIRM");

		// One person records the money, another one confirms it.
		ObjectNode receipt = decision("MATCHED");
		receipt.putObject("inputs").put("receivedAmount", String.valueOf(owed / 100)).put("bankReference", "BANK1");
		Caller first = staff("finance");
		String task = open(first, "task_matchTransfer");
		claim(first, task, "finance");
		keep(first, task, receipt);
		first.post("/api/v1/staff/tasks/" + task + "/receipt", null).expect(200);
		assertThat(complete(first, task).status()).isGreaterThanOrEqualTo(400);
		assertThat(first.post(ENGINE + "/task/" + task + "/unclaim", null).status()).isEqualTo(204);
		restart("transfer", "finance2");
		Caller second = staff("finance2");
		claim(second, task, "finance2");
		receipt.put("version", 1);
		keep(second, task, receipt);
		assertThat(complete(second, task).status()).isEqualTo(204);
		await("FORWARD_PENDING");
	}

	private void sendToAuthority() {
		restart("sending", "supervisor");
		decide("supervisor", "task_sendToAuthority", "SENT", Map.of("receiptNumber", "BJGJ-2026-1"));
		await("SMS_VERIFY");
	}

	/** The persons in charge enter the codes that their telephones received. */
	private void verifyBySms() {
		List<PersonInCharge> persons = Stream
			.of(SampleSubjects.enterprise(SERIAL).principal(), SampleSubjects.website(DOMAIN).owner())
			.filter(Objects::nonNull)
			.toList();
		persons.forEach(
				(person) -> Waiting.until("a code has arrived", () -> this.outside.code(person.mobile()).isPresent()));
		restart("SMS verification", null);
		persons.forEach((person) -> this.outside.answerCode(this.node.port(), person));
		await("AUTHORITY_REVIEW");
	}

	private void twentyWorkingDays() {
		JsonNode clock = deadline("AUTHORITY_REVIEW");
		Instant started = Instant.parse(clock.path("startedAt").asText());
		Instant due = Instant.parse(clock.path("dueAt").asText());
		assertThat(Duration.between(started, due)).isGreaterThan(Duration.ofDays(26));
		assertThat(due.atZone(SHANGHAI).toLocalTime()).isEqualTo(LocalTime.MIDNIGHT);
		forward("P14D");
		restart("authority review", "reviewer.bj");
		assertThat(deadline("AUTHORITY_REVIEW").path("dueAt").asText()).isEqualTo(clock.path("dueAt").asText());

		// The end of the time approves nothing, and the chief hears of it.
		this.applicant.post("/api/v1/demo/clock", Map.of("to", wall(due.plus(Duration.ofHours(10))))).expect(200);
		signIn();
		settle();
		assertThat(state()).isEqualTo("AUTHORITY_REVIEW");
		assertThat(tasklist(staff("reviewer.bj"), "已超期")).isNotEmpty();
	}

	private void approve() {
		this.outside.leave();
		if (restartsAt().test("access verification")) {
			move(SITE_ELSEWHERE);
		}
		decide("reviewer.bj", "task_authorityReview", "APPROVED", Map.of());
		await("ACCESS_PENDING");
		Waiting.until("the approval notice was tried in vain",
				() -> notices("AUTHORITY_APPROVED").values()
					.stream()
					.filter((state) -> state.equals("FAILED"))
					.count() == 2);
		restart("approval notice", null);
		int before = this.outside.mails().size();
		this.outside.comeBack();
		forward("PT2M");
		Waiting.until("the approval notice has left", () -> {
			Map<String, String> states = notices("AUTHORITY_APPROVED");
			return states.get("MAIL").equals("SENT") && states.get("SMS").equals("SENT");
		});
		assertThat(this.outside.mails().size()).isGreaterThan(before);
		assertThat(this.outside.sms()).anyMatch((sms) -> sms.to().equals("13655557777") && sms.text().contains("24"));
	}

	private void verifyAccess() {
		if (restartsAt().test("access verification")) {
			Waiting.until("the site was probed in vain",
					() -> this.applicant.get(path("/access")).expect(200).at("/status/attempts").asInt() > 0);
			assertThat(state()).isEqualTo("ACCESS_PENDING");
			assertThat(this.applicant.get(path("/access")).expect(200).path("unmet")).isNotEmpty();
			restart("access verification", null);
			// The applicant moves the site to the server that was filed.
			move(SITE_AS_FILED);
			forward("PT10M");
		}
		await("FINAL_REVIEW");
		assertThat(this.applicant.get(path("/access/attempts")).expect(200)).isNotEmpty();
	}

	private void finish() throws IOException {
		restart("final review", "chief.bj");

		// Who reviewed it may not issue the number.
		Caller chief = staff("chief.bj");
		String task = open(chief, "task_finalReview");
		assertThat(staff("reviewer.bj").post(ENGINE + "/task/" + task + "/claim", Map.of("userId", "reviewer.bj"))
			.status()).isGreaterThanOrEqualTo(400);
		claim(chief, task, "chief.bj");
		ObjectNode issued = decision("ISSUED");
		confirmAll(chief, task, issued);
		keep(chief, task, issued);
		assertThat(complete(chief, task).status()).isEqualTo(204);
		if (restartsAt().test("publication")) {
			// In the middle of issuing, archiving and telling. What the dead process had
			// locked is free again after the lock time, which this clock may skip.
			this.node.kill();
			this.node.start(this.siteNow);
			signIn();
			this.restarted.add("publication");
			forward("PT2M");
		}
		await("FILED");
		settle();
		restart("filed", null);

		String number = this.applicant.get(path("")).expect(200).path("filingNumber").asText();
		assertThat(number).matches("京ICP备20\\d{8}号");
		Caller anybody = Caller.anybody(this.node.port());
		for (String query : List.of(DOMAIN, number)) {
			JsonNode record = anybody.get("/api/v1/register?query=" + java.net.URLEncoder.encode(query, "UTF-8"))
				.expect(200);
			assertThat(record).hasSize(1);
			assertThat(record.at("/0/mainLicence").asText()).isEqualTo(number);
			assertThat(record.at("/0/serviceLicence").asText()).isEqualTo(number + "-1");
		}
		JsonNode archive = null;
		for (JsonNode document : this.applicant.get(path("/documents")).expect(200)) {
			byte[] content = this.applicant.download(document.path("url").asText());
			assertThat(sha256(content)).isEqualTo(document.path("sha256").asText());
			archive = document.path("slot").asText().equals(this.filing + "-archive.json")
					? Caller.JSON.readTree(content) : archive;
		}
		assertThat(archive).as("the archive of the filing").isNotNull();
		assertThat(archive.toString()).contains(number, this.filing);
		assertThat(this.applicant.get(path("/timeline")).expect(200).findValuesAsText("to"))
			.containsExactlyElementsOf(road());
	}

	private List<String> road() {
		List<String> road = new ArrayList<>(List.of("DRAFT", "PRELIM_PENDING", "PRELIM_REVIEW", "PRELIM_RETURNED",
				"RESUBMITTED", "PRELIM_REVIEW", "PAYMENT_PENDING", "PAYMENT_CONFIRM", "FORWARD_PENDING", "SMS_VERIFY",
				"AUTHORITY_REVIEW", "ACCESS_PENDING", "FINAL_REVIEW", "FILED"));
		if (!paidByTransfer()) {
			road.remove("PAYMENT_CONFIRM");
		}
		return road;
	}

	/** What the database and the world outside say when all is over. */
	private void nothingIsLostOrDoubled() {
		DataSource source = afterwards();
		JdbcClient jdbc = JdbcClient.create(source);
		assertThat(this.outside.mails()).doesNotHaveDuplicates();
		assertThat(this.outside.sms()).extracting(Outside.Sms::id).doesNotHaveDuplicates();
		assertThat(this.outside.webhooks()).hasSize(1);
		Map<String, Integer> mails = new TreeMap<>();
		jdbc.sql("select state, count(*) as n from bf_notice where channel = 'MAIL' group by state").query((row) -> {
			mails.put(row.getString("state"), row.getInt("n"));
		});
		assertThat(mails.keySet()).as("what became of the mails").isSubsetOf("SENT", "UNKNOWN", "SUPPRESSED");
		assertThat(this.outside.mails()).hasSizeBetween(mails.get("SENT"),
				mails.get("SENT") + mails.getOrDefault("UNKNOWN", 0));
		assertThat(jdbc
			.sql("select count(*) from bf_notice_attempt where state = 'SENT' group by notice having count(*) > 1")
			.query(Integer.class)
			.list()).isEmpty();
		assertThat(jdbc.sql("select count(*) from act_ru_incident").query(Integer.class).single()).isZero();
		assertThat(AuditProof.findings(source, this.folder.resolve("data/audit-anchors"))).isEmpty();
	}

	// People

	private void signIn() {
		this.applicant = Caller.applicant(this.node.port(), APPLICANT, APPLICANT_PASSWORD);
	}

	private Caller staff(String id) {
		return Caller.staff(this.node.port(), id, STAFF_PASSWORD);
	}

	private void decide(String who, String taskKey, String outcome, Map<String, String> inputs) {
		Caller person = staff(who);
		String task = open(person, taskKey);
		claim(person, task, who);
		if (taskKey.equals("task_providerReview")) {
			person
				.post("/api/v1/staff/tasks/" + task + "/calls", Map.of("outcome", "REACHED", "note", "已与负责人核实主体和网站信息"))
				.expect(200);
		}
		ObjectNode decision = decision(outcome);
		confirmAll(person, task, decision);
		ObjectNode entered = decision.putObject("inputs");
		inputs.forEach(entered::put);
		keep(person, task, decision);
		Caller.Answer done = complete(person, task);
		assertThat(done.status()).as(done.body()).isEqualTo(204);
	}

	private static ObjectNode decision(String outcome) {
		return Caller.JSON.createObjectNode().put("version", 0).put("outcome", outcome);
	}

	/** Whatever the form asks to be confirmed for this outcome is confirmed. */
	private static void confirmAll(Caller person, String task, ObjectNode decision) {
		JsonNode outcomes = person.get("/api/v1/staff/tasks/" + task).expect(200).path("outcomes");
		for (JsonNode outcome : outcomes) {
			if (outcome.path("code").equals(decision.path("outcome"))) {
				var confirmed = decision.putArray("confirmations");
				outcome.path("confirmations").findValuesAsText("key").forEach(confirmed::add);
			}
		}
	}

	private static void keep(Caller person, String task, ObjectNode decision) {
		person.put("/api/v1/staff/tasks/" + task + "/decision", decision).expect(200);
	}

	private static void claim(Caller person, String task, String id) {
		Caller.Answer answer = person.post(ENGINE + "/task/" + task + "/claim", Map.of("userId", id));
		assertThat(answer.status()).as(answer.body()).isEqualTo(204);
	}

	private static Caller.Answer complete(Caller person, String task) {
		return person.post(ENGINE + "/task/" + task + "/submit-form", Map.of("variables", Map.of()));
	}

	/** The id of this filing's open task, as soon as there is one. */
	private String open(Caller person, String taskKey) {
		List<String> found = new ArrayList<>();
		Waiting.until(taskKey + " is open", () -> {
			found.clear();
			tasks(person).forEach((task) -> {
				if (task.path("taskDefinitionKey").asText().equals(taskKey)) {
					found.add(task.path("id").asText());
				}
			});
			return !found.isEmpty();
		});
		return found.get(0);
	}

	private JsonNode tasks(Caller person) {
		return person.get(ENGINE + "/task?maxResults=20&processInstanceBusinessKey=" + this.filing).expect(200);
	}

	/** The tasks of this filing in one of Tasklist's lists, as its cards tell. */
	private List<String> tasklist(Caller person, String filter) {
		String id = null;
		for (JsonNode one : person.get(ENGINE + "/filter?maxResults=20&resourceType=Task").expect(200)) {
			id = one.path("name").asText().equals(filter) ? one.path("id").asText() : id;
		}
		List<String> listed = person.get(ENGINE + "/filter/" + id + "/list?maxResults=50")
			.expect(200)
			.findValuesAsText("id");
		if (listed.isEmpty()) {
			return List.of();
		}
		List<String> ours = new ArrayList<>();
		for (JsonNode card : person.get("/api/v1/staff/task-cards?ids=" + String.join(",", listed)).expect(200)) {
			if (card.path("filing").asText().equals(this.filing)) {
				assertThat(card.path("remaining").asText()).isNotBlank();
				ours.add(card.path("taskId").asText());
			}
		}
		return ours;
	}

	// The filing

	private String path(String rest) {
		return "/api/v1/filings/" + this.filing + rest;
	}

	private String state() {
		return this.applicant.get(path("")).expect(200).path("state").asText();
	}

	private void await(String state) {
		Waiting.until("the filing is " + state, () -> state().equals(state));
	}

	private JsonNode deadline(String kind) {
		for (JsonNode deadline : this.applicant.get(path("/deadlines")).expect(200)) {
			if (deadline.path("kind").asText().equals(kind) && deadline.path("running").asBoolean()) {
				return deadline;
			}
		}
		throw new AssertionError("no running deadline " + kind);
	}

	/** State of each notice of a kind to the applicant, by its channel. */
	private Map<String, String> notices(String kind) {
		Map<String, String> states = new TreeMap<>();
		this.applicant.get(path("/notices")).expect(200).forEach((notice) -> {
			if (notice.path("kind").asText().equals(kind)) {
				states.put(notice.path("channel").asText(), notice.path("state").asText());
			}
		});
		return states;
	}

	private static ObjectNode form() {
		ObjectNode form = Caller.JSON.createObjectNode();
		form.set("subject", Caller.JSON.valueToTree(SampleSubjects.enterprise(SERIAL)));
		ObjectNode service = form.putArray("services").addObject();
		service.set("website", Caller.JSON.valueToTree(SampleSubjects.website(DOMAIN)));
		service.set("access", Caller.JSON.valueToTree(SampleSubjects.access("demo-cloud", "127.0.0.1")));
		form.putObject("consents")
			.put("truthful", true)
			.put("rulesRead", true)
			.put("personalData", true)
			.put("sensitivePersonalData", true);
		return form;
	}

	private void uploadAllThatIsMissing() {
		for (JsonNode needed : this.applicant.get(path("/materials")).expect(200)) {
			if (needed.path("level").asText().equals("REQUIRED") && needed.path("source").asText().equals("UPLOAD")
					&& !needed.has("uploaded")) {
				String code = needed.path("code").asText();
				this.applicant
					.upload(path("/materials/" + code), needed.path("slot").asText(), code + ".png", picture(code))
					.expect(201);
			}
		}
	}

	private void upload(String code, String fileName, byte[] content) {
		this.applicant.upload(path("/materials/" + code), "", fileName, content).expect(201);
	}

	// Time

	private void nextMondayMorning() {
		LocalDate monday = today().with(TemporalAdjusters.next(DayOfWeek.MONDAY));
		this.applicant.post("/api/v1/demo/clock", Map.of("to", monday + "T10:00")).expect(200);
		signIn();
	}

	private LocalDate today() {
		return LocalDate
			.parse(this.applicant.get("/api/v1/demo/clock").expect(200).path("shanghai").asText().substring(0, 10));
	}

	private Instant now() {
		return Instant.parse(this.applicant.get("/api/v1/demo/clock").expect(200).path("now").asText());
	}

	private static String wall(Instant instant) {
		return instant.atZone(SHANGHAI).toLocalDateTime().withNano(0).toString();
	}

	private void forward(String duration) {
		this.applicant.post("/api/v1/demo/clock", Map.of("forward", duration)).expect(200);
		signIn();
		settle();
	}

	/**
	 * Waits until the engine has nothing left to do now, and nothing under way. The ten
	 * seconds are for the job that follows from another one between the look at the clock
	 * and the count: it is due later than the moment asked about.
	 */
	private void settle() {
		Caller operator = Caller.program(this.node.port(), "operator", STAFF_PASSWORD);
		Waiting.until("nothing is due",
				() -> operator
					.get("/engine-rest/job/count?withRetriesLeft=true&active=true&dueDates=lt_"
							+ now().plusSeconds(10).atOffset(ZoneOffset.UTC).format(ENGINE_TIME))
					.expect(200)
					.path("count")
					.asInt() == 0);
	}

	// Restarts

	/** Kills the application in this wait and starts it again: all must be as it was. */
	private void restart(String wait, String staff) {
		if (!restartsAt().test(wait)) {
			return;
		}
		settle();
		Map<String, String> before = snapshot(staff);
		this.node.kill();
		this.node.start(this.siteNow);
		signIn();
		Map<String, String> after = snapshot(staff);
		Map<String, String> changed = new TreeMap<>(before);
		changed.entrySet().removeIf((part) -> part.getValue().equals(after.get(part.getKey())));
		assertThat(changed).as("what was otherwise before the restart in this wait: " + wait).isEmpty();
		after.keySet().removeAll(before.keySet());
		assertThat(after).as("what came with the restart in this wait: " + wait).isEmpty();
		this.restarted.add(wait);
	}

	/** From now on names lead elsewhere; the demo's names are settled at its start. */
	private void move(String site) {
		settle();
		this.siteNow = site;
		this.node.kill();
		this.node.start(site);
		signIn();
	}

	/** Everything about the filing that a restart must not change. */
	private Map<String, String> snapshot(String staff) {
		ObjectNode all = Caller.JSON.createObjectNode();
		ObjectNode view = (ObjectNode) this.applicant.get(path("")).expect(200);
		// Only what is left until the due dates moves with the clock.
		view.remove(List.of("next", "deadlines"));
		all.set("filing", view);
		var clocks = all.putArray("deadlines");
		this.applicant.get(path("/deadlines")).expect(200).forEach((deadline) -> {
			ObjectNode clock = (ObjectNode) deadline;
			clock.remove(List.of("remaining", "tone"));
			clocks.add(clock);
		});
		for (String part : List.of("/materials", "/documents", "/notices", "/rounds", "/timeline")) {
			all.set(part, this.applicant.get(path(part)).expect(200));
		}
		all.set("timers", timers());
		if (staff != null) {
			all.set("tasks", tasks(staff(staff)));
			assertThat(all.path("tasks")).as("open tasks of " + staff).isNotEmpty();
			assertThat(all.at("/tasks/0/due").asText()).as("due date of the task").isNotBlank();
		}
		Map<String, String> parts = new TreeMap<>();
		flatten("", all, parts);
		return parts;
	}

	private static void flatten(String path, JsonNode node, Map<String, String> into) {
		if (node.isObject()) {
			node.properties().forEach((field) -> flatten(path + "/" + field.getKey(), field.getValue(), into));
		}
		else if (node.isArray()) {
			List<JsonNode> elements = new ArrayList<>();
			node.forEach(elements::add);
			// Lists of words are sets and in no order.
			if (elements.stream().allMatch(JsonNode::isTextual)) {
				elements.sort(Comparator.comparing(JsonNode::asText));
			}
			for (int index = 0; index < elements.size(); index++) {
				flatten(path + "/" + index, elements.get(index), into);
			}
		}
		else {
			into.put(path, node.asText());
		}
	}

	/** Due dates of the filing's timers by id. */
	private JsonNode timers() {
		Caller operator = Caller.program(this.node.port(), "operator", STAFF_PASSWORD);
		List<String> instances = operator.get("/engine-rest/process-instance?maxResults=50&businessKey=" + this.filing)
			.expect(200)
			.findValuesAsText("id");
		Map<String, String> due = new TreeMap<>();
		operator.get("/engine-rest/job?maxResults=100&timers=true&processInstanceIds=" + String.join(",", instances))
			.expect(200)
			.forEach((job) -> due.put(job.path("id").asText(),
					job.path("dueDate").asText() + " " + job.path("retries").asInt()));
		return Caller.JSON.valueToTree(due);
	}

	// Files

	static byte[] picture(String text) {
		BufferedImage image = new BufferedImage(1200, 800, BufferedImage.TYPE_INT_RGB);
		Graphics2D pen = image.createGraphics();
		pen.setColor(new Color(0xf6f7f9));
		pen.fillRect(0, 0, 1200, 800);
		pen.setColor(new Color(0x1458a8));
		pen.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 64));
		pen.drawString(text, 80, 400);
		pen.dispose();
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try {
			ImageIO.write(image, "png", out);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return out.toByteArray();
	}

	private static byte[] pdf() {
		try (PDDocument document = new PDDocument()) {
			document.addPage(new PDPage());
			ByteArrayOutputStream out = new ByteArrayOutputStream();
			document.save(out);
			return out.toByteArray();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String sha256(byte[] content) {
		return com.google.common.hash.Hashing.sha256().hashBytes(content).toString();
	}

}
