package org.beianflow.account;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parts.Browserless;
import parts.PartsTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** One sign-in for everything staff use, and one way out of it. */
@PartsTest
class SignInTest {

	private static final String BASIC_WORKER = "Basic " + Base64.getEncoder()
		.encodeToString(("worker.bj:" + Browserless.PASSWORD).getBytes(StandardCharsets.UTF_8));

	@LocalServerPort
	int port;

	@Autowired
	StaffDirectory staff;

	@Test
	void oneSignInServesTasklistTheEnginesApiAndOurs() {
		Browserless worker = Browserless.staff(this.port, "worker.bj");
		assertThat(worker.get("/camunda/app/tasklist/default/").statusCode()).isEqualTo(200);
		assertThat(worker.get("/camunda/api/admin/auth/user/default").body()).contains("\"userId\":\"worker.bj\"")
			.contains("tasklist")
			.doesNotContain("cockpit");
		assertThat(worker.get("/engine-rest/task?maxResults=1").statusCode()).isEqualTo(200);
		// Nothing is there in this part of the application, but the way to it is open.
		assertThat(worker.get("/api/v1/staff/anything").statusCode()).isEqualTo(404);
	}

	@ParameterizedTest
	@CsvSource({ "worker.bj, tasklist", "admin, admin", "operator, cockpit", "analyst, cockpit" })
	void everybodyBeginsAtTheOwnDesk(String id, String desk) {
		HttpResponse<String> answer = new Browserless(this.port).signIn("/staff/sign-in", id, Browserless.PASSWORD);
		String target = answer.headers().firstValue("Location").orElse("");
		assertThat(target).endsWith("/camunda/app/" + desk + "/default/");
		Browserless person = Browserless.staff(this.port, id);
		assertThat(person.get("/camunda/app/" + desk + "/default/").statusCode()).isEqualTo(200);
	}

	@Test
	void signingOutInTasklistEndsOurSessionToo() {
		Browserless worker = Browserless.staff(this.port, "worker.bj");
		worker.get("/camunda/app/tasklist/default/");
		assertThat(worker.post("/camunda/api/admin/auth/user/default/logout", "{}").statusCode()).isEqualTo(204);
		assertThat(worker.get("/staff/anything").statusCode()).isEqualTo(302);
		assertThat(worker.get("/engine-rest/task?maxResults=1").statusCode()).isEqualTo(401);
	}

	@Test
	void signingOutOnOurPageEndsTasklistToo() {
		Browserless worker = Browserless.staff(this.port, "worker.bj");
		worker.get("/camunda/app/tasklist/default/");
		assertThat(worker.post("/staff/sign-out", "", "X-BF-XSRF", worker.cookie("BF-XSRF")).statusCode())
			.isEqualTo(302);
		assertThat(worker.get("/camunda/app/tasklist/default/").statusCode()).isEqualTo(302);
		assertThat(worker.get("/camunda/api/engine/engine/default/task").statusCode()).isEqualTo(401);
	}

	@Test
	void anotherPersonInTheSameBrowserIsNotTakenForTheFirst() {
		Browserless browser = Browserless.staff(this.port, "worker.bj");
		browser.get("/camunda/app/tasklist/default/");
		browser.signIn("/staff/sign-in", "reviewer.sh", Browserless.PASSWORD);
		browser.get("/camunda/app/tasklist/default/");
		assertThat(browser.get("/camunda/api/admin/auth/user/default").body()).contains("\"userId\":\"reviewer.sh\"");
	}

	@Test
	void aWrongPasswordAndAnUnknownAccountReadTheSame() {
		String wrong = new Browserless(this.port).signIn("/staff/sign-in", "worker.zj", "not the password").body();
		HttpResponse<String> unknown = new Browserless(this.port).signIn("/staff/sign-in", "nobody.zj",
				"not the password");
		assertThat(unknown.statusCode()).isEqualTo(401);
		assertThat(wrong).contains("账号或密码不正确").contains("worker.zj");
		assertThat(unknown.body().replace("nobody.zj", "worker.zj").replaceAll("_csrf\" value=\"[^\"]*", ""))
			.isEqualTo(wrong.replaceAll("_csrf\" value=\"[^\"]*", ""));
	}

	@Test
	void afterTooManyFailuresThePageSaysHowLongToWait() {
		Browserless guesser = new Browserless(this.port);
		for (int i = 0; i < 8; i++) {
			assertThat(guesser.signIn("/staff/sign-in", "inspector", "guess number " + i).statusCode()).isEqualTo(401);
		}
		HttpResponse<String> answer = guesser.signIn("/staff/sign-in", "inspector", Browserless.PASSWORD);
		assertThat(answer.statusCode()).isEqualTo(429);
		assertThat(answer.body()).contains("登录失败次数过多").containsPattern("请在 1\\d 分钟后再试");
	}

	@Test
	void formsNeedTheTokenOfThePage() {
		Browserless worker = new Browserless(this.port);
		worker.get("/staff/sign-in");
		assertThat(worker.call("POST", "/staff/sign-in").statusCode()).isEqualTo(403);
		Browserless signedIn = Browserless.staff(this.port, "worker.bj");
		assertThat(signedIn.call("POST", "/api/v1/staff/anything").statusCode()).isEqualTo(403);
		assertThat(signedIn.call("POST", "/engine-rest/task").statusCode()).isEqualTo(403);
		assertThat(signedIn.post("/engine-rest/task?maxResults=1", "{}", "X-BF-XSRF", signedIn.cookie("BF-XSRF"))
			.statusCode()).isEqualTo(200);
		// Camunda's own token guards its own API.
		assertThat(signedIn.call("POST", "/camunda/api/engine/engine/default/task").statusCode()).isEqualTo(403);
	}

	@Test
	void basicServesProgramsAndNotTheFormsOfOtherSites() {
		Browserless program = new Browserless(this.port);
		assertThat(program.get("/engine-rest/task?maxResults=1", "Authorization", BASIC_WORKER).statusCode())
			.isEqualTo(200);
		assertThat(program.post("/engine-rest/task?maxResults=1", "{}", "Authorization", BASIC_WORKER).statusCode())
			.isEqualTo(200);
		assertThat(program
			.post("/engine-rest/task?maxResults=1", "{}", "Authorization", BASIC_WORKER, "Sec-Fetch-Site", "cross-site")
			.statusCode()).isEqualTo(403);
		assertThat(program.get("/engine-rest/task").headers().firstValue("WWW-Authenticate"))
			.hasValueSatisfying((challenge) -> assertThat(challenge).startsWith("Basic"));
		// Pages and our own API do not take it.
		assertThat(program.get("/api/v1/staff/anything", "Authorization", BASIC_WORKER).statusCode()).isEqualTo(401);
	}

	@Test
	void onlyAnalystsDeployModels() {
		String body = Browserless.FORM
				+ "\r\nContent-Disposition: form-data; name=\"data\"; filename=\"m.bpmn\"\r\n\r\n" + MODEL + "\r\n"
				+ Browserless.FORM + "--\r\n";
		for (String id : List.of("analyst", "worker.bj", "admin", "operator")) {
			Browserless person = Browserless.staff(this.port, id);
			HttpResponse<String> answer = person.post("/engine-rest/deployment/create", body, "X-BF-XSRF",
					person.cookie("BF-XSRF"));
			assertThat(answer.statusCode()).as(id + answer.body()).isEqualTo(id.equals("analyst") ? 200 : 403);
		}
	}

	@Test
	void onlyAdministratorsEditFilters() {
		String body = "{\"name\":\"x\",\"resourceType\":\"Task\",\"query\":{},\"properties\":{}}";
		Browserless worker = Browserless.staff(this.port, "worker.bj");
		Browserless admin = Browserless.staff(this.port, "admin");
		assertThat(worker.post("/engine-rest/filter/create", body, "X-BF-XSRF", worker.cookie("BF-XSRF")).statusCode())
			.isEqualTo(403);
		HttpResponse<String> made = admin.post("/engine-rest/filter/create", body, "X-BF-XSRF",
				admin.cookie("BF-XSRF"));
		assertThat(made.statusCode()).isEqualTo(200);
		String id = made.body().replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
		assertThat(admin.call("DELETE", "/engine-rest/filter/" + id, "X-BF-XSRF", admin.cookie("BF-XSRF")).statusCode())
			.isEqualTo(204);
	}

	@Test
	void pagesCarryTheirHeaders() {
		HttpResponse<String> page = new Browserless(this.port).get("/staff/sign-in");
		assertThat(page.headers().firstValue("Content-Security-Policy")).hasValueSatisfying(
				(policy) -> assertThat(policy).contains("script-src 'self';").contains("frame-ancestors 'self'"));
		assertThat(page.headers().firstValue("X-Frame-Options")).hasValue("SAMEORIGIN");
		assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("same-origin");
		assertThat(page.headers().allValues("Set-Cookie")).allMatch((cookie) -> cookie.contains("SameSite"));
		Browserless worker = Browserless.staff(this.port, "worker.bj");
		assertThat(worker.get("/camunda/app/tasklist/default/").headers().firstValue("Content-Security-Policy"))
			.hasValueSatisfying((policy) -> assertThat(policy).doesNotContain("nonce")
				.doesNotContain("strict-dynamic")
				.doesNotContain("sandbox")
				.contains("frame-src 'self'")
				.contains("frame-ancestors 'self'"));
	}

	@Test
	void unknownTokensGetAProblemInWords() {
		HttpResponse<String> answer = new Browserless(this.port).get("/api/v1/anything", "Authorization",
				"Bearer bf_none", "Accept-Language", "zh-CN");
		assertThat(answer.statusCode()).isEqualTo(401);
		assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
		assertThat(answer.body()).contains("访问令牌无效或已过期").contains("urn:beianflow:problem:account.token.unknown");
	}

	@Test
	void rolesThatSeeEveryProvinceAreNotMixedWithRolesOfOne() {
		assertThat(this.staff.find("operator").orElseThrow().provinces()).hasSize(31);
		assertThat(this.staff.find("worker.bj").orElseThrow().provinces()).containsExactly("110000");
		assertThatThrownBy(() -> this.staff.create("both", "both", null, "a quiet morning",
				Set.of(Role.OPERATOR, Role.CASE_WORKER), Set.of("110000")))
			.hasMessageContaining("account.staff.mixedRoles");
	}

	private static final String MODEL = """
			<?xml version="1.0" encoding="UTF-8"?>
			<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
				targetNamespace="t"><process id="deployed" isExecutable="true" camunda:historyTimeToLive="P1D">
			<startEvent id="s"/></process></definitions>""";

}
