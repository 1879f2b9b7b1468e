package org.beianflow.verification;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.beianflow.audit.Actor;
import org.beianflow.check.Refusal;
import org.beianflow.deadline.Deadline;
import org.beianflow.deadline.DeadlineKind;
import org.beianflow.deadline.DeadlineLength;
import org.beianflow.deadline.DeadlineUnit;
import org.beianflow.deadline.Deadlines;
import org.beianflow.notice.SendResult;
import org.beianflow.privacy.TestKeys;
import org.beianflow.testing.MovedClock;
import org.beianflow.testing.RecordedAudit;
import org.beianflow.testing.SmallDatabase;
import org.beianflow.verification.SmsStatus.CodeState;
import org.beianflow.verification.SmsStatus.PersonState;
import org.beianflow.verification.SmsStatus.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.support.ResourceBundleMessageSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/** SMS verification on a real database, with a gateway on strings and no engine. */
class SmsVerificationsTest {

	private static final String FILING = "F2026110000123";

	private static final String HERE = "203.0.113.7";

	private static final Actor APPLICANT = Actor.applicant("17");

	private static final PersonToVerify PRINCIPAL = new PersonToVerify("subject.principal", "张三", "11010519491231002X",
			"13800001234");

	private static final PersonToVerify OWNER = new PersonToVerify("services[0].website.owner", "李四",
			"110105199001011232", "13900005678");

	private final MovedClock clock = MovedClock.at("2026-11-23T10:00");

	private final Instant due = this.clock.instant().plus(Duration.ofHours(24));

	private final SmallDatabase database = new SmallDatabase(22);

	private final RecordedAudit audit = new RecordedAudit();

	private final List<String> sent = new ArrayList<>();

	private final List<String> told = new ArrayList<>();

	private SendResult gatewaySays = SendResult.sent("ok", "p-1");

	private boolean processWaits = true;

	private RecordedSmsVerifications verifications;

	@BeforeEach
	void twoPersons() {
		ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
		messages.setBasename("messages/verification");
		messages.setFallbackToSystemLocale(false);
		messages.setDefaultEncoding("UTF-8");
		SmsVerificationSettings settings = new SmsVerificationSettings(5, 5, Duration.ofSeconds(60), 15, 60,
				Duration.ofHours(1));
		Deadlines deadlines = mock(Deadlines.class);
		given(deadlines.running(any(String.class), any(DeadlineKind.class))).willReturn(Optional.of(new Deadline(1,
				FILING, DeadlineKind.SMS_VERIFICATION, "110000", this.clock.instant(), LocalDate.of(2026, 11, 23),
				new DeadlineLength(24, DeadlineUnit.HOURS), 0, List.of(), this.due, OptionalInt.empty(), null)));
		this.verifications = new RecordedSmsVerifications(new SmsRecords(this.database.jdbc(), TestKeys.fieldCipher()),
				new Told(), (id, mobile, text) -> {
					this.sent.add(mobile + " " + text);
					return this.gatewaySays;
				}, new TryThrottle(settings, this.clock), settings, TestKeys.blindIndex(), deadlines, this.audit,
				messages, this.clock, this.database.transactions());
		assertThat(this.verifications.open(FILING, "110000", List.of(PRINCIPAL, OWNER))).isEqualTo(2);
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void everybodyAnswersAndEverythingSecretIsForgotten() {
		assertThat(this.verifications.sendCode(FILING, 0)).isFalse();
		assertThat(this.verifications.sendCode(FILING, 1)).isFalse();
		assertThat(this.sent).extracting((message) -> message.substring(0, 11))
			.containsExactly("13800001234", "13900005678");

		assertThat(answer("13800001234", code(0), "31002x")).isEqualTo(new SmsVerifications.Answer(true, 1));
		assertThat(answer("１３９００００５６７８", " " + code(1), "011232")).isEqualTo(new SmsVerifications.Answer(true, 0));
		assertThat(this.told).containsExactly("verified 0", "verified 1");
		assertThat(this.verifications.conclude(FILING)).isTrue();
		assertThat(this.verifications.conclude(FILING)).as("the job came again").isTrue();
		assertThat(status().state()).isEqualTo(State.VERIFIED);
		assertThat(this.database.jdbc()
			.sql("select count(*) from bf_sms_person where mobile is not null or mobile_index is not null "
					+ "or id_tail is not null or code is not null")
			.query(Integer.class)
			.single()).isZero();
	}

	@Test
	void neitherCodeNorNumberLiesReadable() {
		this.verifications.sendCode(FILING, 0);
		String rows = this.database.jdbc().sql("select * from bf_sms_person").query().listOfRows().toString()
				+ this.database.jdbc().sql("select * from bf_sms_code").query().listOfRows();
		assertThat(rows).doesNotContain(code(0), "13800001234", "31002X", "张三");
		assertThat(this.audit.of(FILING).toString()).doesNotContain(code(0), "13800001234", "张三");
		assertThat(status().persons().get(0).name()).isEqualTo("张＊");
		assertThat(status().persons().get(0).mobile()).isEqualTo("138＊＊＊＊1234");
	}

	@Test
	void whoIsInChargeOfTwoFilingsAnswersEachWithItsOwnCode() {
		this.verifications.sendCode(FILING, 0);
		String first = code(0);
		assertThat(this.verifications.open("F2026110000999", "110000", List.of(PRINCIPAL))).isEqualTo(1);
		this.verifications.sendCode("F2026110000999", 0);
		String second = code(0);
		assertThat(answer("13800001234", second, "31002x")).isEqualTo(new SmsVerifications.Answer(true, 0));
		assertThat(this.audit.acts()).doesNotContain("sms.try.wrong");
		assertThat(answer("13800001234", first, "31002x")).isEqualTo(new SmsVerifications.Answer(true, 1));
	}

	@Test
	void theSixthWrongTryEndsIt() {
		this.verifications.sendCode(FILING, 0);
		for (int i = 0; i < 5; i++) {
			assertThat(answer("13800001234", wrongCode(0), "31002X").verified()).isFalse();
		}
		assertThat(this.told).isEmpty();
		assertThat(answer("13800001234", wrongCode(0), "31002X").verified()).isFalse();
		assertThat(this.told).containsExactly("used up");
		assertThat(status().persons().get(0).state()).isEqualTo(PersonState.BLOCKED);
		assertThat(answer("13800001234", code(0), "31002X").verified()).as("too late").isFalse();
		assertThat(this.verifications.conclude(FILING)).isFalse();
		assertThat(status().state()).isEqualTo(State.FAILED);
		assertThat(this.audit.acts()).contains("sms.try.wrong", "sms.person.blocked", "sms.ended");
	}

	@Test
	void whoKnowsNothingBringsNoFilingBackButIsSlowedDown() {
		this.verifications.sendCode(FILING, 0);
		for (int i = 0; i < 15; i++) {
			assertThat(answer("13800001234", wrongCode(0), "999999").verified()).isFalse();
		}
		assertThat(this.told).isEmpty();
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> answer("13800001234", code(0), "31002X"))
			.satisfies((refusal) -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.TOO_MANY));
		this.clock.forward(Duration.ofHours(1));
		assertThat(answer("13800001234", code(0), "31002X").verified()).isTrue();
	}

	@Test
	void aStolenPhoneAloneIsNotEnough() {
		this.verifications.sendCode(FILING, 0);
		for (int i = 0; i < 6; i++) {
			assertThat(answer("13800001234", code(0), "99999" + i).verified()).isFalse();
		}
		assertThat(this.told).containsExactly("used up");
	}

	@Test
	void afterTheTimeNothingIsAccepted() {
		this.verifications.sendCode(FILING, 0);
		this.clock.forward(Duration.ofHours(24));
		assertThat(answer("13800001234", code(0), "31002X").verified()).isFalse();
		assertThat(this.told).isEmpty();
	}

	@Test
	void onlyTheLastCodeIsValid() {
		this.verifications.sendCode(FILING, 0);
		String first = code(0);
		this.verifications.sendCode(FILING, 0);
		if (!first.equals(code(0))) {
			assertThat(answer("13800001234", first, "31002X").verified()).isFalse();
		}
		assertThat(answer("13800001234", code(0), "31002X").verified()).isTrue();
	}

	@Test
	void resendingHasItsPaceAndItsEnd() {
		assertThat(refused(() -> this.verifications.resend(FILING, 0, APPLICANT))).as("the first one is on its way")
			.isEqualTo("verification.resend.early");
		this.verifications.sendCode(FILING, 0);
		assertThat(refused(() -> this.verifications.resend(FILING, 0, APPLICANT)))
			.isEqualTo("verification.resend.early");
		for (int i = 0; i < 5; i++) {
			this.clock.forward(Duration.ofSeconds(60));
			this.verifications.resend(FILING, 0, APPLICANT);
			this.verifications.sendCode(FILING, 0);
		}
		this.clock.forward(Duration.ofSeconds(60));
		assertThat(refused(() -> this.verifications.resend(FILING, 0, APPLICANT)))
			.isEqualTo("verification.resend.usedUp");
		assertThat(this.told).hasSize(5).containsOnly("wanted 0");
		assertThat(status().persons().get(0).resendsLeft()).isZero();
	}

	@Test
	void aPersonAsksForAnotherCodeAndLearnsNothing() {
		this.verifications.sendCode(FILING, 0);
		this.verifications.askAgain("13800001234", "31002X", HERE);
		assertThat(this.told).as("too early").isEmpty();
		this.clock.forward(Duration.ofMinutes(2));
		this.verifications.askAgain("13800001234", "000000", HERE);
		this.verifications.askAgain("13700000000", "31002X", HERE);
		assertThat(this.told).isEmpty();
		this.verifications.askAgain("13800001234", "31002X", HERE);
		assertThat(this.told).containsExactly("wanted 0");
	}

	@Test
	void aRequestNobodyHearsIsRefused() {
		this.verifications.sendCode(FILING, 0);
		this.clock.forward(Duration.ofMinutes(2));
		this.processWaits = false;
		assertThat(refused(() -> this.verifications.resend(FILING, 0, APPLICANT)))
			.isEqualTo("verification.resend.underway");
		assertThat(status().persons().get(0).resendsLeft()).isEqualTo(5);
	}

	@Test
	void aGatewayThatIsAwayIsTriedAgainAndOneThatRefusesIsNot() {
		this.gatewaySays = SendResult.failed("busy");
		assertThatIllegalStateException().isThrownBy(() -> this.verifications.sendCode(FILING, 0))
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("138"));
		assertThat(status().persons().get(0).code()).isEqualTo(CodeState.FAILED);
		this.gatewaySays = SendResult.refused("no such number");
		assertThat(this.verifications.sendCode(FILING, 0)).isFalse();
		this.gatewaySays = SendResult.unknown("no answer");
		assertThat(this.verifications.sendCode(FILING, 0)).isFalse();
		assertThat(status().persons().get(0).code()).isEqualTo(CodeState.UNDERWAY);
		assertThat(answer("13800001234", code(0), "31002X").verified()).as("it may have arrived").isTrue();
		assertThat(this.verifications.sendCode(FILING, 0)).as("nothing is sent to who has answered").isTrue();
		assertThat(this.sent).hasSize(3);
	}

	@Test
	void sentAgainItStartsAfresh() {
		this.verifications.sendCode(FILING, 0);
		String old = code(0);
		assertThat(this.verifications.open(FILING, "110000", List.of(PRINCIPAL))).as("it runs").isEqualTo(2);
		this.verifications.conclude(FILING);
		assertThat(this.verifications.open(FILING, "110000", List.of(PRINCIPAL))).isEqualTo(1);
		assertThat(answer("13800001234", old, "31002X").verified()).isFalse();
		assertThat(status().persons()).hasSize(1);
	}

	@Test
	void theMessageKeepsTheRulesForCodes() {
		this.verifications.sendCode(FILING, 0);
		String text = this.sent.get(0).substring(12);
		assertThat(text).contains("验证码").doesNotContain("http").doesNotContain("【");
		assertThat(text.length()).isLessThanOrEqualTo(70 - "【备案服务】".length());
		Matcher digits = Pattern.compile("\\d{6}").matcher(text);
		assertThat(digits.results().count()).isEqualTo(1);
	}

	private SmsVerifications.Answer answer(String mobile, String code, String idTail) {
		return this.verifications.answer(mobile, code, idTail, HERE);
	}

	private SmsStatus status() {
		return this.verifications.status(FILING).orElseThrow();
	}

	/** The code last sent to a person. */
	private String code(int person) {
		String mobile = List.of(PRINCIPAL, OWNER).get(person).mobile();
		String last = this.sent.stream()
			.filter((message) -> message.startsWith(mobile))
			.reduce((first, second) -> second)
			.orElseThrow();
		Matcher code = Pattern.compile("验证码为(\\d{6})").matcher(last);
		assertThat(code.find()).isTrue();
		return code.group(1);
	}

	private String wrongCode(int index) {
		return String.format(Locale.ROOT, "%06d", (Integer.parseInt(code(index)) + 1) % 1_000_000);
	}

	private static String refused(Runnable act) {
		try {
			act.run();
		}
		catch (Refusal refusal) {
			return refusal.messageKey();
		}
		return null;
	}

	private final class Told implements SmsProcess {

		@Override
		public void personVerified(String filing, int person) {
			SmsVerificationsTest.this.told.add("verified " + person);
		}

		@Override
		public boolean codeWanted(String filing, int person) {
			if (SmsVerificationsTest.this.processWaits) {
				SmsVerificationsTest.this.told.add("wanted " + person);
			}
			return SmsVerificationsTest.this.processWaits;
		}

		@Override
		public void triesUsedUp(String filing) {
			SmsVerificationsTest.this.told.add("used up");
		}

	}

}
