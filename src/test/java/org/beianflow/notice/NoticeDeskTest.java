package org.beianflow.notice;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.groups.Tuple;
import org.beianflow.audit.Actor;
import org.beianflow.check.Refusal;
import org.beianflow.notice.NoticeDispatch.Decision;
import org.beianflow.notice.NoticeDispatch.Next;
import org.beianflow.notice.NoticeDispatch.Step;
import org.beianflow.paper.Papers;
import org.beianflow.privacy.TestKeys;
import org.beianflow.testing.MovedClock;
import org.beianflow.testing.RecordedAudit;
import org.beianflow.testing.SmallDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** The life of notices in the outbox, with a real database and gateways on strings. */
class NoticeDeskTest {

	private static final Actor OPERATOR = Actor.staff("operator-1");

	private static final Recipient ZHANG = TypicalNotices.applicant(Locale.SIMPLIFIED_CHINESE);

	private final MovedClock clock = MovedClock.at("2026-11-23T10:00");

	private final List<MailGateway.Mail> mails = new ArrayList<>();

	private final List<String> messages = new ArrayList<>();

	private final List<String> webhooks = new ArrayList<>();

	private final List<NoticeSettled> settled = new ArrayList<>();

	private final RecordedAudit audit = new RecordedAudit();

	private final RecordedDelivery delivery = new RecordedDelivery();

	private Supplier<SendResult> mail = () -> SendResult.sent("250", "<id>");

	private Supplier<SendResult> sms = () -> SendResult.sent("HTTP 202", "kannel-1");

	private Papers papers = new Papers(TypicalNotices.messages());

	private SmallDatabase database;

	private NoticeDesk desk;

	@BeforeEach
	void open() {
		this.database = database();
		this.desk = desk();
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	SmallDatabase database() {
		return new SmallDatabase(4);
	}

	private NoticeDesk desk() {
		NoticeSettings settings = TypicalNotices.settings();
		NoticeTexts texts = new NoticeTexts(TypicalNotices.messages(), settings);
		NoticePapers paper = new NoticePapers(this.papers, TypicalNotices.messages(), settings);
		Senders senders = new Senders(texts, paper, (one) -> {
			this.mails.add(one);
			return this.mail.get();
		}, (id, mobile, text) -> {
			this.messages.add(mobile + " " + text);
			return this.sms.get();
		}, (id, vendor, json) -> {
			this.webhooks.add(json);
			return SendResult.sent("HTTP 204", null);
		});
		return new NoticeDesk(new Outbox(this.database.jdbc(), TestKeys.fieldCipher()), texts, paper, senders,
				this.delivery, settings, this.audit, (event) -> this.settled.add((NoticeSettled) event), this.clock,
				this.database.transactions());
	}

	@Test
	void postingWritesARowPerChannelAndStartsADeliveryForWhatLeaves() {
		List<Long> ids = post(NoticeKind.PROVIDER_RETURNED, "round-1");
		assertThat(ids).hasSize(3);
		assertThat(states()).containsExactlyInAnyOrderEntriesOf(Map.of(NoticeChannel.MAIL, NoticeState.PENDING,
				NoticeChannel.SMS, NoticeState.PENDING, NoticeChannel.IN_APP, NoticeState.SENT));
		assertThat(this.delivery.started).containsExactlyInAnyOrder(id(NoticeChannel.MAIL), id(NoticeChannel.SMS));
		assertThat(this.mails).isEmpty();
	}

	@Test
	void postingTheSameAgainDoesNothing() {
		List<Long> first = post(NoticeKind.PROVIDER_RETURNED, "round-1");
		this.desk.deliver(id(NoticeChannel.MAIL));
		assertThat(post(NoticeKind.PROVIDER_RETURNED, "round-1")).isEqualTo(first);
		assertThat(this.delivery.started).hasSize(2);
		assertThat(post(NoticeKind.PROVIDER_RETURNED, "round-2")).doesNotContainAnyElementsOf(first);
		assertThat(this.delivery.started).hasSize(4);
	}

	@Test
	void aPostThatIsRolledBackLeavesNothing() {
		this.database.transaction().executeWithoutResult((status) -> {
			this.desk.post(TypicalNotices.request(NoticeKind.PROVIDER_RETURNED, "round-1", ZHANG));
			status.setRollbackOnly();
		});
		assertThat(this.desk.list(TypicalNotices.FILING)).isEmpty();
	}

	@Test
	void wrongFactsAreRefusedBeforeAnythingIsWritten() {
		Map<String, Object> facts = new HashMap<>(TypicalNotices.facts(NoticeKind.PROVIDER_RETURNED));
		facts.remove("round");
		assertThatThrownBy(() -> this.desk.post(new NoticeRequest(TypicalNotices.FILING, "110000",
				NoticeKind.PROVIDER_RETURNED, "round-1", ZHANG, facts)))
			.isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("round is missing");
		assertThat(this.desk.list(TypicalNotices.FILING)).isEmpty();
	}

	@Test
	void sendsOnceEvenIfTheJobIsRepeated() {
		post(NoticeKind.PROVIDER_RETURNED, "round-1");
		long id = id(NoticeChannel.MAIL);
		assertThat(this.desk.deliver(id)).isEqualTo(new Next(Step.DELIVERED, null));
		assertThat(this.desk.deliver(id)).isEqualTo(new Next(Step.DELIVERED, null));
		assertThat(this.mails).hasSize(1);
		assertThat(this.mails.get(0).to()).isEqualTo("zhang.san@example.com");
		assertThat(this.mails.get(0).subject()).isEqualTo("备案申请需要补正（F2026110000123）");
		NoticeView view = this.desk.find(id).orElseThrow();
		assertThat(view.state()).isEqualTo(NoticeState.SENT);
		assertThat(view.settledAt()).isEqualTo(this.clock.instant());
		assertThat(view.attempts()).containsExactly(new NoticeView.Attempt(1, this.clock.instant(),
				this.clock.instant(), NoticeState.SENT, "250", "<id>", null));
		assertThat(this.settled).hasSize(2)
			.containsOnly(new NoticeSettled(TypicalNotices.FILING, NoticeKind.PROVIDER_RETURNED, "round-1",
					"applicant:17", NoticeChannel.MAIL, NoticeState.SENT));
	}

	@Test
	void whatIsPersonalLiesSealedAndIsShownMasked() {
		post(NoticeKind.REFUSED, "end");
		assertThat(this.database.jdbc()
			.sql("select masked_address, filing, province, kind, recipient, channel, state from bf_notice")
			.query()
			.listOfRows()
			.toString()).doesNotContain("zhang.san", "13800001234", "示例科技");
		for (byte[] sealed : this.database.jdbc()
			.sql("select address from bf_notice where channel = 'MAIL'")
			.query(byte[].class)
			.list()) {
			assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("zhang");
		}
		for (byte[] sealed : this.database.jdbc().sql("select content from bf_notice").query(byte[].class).list()) {
			assertThat(new String(sealed, StandardCharsets.UTF_8)).doesNotContain("不予备案");
		}
		assertThat(this.desk.list(TypicalNotices.FILING)).extracting(NoticeView::address)
			.containsExactlyInAnyOrder("z＊＊＊@example.com", "138＊＊＊＊1234", "");
		NoticeView mail = this.desk.find(id(NoticeChannel.MAIL)).orElseThrow();
		assertThat(mail.text()).contains("理由：", "未提供前置审批文件");
		assertThat(mail.papers()).containsExactly("不予备案通知书-F2026110000123.pdf");
	}

	@Test
	void theFeeNoticeGoesAlongAsPdf() {
		post(NoticeKind.PROVIDER_PASSED_FEE_DUE, "first");
		this.desk.deliver(id(NoticeChannel.MAIL));
		MailGateway.Paper paper = this.mails.get(0).papers().get(0);
		assertThat(paper.fileName()).isEqualTo("备案审批通知书-F2026110000123.pdf");
		assertThat(new String(paper.content(), 0, 5, StandardCharsets.ISO_8859_1)).isEqualTo("%PDF-");
	}

	@Test
	void triesAgainWithGrowingPausesAndThenAsksAPerson() {
		post(NoticeKind.PROVIDER_RETURNED, "round-1");
		long id = id(NoticeChannel.MAIL);
		this.mail = () -> SendResult.failed("451 4.3.0");
		for (Duration pause : List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(30),
				Duration.ofHours(2), Duration.ofHours(6))) {
			Instant retryAt = this.clock.instant().plus(pause);
			assertThat(this.desk.deliver(id)).isEqualTo(new Next(Step.RETRY, retryAt));
			assertThat(this.desk.find(id).orElseThrow().nextAttemptAt()).isEqualTo(retryAt);
			// Too early: nothing is sent.
			int sent = this.mails.size();
			this.clock.moveTo(retryAt.minusMillis(1));
			assertThat(this.desk.deliver(id)).isEqualTo(new Next(Step.RETRY, retryAt));
			assertThat(this.mails).hasSize(sent);
			this.clock.moveTo(retryAt);
		}
		assertThat(this.settled).isEmpty();
		Next last = this.desk.deliver(id);
		assertThat(last).isEqualTo(new Next(Step.UNDELIVERED, this.clock.instant().plus(Duration.ofDays(1))));
		assertThat(this.mails).hasSize(6).extracting(MailGateway.Mail::key).containsOnly(this.mails.get(0).key());
		assertThat(this.settled).extracting(NoticeSettled::state).containsExactly(NoticeState.DEAD);
		assertThat(this.desk.find(id).orElseThrow().attempts()).hasSize(6)
			.allMatch((attempt) -> attempt.state() == NoticeState.FAILED && attempt.result().equals("451 4.3.0"));
		assertThat(this.desk.undelivered(null, 10)).extracting(NoticeView::id).containsExactly(id);
	}

	@ParameterizedTest
	@EnumSource(names = { "AUTHORITY_APPROVED", "REFUSED" })
	void aDecisionThatCannotBeSentIsInAPersonsHandsWithinTheHour(NoticeKind kind) {
		post(kind, "round-1");
		long id = id(NoticeChannel.MAIL);
		this.mail = () -> SendResult.failed("451 4.3.0");
		Instant posted = this.clock.instant();
		Next next = this.desk.deliver(id);
		while (next.step() == Step.RETRY) {
			this.clock.moveTo(next.dueAt());
			next = this.desk.deliver(id);
		}
		assertThat(next.step()).isEqualTo(Step.UNDELIVERED);
		assertThat(this.mails).hasSize(6);
		assertThat(Duration.between(posted, this.clock.instant())).isLessThan(Duration.ofHours(1));
	}

	@Test
	void anAddressThatDoesNotExistGoesToAPersonAtOnce() {
		post(NoticeKind.AUTHORITY_APPROVED, "round-1");
		this.mail = () -> SendResult.refused("550 5.1.1");
		assertThat(this.desk.deliver(id(NoticeChannel.MAIL)))
			.isEqualTo(new Next(Step.UNDELIVERED, this.clock.instant().plus(Duration.ofHours(2))));
		assertThat(this.mails).hasSize(1);
		assertThat(states()).containsEntry(NoticeChannel.MAIL, NoticeState.DEAD);
	}

	@Test
	void aCrashBetweenSendingAndRecordingIsNeverSentAgainSilently() {
		post(NoticeKind.PROVIDER_RETURNED, "round-1");
		long id = id(NoticeChannel.MAIL);
		this.mail = () -> {
			throw new Crash();
		};
		assertThatThrownBy(() -> this.desk.deliver(id)).isInstanceOf(Crash.class);
		assertThat(states()).containsEntry(NoticeChannel.MAIL, NoticeState.SENDING);

		this.mail = () -> SendResult.sent("250", "<id>");
		assertThat(this.desk.deliver(id).step()).isEqualTo(Step.UNDELIVERED);
		assertThat(this.desk.deliver(id).step()).isEqualTo(Step.UNDELIVERED);
		assertThat(this.mails).hasSize(1);
		assertThat(this.settled).extracting(NoticeSettled::state).containsOnly(NoticeState.UNKNOWN);
		NoticeView view = this.desk.find(id).orElseThrow();
		assertThat(view.state()).isEqualTo(NoticeState.UNKNOWN);
		assertThat(view.attempts()).extracting(NoticeView.Attempt::result).containsExactly(Results.NO_RECORD);

		this.desk.decide(id, Decision.RESEND, OPERATOR);
		assertThat(this.desk.deliver(id).step()).isEqualTo(Step.DELIVERED);
		assertThat(this.mails).hasSize(2);
		assertThat(this.mails.get(1).key()).isEqualTo(this.mails.get(0).key());
		assertThat(this.desk.find(id).orElseThrow().attempts()).extracting(NoticeView.Attempt::wantedBy)
			.containsExactly(null, "operator-1");
		assertThat(this.audit.acts()).containsExactly("notice.resent");
		assertThat(this.audit.of(TypicalNotices.FILING).get(0).facts()).containsEntry("was", "UNKNOWN")
			.doesNotContainValue("zhang.san@example.com");
	}

	@Test
	void aGatewayThatThrowsLeavesTheResultUnknown() {
		post(NoticeKind.AUTHORITY_APPROVED, "round-1");
		this.sms = () -> {
			throw new IllegalStateException("13800001234");
		};
		assertThat(this.desk.deliver(id(NoticeChannel.SMS)).step()).isEqualTo(Step.UNDELIVERED);
		assertThat(states()).containsEntry(NoticeChannel.SMS, NoticeState.UNKNOWN);
		assertThat(this.desk.find(id(NoticeChannel.SMS)).orElseThrow().attempts().get(0).result())
			.isEqualTo(Results.ERROR);
	}

	@Test
	void whatFailsBeforeSendingLeavesTheNoticeAsItWas() {
		post(NoticeKind.REFUSED, "end");
		this.papers = new Papers(TypicalNotices.messages()) {

			@Override
			public void render(String template, Map<String, Object> model, Locale locale, OutputStream out)
					throws IOException {
				throw new IOException("no font");
			}

		};
		NoticeDesk without = desk();
		assertThatThrownBy(() -> without.deliver(id(NoticeChannel.MAIL))).isInstanceOf(UncheckedIOException.class);
		NoticeView view = this.desk.find(id(NoticeChannel.MAIL)).orElseThrow();
		assertThat(view.state()).isEqualTo(NoticeState.PENDING);
		assertThat(view.attempts()).isEmpty();
		assertThat(this.desk.deliver(view.id()).step()).isEqualTo(Step.DELIVERED);
	}

	@Test
	void whoComesLateWithASuccessIsBelieved() throws Exception {
		post(NoticeKind.PROVIDER_RETURNED, "round-1");
		long id = id(NoticeChannel.MAIL);
		CountDownLatch sending = new CountDownLatch(1);
		CountDownLatch answer = new CountDownLatch(1);
		this.mail = () -> {
			sending.countDown();
			await(answer);
			return SendResult.sent("250", "<id>");
		};
		ExecutorService node = Executors.newSingleThreadExecutor();
		try {
			Future<Next> slow = node.submit(() -> this.desk.deliver(id));
			await(sending);
			// The other node finds it claimed, and does not send.
			assertThat(this.desk.deliver(id).step()).isEqualTo(Step.UNDELIVERED);
			assertThat(states()).containsEntry(NoticeChannel.MAIL, NoticeState.UNKNOWN);
			answer.countDown();
			assertThat(slow.get(120, TimeUnit.SECONDS).step()).isEqualTo(Step.DELIVERED);
		}
		finally {
			node.shutdownNow();
		}
		assertThat(states()).containsEntry(NoticeChannel.MAIL, NoticeState.SENT);
		assertThat(this.mails).hasSize(1);
		// The task that came up meanwhile has nothing left to decide.
		this.desk.decide(id, Decision.RESEND, OPERATOR);
		assertThat(this.desk.deliver(id).step()).isEqualTo(Step.DELIVERED);
		assertThat(this.mails).hasSize(1);
		assertThat(this.audit.acts()).isEmpty();
	}

	@Test
	void atNightOnlyWhatIsUrgentGoesBySms() {
		this.clock.moveTo("2026-11-23T22:00");
		post(NoticeKind.PROVIDER_RETURNED, "round-1");
		Instant morning = MovedClock.at("2026-11-24T08:00").instant();
		this.clock.moveTo("2026-11-23T22:00");
		assertThat(this.desk.deliver(id(NoticeChannel.SMS))).isEqualTo(new Next(Step.RETRY, morning));
		assertThat(this.desk.deliver(id(NoticeChannel.MAIL)).step()).isEqualTo(Step.DELIVERED);
		this.clock.moveTo("2026-11-24T07:59");
		assertThat(this.desk.deliver(id(NoticeChannel.SMS))).isEqualTo(new Next(Step.RETRY, morning));
		assertThat(this.messages).isEmpty();
		this.clock.moveTo("2026-11-24T08:00");
		assertThat(this.desk.deliver(id(NoticeChannel.SMS)).step()).isEqualTo(Step.DELIVERED);
		assertThat(this.messages).singleElement().asString().startsWith("13800001234 备案办件F2026110000123被退回");
		assertThat(this.desk.find(id(NoticeChannel.SMS)).orElseThrow().attempts()).hasSize(1);

		this.clock.moveTo("2026-11-25T03:00");
		post(NoticeKind.AUTHORITY_APPROVED, "round-1");
		long approved = last(NoticeKind.AUTHORITY_APPROVED, NoticeChannel.SMS).id();
		assertThat(this.desk.deliver(approved).step()).isEqualTo(Step.DELIVERED);
	}

	@Test
	void whatIsOutOfDateIsDropped() {
		this.desk.post(TypicalNotices.request(NoticeKind.DEADLINE_REMINDER, "T4-d15", ZHANG)
			.validUntil(this.clock.instant().plus(Duration.ofHours(1))));
		this.clock.forward(Duration.ofHours(1));
		assertThat(this.desk.deliver(id(NoticeChannel.MAIL)).step()).isEqualTo(Step.SUPPRESSED);
		assertThat(this.mails).isEmpty();
		assertThat(this.settled).extracting(NoticeSettled::state).containsExactly(NoticeState.SUPPRESSED);
	}

	@Test
	void whoLeftNoPhoneGetsNoSmsAndTheFilingIsTold() {
		Recipient mailOnly = new Recipient("applicant:18", Locale.ENGLISH, "li@example.com", " ");
		this.desk.post(TypicalNotices.request(NoticeKind.AUTHORITY_APPROVED, "round-1", mailOnly));
		assertThat(this.delivery.started).hasSize(2);
		assertThat(this.desk.deliver(id(NoticeChannel.SMS)).step()).isEqualTo(Step.SUPPRESSED);
		assertThat(this.settled).extracting(NoticeSettled::channel, NoticeSettled::state)
			.containsExactly(Tuple.tuple(NoticeChannel.SMS, NoticeState.SUPPRESSED));
		assertThat(refusal(() -> this.desk.resend(id(NoticeChannel.SMS), OPERATOR)).messageKey())
			.isEqualTo("notice.noAddress");
	}

	@Test
	void staffWithoutMailAreToldInTheConsole() {
		this.desk
			.post(TypicalNotices.request(NoticeKind.STAFF_REMINDER, "T2-50", Recipient.staff("case-worker", null)));
		assertThat(states()).containsOnlyKeys(NoticeChannel.IN_APP);
		assertThat(this.desk.inbox("staff:case-worker", 10)).extracting(NoticeView::subject)
			.containsExactly("待办即将到期：初审（F2026110000123）");
		assertThat(this.desk.inbox("staff:finance", 10)).isEmpty();
	}

	@Test
	void theVendorGetsMailAndWebhookWithoutPersonalData() {
		this.desk
			.post(TypicalNotices.request(NoticeKind.VENDOR_NUMBER_ISSUED, "number", Recipient.vendor("demo-cloud")));
		this.desk.deliver(id(NoticeChannel.WEBHOOK));
		this.desk.deliver(id(NoticeChannel.MAIL));
		assertThat(this.mails.get(0).to()).isEqualTo("icp@cloud.example");
		assertThat(this.webhooks.get(0)).isEqualTo(
				"{\"id\":\"%s\",\"event\":\"filing.number-issued\",\"filing\":\"F2026110000123\",\"domains\":[\"example.cn\",\"www.example.cn\"],\"addresses\":[\"203.0.113.10\",\"2001:db8::10\"],\"subjectNumber\":\"京ICP备2026000001号\",\"serviceNumbers\":[\"京ICP备2026000001号-1\",\"京ICP备2026000001号-2\"],\"issuedAt\":\"2026-12-18T16:00:00Z\"}"
					.formatted(new Outbox.Key(TypicalNotices.FILING, NoticeKind.VENDOR_NUMBER_ISSUED,
							"vendor:demo-cloud", NoticeChannel.WEBHOOK, "number")
						.digest()));
	}

	@Test
	void aVendorWithoutSettingsHasNoMailAddress() {
		this.desk.post(TypicalNotices.request(NoticeKind.VENDOR_NUMBER_ISSUED, "number", Recipient.vendor("other")));
		assertThat(states()).containsExactlyInAnyOrderEntriesOf(
				Map.of(NoticeChannel.WEBHOOK, NoticeState.PENDING, NoticeChannel.MAIL, NoticeState.SUPPRESSED));
	}

	@Test
	void shownOnlyCountsAsGiven() {
		post(NoticeKind.AUTHORITY_APPROVED, "round-1");
		this.sms = SendResult::shownOnly;
		assertThat(this.desk.deliver(id(NoticeChannel.SMS)).step()).isEqualTo(Step.DELIVERED);
		assertThat(this.settled.get(0).state()).isEqualTo(NoticeState.SHOWN_ONLY);
		assertThat(this.settled.get(0).state().given()).isTrue();
	}

	@Test
	void aPersonResendsWhatWasGivenByANewDelivery() {
		post(NoticeKind.PROVIDER_RETURNED, "round-1");
		long id = id(NoticeChannel.MAIL);
		assertThat(refusal(() -> this.desk.resend(id, OPERATOR)).messageKey()).isEqualTo("notice.underway");
		this.desk.deliver(id);
		this.desk.resend(id, OPERATOR);
		assertThat(this.delivery.started).filteredOn((one) -> one == id).hasSize(2);
		assertThat(this.desk.deliver(id).step()).isEqualTo(Step.DELIVERED);
		assertThat(this.mails).hasSize(2).extracting(MailGateway.Mail::key).containsOnly(this.mails.get(0).key());
		assertThat(this.audit.acts()).containsExactly("notice.resent");
		assertThat(refusal(() -> this.desk.resend(id(NoticeChannel.IN_APP), OPERATOR)).messageKey())
			.isEqualTo("notice.inApp");
		assertThat(refusal(() -> this.desk.resend(4711, OPERATOR)).kind()).isEqualTo(Refusal.Kind.NOT_FOUND);
	}

	@Test
	void aPersonResendsFromTheOutboxWhileTheTaskIsOpen() {
		post(NoticeKind.PROVIDER_RETURNED, "round-1");
		long id = id(NoticeChannel.MAIL);
		this.mail = () -> SendResult.refused("550 5.1.1");
		this.desk.deliver(id);
		this.delivery.waiting.add("delivery-" + id);
		this.mail = () -> SendResult.sent("250", "<id>");
		this.desk.resend(id, OPERATOR);
		assertThat(this.delivery.resumed).containsExactly("delivery-" + id);
		assertThat(this.delivery.started).filteredOn((one) -> one == id).hasSize(1);
		assertThat(this.desk.deliver(id).step()).isEqualTo(Step.DELIVERED);
	}

	@Test
	void aPersonMayLeaveItUndelivered() {
		post(NoticeKind.PROVIDER_RETURNED, "round-1");
		long id = id(NoticeChannel.MAIL);
		this.mail = () -> SendResult.refused("550 5.1.1");
		this.desk.deliver(id);
		this.desk.decide(id, Decision.GIVE_UP, OPERATOR);
		assertThat(this.desk.find(id).orElseThrow().givenUp()).isTrue();
		assertThat(states()).containsEntry(NoticeChannel.MAIL, NoticeState.DEAD);
		assertThat(this.audit.acts()).containsExactly("notice.givenUp");
	}

	@Test
	void theReasonToLeaveItUndeliveredHoldsNoNumberOfAPerson() {
		post(NoticeKind.PROVIDER_RETURNED, "round-1");
		long id = id(NoticeChannel.MAIL);
		this.mail = () -> SendResult.refused("550 5.1.1");
		this.desk.deliver(id);
		for (String reason : List.of("已打 13900000000 告知", "已告知 11010119900307001X 本人")) {
			assertThat(refusal(() -> this.desk.giveUp(id, reason, OPERATOR)).messageKey())
				.isEqualTo("notice.giveUp.number");
		}
		assertThat(this.desk.find(id).orElseThrow().givenUp()).isFalse();
		assertThat(this.audit.acts()).isEmpty();
		this.desk.giveUp(id, "已电话告知申请人", OPERATOR);
		assertThat(this.desk.find(id).orElseThrow().givenUp()).isTrue();
		assertThat(this.audit.acts()).containsExactly("notice.givenUp");
	}

	@Test
	void theOutboxIsReadPageByPage() {
		for (int i = 1; i <= 5; i++) {
			post(NoticeKind.WITHDRAWN, "n-" + i);
		}
		this.desk.deliver(id(NoticeChannel.MAIL));
		Set<NoticeState> pending = EnumSet.of(NoticeState.PENDING);
		List<NoticeView> first = this.desk.outbox(pending, null, 3);
		assertThat(first).extracting(NoticeView::occurrence).containsExactly("n-5", "n-4", "n-3");
		assertThat(this.desk.outbox(pending, first.get(2).id(), 3)).extracting(NoticeView::occurrence)
			.containsExactly("n-2");
		assertThat(this.desk.outbox(Set.of(), null, 100)).hasSize(10);
	}

	private List<Long> post(NoticeKind kind, String occurrence) {
		return this.desk.post(TypicalNotices.request(kind, occurrence, ZHANG));
	}

	private Map<NoticeChannel, NoticeState> states() {
		Map<NoticeChannel, NoticeState> states = new HashMap<>();
		this.desk.list(TypicalNotices.FILING).forEach((view) -> states.put(view.channel(), view.state()));
		return states;
	}

	/** The first notice on a channel. */
	private long id(NoticeChannel channel) {
		return this.desk.list(TypicalNotices.FILING)
			.stream()
			.filter((view) -> view.channel() == channel)
			.findFirst()
			.orElseThrow()
			.id();
	}

	private NoticeView last(NoticeKind kind, NoticeChannel channel) {
		return this.desk.list(TypicalNotices.FILING)
			.stream()
			.filter((view) -> view.kind() == kind && view.channel() == channel)
			.reduce((first, second) -> second)
			.orElseThrow();
	}

	private static Refusal refusal(ThrowingCallable act) {
		return catchThrowableOfType(Refusal.class, act);
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(120, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** What a killed machine does to the code that runs on it. */
	private static final class Crash extends Error {

		private static final long serialVersionUID = 1L;

	}

	private static final class RecordedDelivery implements NoticeDelivery {

		private final List<Long> started = new ArrayList<>();

		private final List<String> waiting = new ArrayList<>();

		private final List<String> resumed = new ArrayList<>();

		@Override
		public String start(long notice, String filing, String province) {
			assertThat(province).isEqualTo("110000");
			this.started.add(notice);
			return "delivery-" + notice;
		}

		@Override
		public boolean resume(String id) {
			boolean waits = this.waiting.remove(id);
			if (waits) {
				this.resumed.add(id);
			}
			return waits;
		}

	}

}
