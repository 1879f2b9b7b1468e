package org.beianflow.api;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

import static org.assertj.core.api.Assertions.assertThat;

/** The applicants' API as a program on the other side of the wire meets it. */
@Tag("application")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "beianflow.demo.filings=false", "spring.datasource.url=jdbc:h2:mem:api;DB_CLOSE_DELAY=-1",
				"beianflow.material.disk.directory=target/api/materials", "beianflow.material.spool=target/api/spool",
				"beianflow.privacy.demo-directory=target/api/keys",
				"beianflow.audit.seal-directory=target/api/seals/${random.uuid}" })
@ActiveProfiles("demo")
class FilingApiTest {

	private static final String PROBLEM = "application/problem+json";

	@LocalServerPort
	private int port;

	private final HttpClient http = HttpClient.newHttpClient();

	private final ObjectMapper json = new ObjectMapper();

	private String company;

	private String person;

	@BeforeEach
	void signIn() throws Exception {
		this.company = token("demo-company");
		this.person = token("demo-person");
	}

	@ParameterizedTest
	@MethodSource("badRequests")
	void whatIsWrongWithARequestIsSaidInTheCallersLanguage(String method, String path, String type, String body,
			int status, String chinese, String english) throws Exception {
		for (String language : new String[] { "zh-CN", "en" }) {
			HttpResponse<String> answer = send(method, path, this.company, body, "Content-Type", type,
					"Accept-Language", language);
			assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
			assertThat(answer.headers().firstValue("Content-Type"))
				.hasValueSatisfying((value) -> assertThat(value).startsWith(PROBLEM));
			JsonNode problem = this.json.readTree(answer.body());
			assertThat(problem.path("status").asInt()).isEqualTo(status);
			assertThat(problem.path("title").asText()).isNotBlank();
			assertThat(problem.path("detail").asText()).contains(language.equals("en") ? english : chinese);
		}
	}

	static Stream<Arguments> badRequests() {
		String json = "application/json";
		return Stream.of(Arguments.of("GET", "/api/v1/register", json, "", 400, "缺少“query”", "“query” is missing"),
				Arguments.of("GET", "/api/v1/nothing", json, "", 404, "没有这个地址", "no such address"),
				Arguments.of("PUT", "/api/v1/filings", json, "{}", 405, "不接受这种请求方法", "does not take this method"),
				Arguments.of("POST", "/api/v1/filings", "text/plain", "x", 415, "不支持这种内容类型", "not supported"),
				Arguments.of("POST", "/api/v1/filings", json, "{", 400, "不是可以读取的 JSON", "not readable JSON"),
				Arguments.of("POST", "/api/v1/filings", json, "", 400, "不是可以读取的 JSON", "not readable JSON"),
				Arguments.of("POST", "/api/v1/filings", json, "{\"kind\":\"NOPE\"}", 400, "“kind”", "“kind”"),
				Arguments.of("POST", "/api/v1/filings", json, "{\"form\":{\"colour\":1}}", 400, "没有名为", "no field"),
				Arguments.of("POST", "/api/v1/filings", json, "{\"form\":{\"services\":{}}}", 400, "类型不对",
						"wrong type"),
				Arguments.of("GET", "/api/v1/filings/F2026119999999", json, "", 404, "没有找到办件", "F2026119999999"),
				Arguments.of("GET", "/api/v1/filings/drop%20table", json, "", 404, "没有找到办件", "drop table"),
				Arguments.of("GET", "/engine-rest/task?maxResults=5", json, "", 401, "需要先登录", "needs a sign-in"),
				Arguments.of("GET", "/api/v1/staff/cards?tasks=1", json, "", 403, "角色不能", "role"));
	}

	@Test
	void anAccountIsMadeWithTheCodeThatItsTelephoneReceived() throws Exception {
		String phone = "13655551234";
		String account = "{\"loginName\":\"by.api\",\"phone\":\"" + phone
				+ "\",\"email\":\"by.api@example.cn\",\"password\":\"Lantern-Bridge-47\",\"locale\":\"zh-CN\",\"code\":";
		HttpResponse<String> without = send("POST", "/api/v1/applicants", null, account + "null}");
		assertThat(without.statusCode()).as(without.body()).isEqualTo(422);
		assertThat(this.json.readTree(without.body()).path("violations").findValuesAsText("path"))
			.containsExactly("code");

		// Whether a telephone has an account is not told.
		for (String asked : List.of(phone, "13800138001")) {
			assertThat(send("POST", "/api/v1/applicants/codes", null, "{\"phone\":\"" + asked + "\"}").statusCode())
				.isEqualTo(202);
		}
		HttpResponse<String> made = send("POST", "/api/v1/applicants", null, account + "\"" + code(phone) + "\"}");
		assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
		assertThat(this.json.readTree(made.body()).path("phone").asText()).isEqualTo("136＊＊＊＊1234");
		assertThat(send("POST", "/api/v1/session", null, "{\"login\":\"by.api\",\"password\":\"Lantern-Bridge-47\"}")
			.statusCode()).isEqualTo(200);
		// It was good for once.
		assertThat(send("POST", "/api/v1/applicants", null, account + "\"000000\"}").statusCode()).isEqualTo(422);
	}

	/** As the demo's telephone shows it. */
	private String code(String phone) {
		Pattern digits = Pattern.compile("(?<!\\d)\\d{6}(?!\\d)");
		return Awaitility.await()
			.atMost(Duration.ofMinutes(2))
			.until(() -> digits.matcher(send("GET", "/demo/phone?mobile=" + phone, null, "").body())
				.results()
				.map(MatchResult::group)
				.findFirst(), Optional::isPresent)
			.orElseThrow();
	}

	@Test
	void anotherApplicantsFilingIsNotFound() throws Exception {
		String reference = draft(null).path("reference").asText();
		assertThat(send("GET", "/api/v1/filings/" + reference, this.person, "").statusCode()).isEqualTo(404);
		assertThat(send("DELETE", "/api/v1/filings/" + reference, this.person, "").statusCode()).isEqualTo(404);
		assertThat(send("GET", "/api/v1/filings/" + reference, this.company, "").statusCode()).isEqualTo(200);
		assertThat(send("GET", "/api/v1/filings/" + reference, null, "").statusCode()).isEqualTo(401);
	}

	@Test
	void aRepeatedCreationMakesOneFilingAndAnotherContentUnderTheSameKeyIsRefused() throws Exception {
		JsonNode first = draft("key-1");
		JsonNode again = draft("key-1");
		assertThat(again.path("reference")).isEqualTo(first.path("reference"));
		HttpResponse<String> other = send("POST", "/api/v1/filings", this.company,
				"{\"kind\":\"FIRST\",\"form\":{\"subject\":{\"name\":\"别家公司\"}}}", "Idempotency-Key", "key-1");
		assertThat(other.statusCode()).as(other.body()).isEqualTo(409);
		assertThat(send("POST", "/api/v1/filings", this.company, "{}", "Idempotency-Key", "k".repeat(101)).statusCode())
			.isEqualTo(400);
	}

	@Test
	void anEditOverSomebodyElsesEditIsRefusedAndChangesNothing() throws Exception {
		JsonNode draft = draft(null);
		String path = "/api/v1/filings/" + draft.path("reference").asText();
		String etag = "\"" + draft.path("version").asLong() + "\"";
		HttpResponse<String> mine = send("PUT", path + "/form", this.company,
				"{\"subject\":{\"name\":\"第一家公司\"},\"services\":[]}", "If-Match", etag);
		assertThat(mine.statusCode()).as(mine.body()).isEqualTo(200);
		assertThat(mine.headers().firstValue("ETag")).isPresent().get().isNotEqualTo(etag);
		HttpResponse<String> late = send("PUT", path + "/form", this.company,
				"{\"subject\":{\"name\":\"第二家公司\"},\"services\":[]}", "If-Match", etag);
		assertThat(late.statusCode()).as(late.body()).isEqualTo(412);
		assertThat(send("GET", path, this.company, "").body()).contains("第一家公司").doesNotContain("第二家公司");
		assertThat(send("PUT", path + "/form", this.company, "{}", "If-Match", "yesterday").statusCode())
			.isEqualTo(400);
	}

	@Test
	void anEmptyDraftIsToldAllThatIsMissingAtOnceAndStaysADraft() throws Exception {
		JsonNode draft = draft(null);
		String path = "/api/v1/filings/" + draft.path("reference").asText();
		HttpResponse<String> answer = send("POST", path + "/submission", this.company, "");
		assertThat(answer.statusCode()).isEqualTo(422);
		JsonNode violations = this.json.readTree(answer.body()).path("violations");
		assertThat(violations.size()).isGreaterThan(5);
		violations.forEach((violation) -> {
			assertThat(violation.path("path").asText()).isNotBlank();
			assertThat(violation.path("code").asText()).isNotBlank();
			assertThat(violation.path("message").asText()).isNotBlank().doesNotContain("{");
			assertThat(violation.path("remedy").asText()).isNotBlank().doesNotContain("{");
		});
		assertThat(this.json.readTree(send("GET", path, this.company, "").body()).path("state").asText())
			.isEqualTo("DRAFT");
	}

	@Test
	void whateverWasTypedIsKeptInTheDraftAndNamedByTheCheck() throws Exception {
		String path = "/api/v1/filings/" + draft(null).path("reference").asText();
		for (String typed : new String[] { "x".repeat(5000), "公".repeat(300), "\"><img src=x>", "公司😀" }) {
			String form = this.json.writeValueAsString(Map.of("subject",
					Map.of("name", typed, "province", typed, "certificateNumber", typed), "services", List.of()));
			HttpResponse<String> saved = send("PUT", path + "/form", this.company, form);
			assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
			assertThat(this.json.readTree(saved.body()).path("form").path("subject").path("name").asText())
				.isEqualTo(typed);
			assertThat(this.json.readTree(send("GET", path + "/check", this.company, "").body())
				.path("violations")
				.findValuesAsText("path")).contains("subject.name", "subject.province");
		}
	}

	@Test
	void aDraftsPapersToSignAreGivenToItsApplicantOnly() throws Exception {
		String path = "/api/v1/filings/" + draft(null).path("reference").asText() + "/papers";
		for (String paper : new String[] { "authenticity-sheet", "commitment" }) {
			HttpResponse<String> answer = send("GET", path + "/" + paper, this.company, "");
			assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
			assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/pdf");
			assertThat(answer.headers().firstValue("Cache-Control"))
				.hasValueSatisfying((value) -> assertThat(value).contains("no-store"));
			assertThat(answer.body()).startsWith("%PDF");
			assertThat(send("GET", path + "/" + paper, this.person, "").statusCode()).isEqualTo(404);
			assertThat(send("GET", path + "/" + paper, null, "").statusCode()).isEqualTo(401);
		}
		assertThat(send("GET", path + "/nothing", this.company, "").statusCode()).isEqualTo(404);
	}

	@Test
	void whatDoesNotLieThereOrIsNotDueCannotBeTakenBackOrReported() throws Exception {
		String path = "/api/v1/filings/" + draft(null).path("reference").asText();
		assertThat(send("DELETE", path + "/materials/M6", this.company, "").statusCode()).isEqualTo(404);
		assertThat(send("DELETE", path + "/materials/M6", this.person, "").statusCode()).isEqualTo(404);
		HttpResponse<String> report = send("POST", path + "/police-filing", this.company,
				"{\"number\":\"11010502000001\"}");
		assertThat(report.statusCode()).as(report.body()).isEqualTo(409);
	}

	@Test
	void aFileThatIsTooLargeIsRefusedInWords() throws Exception {
		String path = "/api/v1/filings/" + draft(null).path("reference").asText() + "/materials/M1?slot=front";
		HttpResponse<String> answer = send("POST", path, this.company, """
				--edge\r
				Content-Disposition: form-data; name="file"; filename="large.png"\r
				Content-Type: image/png\r
				\r
				%s\r
				--edge--\r
				""".formatted("x".repeat(20 * 1024 * 1024 + 1)), "Content-Type", "multipart/form-data; boundary=edge");
		assertThat(answer.statusCode()).isEqualTo(413);
		assertThat(answer.body()).contains("20 MB").contains("remedy");
	}

	@Test
	void nothingAboutPersonsIsTakenBeforeItWasAgreedTo() throws Exception {
		HttpResponse<String> answer = send("POST", "/api/v1/filings", this.company, """
				{"kind": "FIRST", "form": {"subject": {"principal": {"name": "王敏", "mobile": "13800000000"}}}}""");
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
		assertThat(this.json.readTree(answer.body()).at("/violations/0/path").asText())
			.isEqualTo("consents.personalData");
		assertThat(this.json.readTree(answer.body()).path("violations")).hasSize(1);
	}

	@Test
	void aDocumentForNothingIsRefused() throws Exception {
		HttpResponse<String> draft = send("POST", "/api/v1/filings", this.company, """
				{"kind": "FIRST", "form": {"consents": {"personalData": true, "sensitivePersonalData": true}}}""");
		String path = "/api/v1/filings/" + this.json.readTree(draft.body()).path("reference").asText()
				+ "/materials/M1?slot=nope";
		HttpResponse<String> answer = send("POST", path, this.company, """
				--edge\r
				Content-Disposition: form-data; name="file"; filename="a.png"\r
				Content-Type: image/png\r
				\r
				x\r
				--edge--\r
				""", "Content-Type", "multipart/form-data; boundary=edge");
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
		assertThat(answer.body()).contains("nope");
		assertThat(send("POST", path.replace("M1?slot=nope", "GEN"), this.company, "--edge--\r\n", "Content-Type",
				"multipart/form-data; boundary=edge")
			.statusCode()).isBetween(400, 404);
	}

	private JsonNode draft(String key) throws Exception {
		HttpResponse<String> answer = (key != null)
				? send("POST", "/api/v1/filings", this.company, "{\"kind\":\"FIRST\"}", "Idempotency-Key", key)
				: send("POST", "/api/v1/filings", this.company, "{\"kind\":\"FIRST\"}");
		assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
		return this.json.readTree(answer.body());
	}

	private String token(String login) throws Exception {
		HttpResponse<String> answer = send("POST", "/api/v1/session", null,
				"{\"login\":\"" + login + "\",\"password\":\"Shenqing-Demo-2026\"}");
		return this.json.readTree(answer.body()).path("token").asText();
	}

	private HttpResponse<String> send(String method, String path, String token, String body, String... headers)
			throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path))
			.method(method, HttpRequest.BodyPublishers.ofString(body));
		if (Stream.of(headers).noneMatch("Content-Type"::equals)) {
			request.header("Content-Type", "application/json");
		}
		if (headers.length > 0) {
			request.headers(headers);
		}
		if (token != null) {
			request.header("Authorization", "Bearer " + token);
		}
		return this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

}
