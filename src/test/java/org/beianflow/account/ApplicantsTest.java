package org.beianflow.account;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.beianflow.check.Refusal;
import org.beianflow.check.Violation;
import org.beianflow.testing.MovedClock;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parts.Browserless;
import parts.PartsTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Accounts of applicants and their tokens. */
@PartsTest
class ApplicantsTest {

	private static final String PASSWORD = "ein ruhiger Morgen";

	@Autowired
	Applicants applicants;

	@Autowired
	ApiTokens tokens;

	@Autowired
	JdbcClient jdbc;

	@LocalServerPort
	int port;

	@AfterEach
	void clear() {
		ClockUtil.reset();
		this.jdbc.sql("delete from bf_api_token").update();
		this.jdbc.sql("delete from bf_applicant").update();
	}

	@Test
	void everythingThatIsWrongIsSaidAtOnce() {
		assertThatThrownBy(
				() -> this.applicants.register(new Registration("李", "123", "x@", "short", "fr"), "10.0.0.1"))
			.isInstanceOfSatisfying(Refusal.class, (refusal) -> {
				assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID);
				assertThat(refusal.violations()).extracting(Violation::path)
					.containsExactly("loginName", "phone", "email", "locale", "password");
			});
	}

	@Test
	void nameAndPhoneAndMailEachLeadToOneAccount() {
		Applicant first = register("lihua2026", "+86 138-0013-8009", "Li.Hua@Example.cn");
		assertThat(first.phone()).isEqualTo("13800138009");
		assertThatThrownBy(() -> this.applicants
			.register(new Registration("LIHUA2026", "13800138009", "li.hua@example.CN", PASSWORD, null), "10.0.0.1"))
			.isInstanceOfSatisfying(Refusal.class,
					(refusal) -> assertThat(refusal.violations()).extracting(Violation::messageKey)
						.containsExactly("account.loginName.taken", "account.phone.taken", "account.email.taken"));
		for (String login : List.of("lihua2026", "LiHua2026", "13800138009", "+86 13800138009", "li.hua@example.cn")) {
			assertThat(this.applicants.authenticate(login, PASSWORD, "10.0.0.1").id()).as(login).isEqualTo(first.id());
		}
	}

	@Test
	void nothingPersonalLiesReadableInTheTable() {
		register("lihua2026", "13800138009", "li.hua@example.cn");
		Map<String, Object> row = this.jdbc.sql("select * from bf_applicant").query().singleRow();
		for (Object value : row.values()) {
			String text = (value instanceof byte[] bytes) ? new String(bytes, StandardCharsets.ISO_8859_1)
					: String.valueOf(value);
			assertThat(text).doesNotContain("lihua2026").doesNotContain("13800138009").doesNotContain("example.cn");
		}
		assertThat((String) row.get("PASSWORD_HASH")).startsWith("{bcrypt}");
		assertThat(this.applicants.find((String) row.get("ID")).toString()).doesNotContain("lihua2026");
	}

	@ParameterizedTest
	@ValueSource(strings = { "lihua2026", "nobody", "13900000000", "no@where.cn", "" })
	void aWrongPasswordReadsLikeAnUnknownAccount(String login) {
		register("lihua2026", "13800138009", "li.hua@example.cn");
		assertThatThrownBy(() -> this.applicants.authenticate(login, "wrong password", "10.0.0.2"))
			.isInstanceOfSatisfying(Refusal.class, (refusal) -> {
				assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNAUTHENTICATED);
				assertThat(refusal.messageKey()).isEqualTo("account.signIn.wrong");
				assertThat(refusal.arguments()).isEmpty();
			});
	}

	@Test
	void aLockedAccountDoesNotGetIn() {
		Applicant applicant = register("locked01", "13800138010", "locked@example.cn");
		String token = this.tokens.issue(applicant.id()).token();
		this.jdbc.sql("update bf_applicant set state = 'LOCKED' where id = ?").param(applicant.id()).update();
		assertThatThrownBy(() -> this.applicants.authenticate("locked01", PASSWORD, "10.0.0.3"))
			.hasMessageContaining("account.signIn.wrong");
		assertThat(this.tokens.applicantOf(token)).isEmpty();
	}

	@Test
	void aNewPasswordEndsTheTokens() {
		Applicant applicant = register("lihua2026", "13800138009", "li.hua@example.cn");
		String token = this.tokens.issue(applicant.id()).token();
		assertThatThrownBy(() -> this.applicants.changePassword(applicant.id(), "wrong password", "neue ruhige Nacht"))
			.hasMessageContaining("account.password.currentWrong");
		assertThatThrownBy(() -> this.applicants.changePassword(applicant.id(), PASSWORD, PASSWORD))
			.isInstanceOfSatisfying(Refusal.class,
					(refusal) -> assertThat(refusal.violations()).extracting(Violation::messageKey)
						.containsExactly("account.password.same"));
		assertThat(this.tokens.applicantOf(token)).hasValue(applicant.id());
		this.applicants.changePassword(applicant.id(), PASSWORD, "neue ruhige Nacht");
		assertThat(this.tokens.applicantOf(token)).isEmpty();
		assertThat(this.applicants.authenticate("lihua2026", "neue ruhige Nacht", "10.0.0.4").id())
			.isEqualTo(applicant.id());
	}

	@Test
	void aTokenLastsTwelveHoursByTheClockAndIsStoredAsAHash() {
		Applicant applicant = register("lihua2026", "13800138009", "li.hua@example.cn");
		MovedClock clock = MovedClock.at("2026-11-23T09:00");
		StoredApiTokens moved = new StoredApiTokens(this.jdbc,
				new AccountSettings(null, Duration.ofHours(12), 8, 60, 20, 5, 20, Duration.ofMinutes(15)), clock);
		ApiToken token = moved.issue(applicant.id());
		assertThat(token.toString()).doesNotContain(token.token());
		assertThat(this.jdbc.sql("select count(*) from bf_api_token where token_hash = ?")
			.param(token.token())
			.query(Integer.class)
			.single()).isZero();
		clock.forward(Duration.ofHours(12).minusSeconds(1));
		assertThat(moved.applicantOf(token.token())).hasValue(applicant.id());
		clock.forward(Duration.ofSeconds(1));
		assertThat(moved.applicantOf(token.token())).isEmpty();
	}

	@Test
	void aTokenOpensTheApiUntilItIsRevoked() {
		Applicant applicant = register("lihua2026", "13800138009", "li.hua@example.cn");
		String bearer = "Bearer " + this.tokens.issue(applicant.id()).token();
		Browserless client = new Browserless(this.port);
		// Nothing is there in this part of the application, but the way to it is open,
		// without a CSRF token.
		assertThat(client.post("/api/v1/anything", "{}", "Authorization", bearer).statusCode()).isEqualTo(404);
		assertThat(client.get("/api/v1/staff/anything", "Authorization", bearer).statusCode()).isEqualTo(403);
		this.tokens.revoke(bearer.substring("Bearer ".length()));
		assertThat(client.get("/api/v1/anything", "Authorization", bearer).statusCode()).isEqualTo(401);
	}

	@Test
	void accountsOfOnePersonAreAudited() {
		Applicant applicant = register("lihua2026", "13800138009", "li.hua@example.cn");
		assertThat(this.jdbc.sql("select count(*) from bf_audit_entry where chain = ?")
			.param("person:" + applicant.id())
			.query(Integer.class)
			.single()).isEqualTo(1);
	}

	private Applicant register(String name, String phone, String email) {
		return this.applicants.register(new Registration(name, phone, email, PASSWORD, null), "10.0.0.1");
	}

}
