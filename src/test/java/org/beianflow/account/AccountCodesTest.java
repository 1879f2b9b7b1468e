package org.beianflow.account;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.beianflow.check.Refusal;
import org.beianflow.check.Violation;
import org.beianflow.privacy.BlindIndex;
import org.beianflow.testing.MovedClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import parts.PartsTest;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Codes to a phone or an address: who gets one, what it opens, and when it is worth
 * nothing.
 */
@PartsTest
class AccountCodesTest {

	private static final String PASSWORD = "ein ruhiger Morgen";

	private static final String PHONE = "13800138021";

	private static final String HOST = "10.0.0.21";

	@Autowired
	StoredApplicants applicants;

	@Autowired
	JdbcClient jdbc;

	@Autowired
	BlindIndex index;

	@Autowired
	PlatformTransactionManager transactions;

	private final MovedClock clock = MovedClock.at("2026-11-23T09:00");

	private final BlockingQueue<String> sent = new LinkedBlockingQueue<>();

	private StoredAccountCodes codes;

	@BeforeEach
	void build() {
		StaticListableBeanFactory beans = new StaticListableBeanFactory();
		beans.addBean("sender", (CodeSender) (id, to, code, minutes) -> this.sent.add(to + " " + code));
		ObjectProvider<CodeSender> sender = beans.getBeanProvider(CodeSender.class);
		AccountSettings settings = new AccountSettings(null, Duration.ofHours(12), 8, 60, 20, 3, 20,
				Duration.ofMinutes(15));
		this.codes = new StoredAccountCodes(this.jdbc, this.applicants, new SignInThrottle(settings, this.clock),
				this.index, sender, this.transactions, this.clock);
	}

	@AfterEach
	void clear() {
		this.codes.destroy();
		this.jdbc.sql("delete from bf_account_code").update();
		this.jdbc.sql("delete from bf_api_token").update();
		this.jdbc.sql("delete from bf_applicant").update();
	}

	@Test
	void anAccountIsMadeWithTheCodeThatWasSentAndOnlyOnce() {
		this.codes.send(AccountCodes.Purpose.REGISTRATION, "+86 138 0013 8021", HOST);
		String code = code();
		assertThat(this.jdbc.sql("select count(*) from bf_account_code where code = ?")
			.param(code)
			.query(Integer.class)
			.single()).isZero();
		refused(() -> this.codes.register(registration("lihua2026"), other(code), HOST), "account.code.wrong");
		// A name that will not do costs nobody the code.
		refused(() -> this.codes.register(registration("李"), code, HOST), "account.loginName.form");
		Applicant applicant = this.codes.register(registration("lihua2026"), " " + code + " ", HOST);
		assertThat(applicant.phone()).isEqualTo(PHONE);
		refused(() -> this.codes.register(registration("lihua2027"), code, HOST), "account.code.wrong");
	}

	@Test
	void whoHasNoAccountGetsNoCodeAndNobodyIsTold() {
		this.codes.send(AccountCodes.Purpose.SIGN_IN, PHONE, HOST);
		this.codes.send(AccountCodes.Purpose.PASSWORD, PHONE, HOST);
		// What is sent was written down before.
		assertThat(this.jdbc.sql("select count(*) from bf_account_code").query(Integer.class).single()).isZero();
		assertThat(this.sent).isEmpty();
		refused(() -> this.codes.signIn(PHONE, "123456", HOST), "account.code.wrong");
		refused(() -> this.codes.resetPassword(PHONE, "123456", "neue ruhige Nacht", HOST), "account.code.wrong");
	}

	@Test
	void aCodeSignsInForTenMinutesAndForNothingElse() {
		Applicant applicant = this.applicants.register(registration("lihua2026"), HOST);
		this.codes.send(AccountCodes.Purpose.SIGN_IN, PHONE, HOST);
		String first = code();
		refused(() -> this.codes.resetPassword(PHONE, first, "neue ruhige Nacht", HOST), "account.code.wrong");
		assertThat(this.codes.signIn(PHONE, first, HOST).id()).isEqualTo(applicant.id());
		this.codes.send(AccountCodes.Purpose.SIGN_IN, PHONE, HOST);
		String second = code();
		this.clock.forward(Duration.ofMinutes(10));
		refused(() -> this.codes.signIn(PHONE, second, HOST), "account.code.wrong");
	}

	@Test
	void sixWrongTriesKillACode() {
		this.applicants.register(registration("lihua2026"), HOST);
		this.codes.send(AccountCodes.Purpose.SIGN_IN, PHONE, HOST);
		String code = code();
		for (int i = 0; i < 6; i++) {
			refused(() -> this.codes.signIn(PHONE, other(code), HOST), "account.code.wrong");
		}
		refused(() -> this.codes.signIn(PHONE, code, HOST), "account.code.wrong");
	}

	@Test
	void codesAreNotSentWithoutEnd() {
		for (int i = 0; i < 3; i++) {
			this.codes.send(AccountCodes.Purpose.REGISTRATION, PHONE, HOST);
		}
		assertThatThrownBy(() -> this.codes.send(AccountCodes.Purpose.REGISTRATION, PHONE, "10.0.0.22"))
			.isInstanceOfSatisfying(Refusal.class, (refusal) -> {
				assertThat(refusal.kind()).isEqualTo(Refusal.Kind.TOO_MANY);
				assertThat(refusal.messageKey()).isEqualTo("account.code.tooMany");
			});
	}

	@Test
	void aNewPasswordEndsTheSessionsThatBeganBefore() {
		Applicant applicant = this.applicants.register(registration("lihua2026"), HOST);
		assertThat(this.applicants.stillSignedIn(applicant.id(), applicant.registeredAt().plusSeconds(1))).isTrue();
		this.codes.send(AccountCodes.Purpose.PASSWORD, PHONE, HOST);
		String code = code();
		refused(() -> this.codes.resetPassword(PHONE, code, "kurz", HOST), "account.password.short");
		this.codes.resetPassword(PHONE, code, "neue ruhige Nacht", HOST);
		assertThat(this.applicants.authenticate(PHONE, "neue ruhige Nacht", HOST).id()).isEqualTo(applicant.id());
		assertThat(this.applicants.stillSignedIn(applicant.id(), applicant.registeredAt())).isFalse();
	}

	@Test
	void aPhoneOrAddressIsChangedByTheCodeThatWentThere() {
		Applicant applicant = this.applicants.register(registration("lihua2026"), HOST);
		this.codes.sendForContact(applicant.id(), "139-0013-9021", HOST);
		String code = code();
		refused(() -> this.codes.changeContact(applicant.id(), "13900139022", code, HOST), "account.code.wrong");
		assertThat(this.codes.changeContact(applicant.id(), "13900139021", code, HOST).phone())
			.isEqualTo("13900139021");
		this.codes.sendForContact(applicant.id(), "neu@example.cn", HOST);
		assertThat(this.codes.changeContact(applicant.id(), "neu@example.cn", code(), HOST).email())
			.isEqualTo("neu@example.cn");
		refused(() -> this.codes.sendForContact(applicant.id(), "neu", HOST), "account.phone.form");
	}

	private static Registration registration(String loginName) {
		return new Registration(loginName, PHONE, "li.hua@example.cn", PASSWORD, null);
	}

	private String code() {
		try {
			return this.sent.poll(120, TimeUnit.SECONDS).split(" ")[1];
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String other(String code) {
		return code.equals("000000") ? "000001" : "000000";
	}

	private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable act, String key) {
		assertThatThrownBy(act).isInstanceOfSatisfying(Refusal.class, (refusal) -> {
			assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID);
			assertThat(List.copyOf(refusal.violations())).extracting(Violation::messageKey).containsExactly(key);
		});
	}

}
