package org.beianflow.fee;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.beianflow.audit.Actor;
import org.beianflow.audit.AuditTrail;
import org.beianflow.check.Refusal;
import org.beianflow.check.Violation;
import org.beianflow.deadline.Deadline;
import org.beianflow.deadline.DeadlineKind;
import org.beianflow.deadline.DeadlineLength;
import org.beianflow.deadline.DeadlineUnit;
import org.beianflow.deadline.Deadlines;
import org.beianflow.fee.FeeStanding.State;
import org.beianflow.testing.MovedClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyCollection;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.Mockito.mock;

/** Fees on a database with real transactions, without the engine. */
class FeesTest {

	private static final String FILING = "F2026110000123";

	private static final String BEIJING = "110000";

	private static final Actor APPLICANT = Actor.applicant("a-1");

	private static final Actor ZHAO = Actor.staff("zhao");

	private static final Actor QIAN = Actor.staff("qian");

	private static final FeeQuestion ENTERPRISE = new FeeQuestion("demo", "FIRST", "ENTERPRISE", "WEBSITE", 1);

	private static final FeeQuestion INDIVIDUAL = new FeeQuestion("demo", "FIRST", "INDIVIDUAL", "WEBSITE", 1);

	private final MovedClock clock = MovedClock.at("2026-11-23T10:00");

	private final Instant due = this.clock.instant().plus(Duration.ofDays(7));

	private final List<String> audited = Collections.synchronizedList(new ArrayList<>());

	private final List<Object> events = Collections.synchronizedList(new ArrayList<>());

	private final FakeGateway gateway = new FakeGateway();

	/** Filing → end of its limit for payment. */
	private final Map<String, Instant> ends = new HashMap<>();

	private boolean withGateway = true;

	private AnnotationConfigApplicationContext context;

	private Fees fees;

	@BeforeEach
	void feesOnAnEmptyDatabase() throws Exception {
		start(Map.of());
	}

	@AfterEach
	void close() {
		this.context.close();
	}

	/** A database with the module's tables and nothing in them. */
	DataSource emptyTables() throws Exception {
		DataSource dataSource = new DriverManagerDataSource(
				"jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=120000");
		new ResourceDatabasePopulator(new ClassPathResource("db/migration/V7__fee.sql"),
				new ClassPathResource("db/migration/V42__fee_line_english.sql"))
			.execute(dataSource);
		return dataSource;
	}

	private void start(Map<String, String> settings) throws Exception {
		AuditTrail audit = mock();
		willAnswer((call) -> this.audited.add(call.getArgument(0) + " " + call.<Actor>getArgument(1).id() + " "
				+ call.getArgument(2) + " " + call.getArgument(3)))
			.given(audit)
			.record(any(), any(), any(), any());
		DataSource dataSource = emptyTables();
		this.context = new AnnotationConfigApplicationContext();
		this.context.registerBean(Transactions.class);
		this.context.registerBean(PlatformTransactionManager.class, () -> new JdbcTransactionManager(dataSource));
		this.context.registerBean(JdbcClient.class, () -> JdbcClient.create(dataSource));
		this.context.registerBean(Clock.class, () -> this.clock);
		this.context.registerBean(AuditTrail.class, () -> audit);
		Deadlines deadlines = mock();
		given(deadlines.latest(any(), eq(DeadlineKind.FEE_PAYMENT)))
			.willAnswer((call) -> Optional.ofNullable(this.ends.get(call.<String>getArgument(0)))
				.map((end) -> limit(call.getArgument(0), end)));
		willAnswer((call) -> call.<Collection<String>>getArgument(0)
			.stream()
			.filter(this.ends::containsKey)
			.collect(Collectors.toMap((filing) -> filing, (filing) -> List.of(limit(filing, this.ends.get(filing))))))
			.given(deadlines)
			.running(anyCollection());
		this.context.registerBean(Deadlines.class, () -> deadlines);
		if (this.withGateway) {
			this.context.registerBean(PaymentGateway.class, () -> this.gateway);
		}
		this.context.registerBean(FeeSchedule.class, () -> FeesTest::lines);
		this.context.registerBean(FeeSettings.class, () -> new Binder(new MapConfigurationPropertySource(settings))
			.bindOrCreate("beianflow.fee", FeeSettings.class));
		this.context.registerBean(FeeRecords.class);
		this.context.registerBean(RecordedFees.class);
		this.context.registerBean(FeeLedger.class);
		this.context.addApplicationListener(
				(ApplicationListener<PayloadApplicationEvent<?>>) (event) -> this.events.add(event.getPayload()));
		this.context.refresh();
		this.fees = this.context.getBean(Fees.class);
	}

	private static List<FeeLine> lines(FeeQuestion question, LocalDate on) {
		return question.nature().equals("ENTERPRISE")
				? List.of(new FeeLine("首次备案代办服务费", "Service fee for a first filing", 30000))
				: List.of(new FeeLine("个人备案免收服务费", null, 0));
	}

	// the notice

	@Test
	void noticeSaysWhatToPayWhereAndByWhen() {
		FeeNotice notice = issue(FILING);
		assertThat(notice.number()).isEqualTo("SF2026-000001");
		assertThat(PaymentReference.isValid(notice.reference())).isTrue();
		assertThat(notice.state()).isEqualTo(FeeState.ISSUED);
		assertThat(notice.totalFen()).isEqualTo(30000);
		assertThat(notice.outstandingFen()).isEqualTo(30000);
		assertThat(notice.currency()).isEqualTo("CNY");
		assertThat(notice.dueAt()).isEqualTo(this.due);
		assertThat(notice.account().holder()).isNotBlank();
		assertThat(this.fees.noticeOf(FILING)).contains(notice);
		assertThat(this.audited).singleElement()
			.asString()
			.startsWith(FILING + " fee fee.noticeIssued")
			.contains("number=SF2026-000001", "totalFen=30000");
	}

	@Test
	void issuingAgainKeepsNumberAndReferenceAndMovesTheDate() {
		FeeNotice first = issue(FILING);
		FeeNotice again = notify(FILING, this.due.plusSeconds(60));
		assertThat(again.number()).isEqualTo(first.number());
		assertThat(again.reference()).isEqualTo(first.reference());
		assertThat(again.dueAt()).isEqualTo(this.due.plusSeconds(60));
		assertThat(this.audited).hasSize(1);
	}

	@Test
	void numbersBeginAnewEachYearInShanghai() {
		issue(FILING);
		this.clock.moveTo("2027-01-01T00:30");
		FeeNotice next = issue("F2027010000001");
		assertThat(next.number()).isEqualTo("SF2027-000001");
	}

	@Test
	void nothingToChargeIsNoNotice() {
		assertThat(this.fees.assessFor(FILING, INDIVIDUAL).isFree()).isTrue();
		assertThat(refusal(() -> notify(FILING, this.due)).messageKey()).isEqualTo("fee.notice.free");
		assertThat(this.fees.noticeOf(FILING)).isEmpty();
		assertThat(settled(FILING)).isFalse();
	}

	@Test
	void switchedOffEverythingIsFree() throws Exception {
		this.context.close();
		start(Map.of("beianflow.fee.enabled", "false"));
		assertThat(this.fees.assess(ENTERPRISE)).isEqualTo(FeeAssessment.FREE);
		assertThat(this.fees.assessFor(FILING, ENTERPRISE).isFree()).isTrue();
	}

	@Test
	void whoPaidIsNeverChargedAgain() {
		paidOnline(FILING);
		assertThat(settled(FILING)).isTrue();
		assertThat(this.fees.assessFor(FILING, ENTERPRISE).isFree()).isTrue();
		assertThat(notify(FILING, this.due.plusSeconds(60)).state()).isEqualTo(FeeState.PAID);
	}

	@Test
	void aResubmissionBeforePayingKeepsTheFeeOfTheNotice() {
		issue(FILING);
		assertThat(this.fees.assessFor(FILING, INDIVIDUAL).totalFen()).isEqualTo(30000);
	}

	@Test
	void numbersStayDistinctUnderConcurrentIssuers() throws Exception {
		List<FeeNotice> notices = inParallel(12, (i) -> issue("F2026110000%03d".formatted(i)));
		assertThat(notices).extracting(FeeNotice::number).doesNotHaveDuplicates();
		assertThat(notices).extracting(FeeNotice::reference).doesNotHaveDuplicates();
		assertThat(notices).extracting(FeeNotice::number)
			.containsExactlyInAnyOrderElementsOf(
					IntStream.rangeClosed(1, 12).mapToObj("SF2026-%06d"::formatted).toList());
	}

	// online payment

	@Test
	void payingOnlineSettlesTheFee() {
		issue(FILING);
		PaymentOrder order = this.fees.startOnlinePayment(FILING, APPLICANT);
		assertThat(order.amountFen()).isEqualTo(30000);
		assertThat(order.page()).isEqualTo(URI.create("https://pay.example/" + order.id()));
		assertThat(this.fees.startOnlinePayment(FILING, APPLICANT)).isEqualTo(order);
		assertThat(this.gateway.opened).containsExactly(order.id());

		assertThat(call(paid(order, "T1")).result()).isEqualTo(CallbackAnswer.Result.PAID);
		FeeNotice notice = this.fees.noticeOf(FILING).orElseThrow();
		assertThat(notice.state()).isEqualTo(FeeState.PAID);
		assertThat(notice.outstandingFen()).isZero();
		assertThat(this.events).containsExactly(new FeePaid(FILING, FeePaid.By.ONLINE));
		assertThat(this.fees.paymentsOf(FILING)).singleElement()
			.satisfies((payment) -> assertThat(payment.receivedFen()).isEqualTo(30000));
		assertThat(refusal(() -> this.fees.startOnlinePayment(FILING, APPLICANT)).messageKey())
			.isEqualTo("fee.notPayable.PAID");
	}

	@Test
	void aGatewayThatDoesNotAnswerIsAskedAgainForTheSameOrder() {
		issue(FILING);
		this.gateway.away = true;
		Refusal refusal = refusal(() -> this.fees.startOnlinePayment(FILING, APPLICANT));
		assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNAVAILABLE);
		this.gateway.away = false;
		PaymentOrder order = this.fees.startOnlinePayment(FILING, APPLICANT);
		assertThat(this.gateway.opened).hasSize(2).containsOnly(order.id());
	}

	@Test
	void orderEndsWithTheTimeForPayment() {
		issue(FILING);
		this.clock.moveTo(this.due.minus(Duration.ofMinutes(30)));
		assertThat(this.fees.startOnlinePayment(FILING, APPLICANT).expiresAt()).isEqualTo(this.due);
		assertThat(passDueDate().reopenable()).isTrue();
		assertThat(refusal(() -> this.fees.startOnlinePayment(FILING, APPLICANT)).messageKey())
			.isEqualTo("fee.notPayable.EXPIRED");
	}

	@Test
	void withoutAnyGatewayTransfersRemain() throws Exception {
		this.context.close();
		this.withGateway = false;
		start(Map.of());
		issue(FILING);
		assertThat(this.fees.onlinePaymentOffered()).isFalse();
		assertThat(this.fees.knowsGateway("fake")).isFalse();
		assertThat(this.fees.declareTransfer(FILING, declaration(30000), APPLICANT).state())
			.isEqualTo(FeeState.TRANSFER_DECLARED);
	}

	@Test
	void withoutNoticeOrGatewayThereIsNothingToPay() throws Exception {
		assertThat(refusal(() -> this.fees.startOnlinePayment(FILING, APPLICANT)).messageKey())
			.isEqualTo("fee.notice.none");
		this.context.close();
		start(Map.of("beianflow.fee.gateway", "other"));
		issue(FILING);
		assertThat(this.fees.onlinePaymentOffered()).isFalse();
		assertThat(refusal(() -> this.fees.startOnlinePayment(FILING, APPLICANT)).messageKey())
			.isEqualTo("fee.gateway.none");
	}

	// callbacks

	@Test
	void forgedCallbackIsRefusedAndAudited() {
		PaymentOrder order = ordered(FILING);
		String payload = paid(order, "T1");
		String forged = new CallbackSignature("another secret of thirty-two bytes".getBytes(StandardCharsets.UTF_8))
			.sign(payload, this.clock.instant());
		for (String signature : new String[] { forged, "", "t=1,v1=00", null,
				this.gateway.signature.sign(payload + " ", this.clock.instant()) }) {
			Refusal refusal = refusal(() -> this.fees.callback("fake", payload, signature));
			assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNAUTHENTICATED);
		}
		assertThat(this.fees.noticeOf(FILING)).get().extracting(FeeNotice::state).isEqualTo(FeeState.ISSUED);
		assertThat(this.audited.get(this.audited.size() - 1))
			.startsWith("gateway:fake gateway:fake fee.callbackRefused")
			.contains("fee.callback.signature");
		assertThat(this.events).isEmpty();
	}

	@Test
	void replayedCallbackIsStale() {
		PaymentOrder order = ordered(FILING);
		String payload = paid(order, "T1");
		String signature = this.gateway.signature.sign(payload, this.clock.instant());
		this.clock.forward(Duration.ofMinutes(5).plusSeconds(1));
		assertThat(refusal(() -> this.fees.callback("fake", payload, signature)).messageKey())
			.isEqualTo("fee.callback.stale");
		this.clock.forward(Duration.ofMinutes(-11));
		assertThat(refusal(() -> this.fees.callback("fake", payload, signature)).messageKey())
			.isEqualTo("fee.callback.stale");
	}

	@Test
	void wrongAmountOrCurrencyIsNotBooked() {
		PaymentOrder order = ordered(FILING);
		Refusal refusal = refusal(() -> call(message(order.id(), "T1", GatewayMessage.Status.PAID, 29999, "USD")));
		assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID);
		assertThat(refusal.violations()).extracting(Violation::messageKey)
			.containsExactly("fee.callback.amount", "fee.callback.currency");
		assertThat(refusal.violations().get(0).arguments()).containsExactly("¥300.00", "¥299.99");
		assertThat(this.fees.paymentsOf(FILING)).isEmpty();
		assertThat(this.audited.get(this.audited.size() - 1)).startsWith(FILING + " gateway:fake fee.callbackRefused");

		assertThat(call(paid(order, "T1")).result()).isEqualTo(CallbackAnswer.Result.PAID);
	}

	@Test
	void duplicateGetsTheSameAnswerAndNothingHappensTwice() {
		PaymentOrder order = ordered(FILING);
		CallbackAnswer first = call(paid(order, "T1"));
		this.clock.forward(Duration.ofHours(3));
		assertThat(call(paid(order, "T1"))).isEqualTo(first);
		assertThat(this.fees.paymentsOf(FILING)).hasSize(1);
		assertThat(this.fees.refundsOf(FILING)).isEmpty();
		assertThat(this.events).containsExactly(new FeePaid(FILING, FeePaid.By.ONLINE));
	}

	@Test
	void duplicatesAtTheSameMomentPayOnce() throws Exception {
		PaymentOrder order = ordered(FILING);
		List<CallbackAnswer> answers = inParallel(8, (i) -> call(paid(order, "T1")));
		assertThat(new HashSet<>(answers)).hasSize(1);
		assertThat(this.fees.paymentsOf(FILING)).hasSize(1);
		assertThat(this.events).containsExactly(new FeePaid(FILING, FeePaid.By.ONLINE));
	}

	@Test
	void transactionIdOfAnotherOrderIsRefused() {
		PaymentOrder one = ordered(FILING);
		PaymentOrder other = ordered("F2026110000999");
		call(paid(one, "T1"));
		assertThat(refusal(() -> call(paid(other, "T1"))).messageKey()).isEqualTo("fee.callback.transaction");
		assertThat(settled("F2026110000999")).isFalse();
	}

	@Test
	void unknownOrderOrGatewayIsRefused() {
		ordered(FILING);
		assertThat(refusal(() -> call(message("no-such", "T1", GatewayMessage.Status.PAID, 30000, "CNY"))).messageKey())
			.isEqualTo("fee.callback.order");
		assertThat(refusal(() -> this.fees.callback("other", "x", "y")).messageKey()).isEqualTo("fee.gateway.unknown");
	}

	@Test
	void messagesOutOfOrderComeToTheSameEnd() {
		PaymentOrder order = ordered(FILING);
		assertThat(call(message(order.id(), "T1", GatewayMessage.Status.CLOSED, 30000, "CNY")).result())
			.isEqualTo(CallbackAnswer.Result.NOTED);
		assertThat(call(paid(order, "T1")).result()).isEqualTo(CallbackAnswer.Result.PAID);
		assertThat(call(message(order.id(), "T1", GatewayMessage.Status.PROCESSING, 30000, "CNY")).result())
			.isEqualTo(CallbackAnswer.Result.NOTED);
		assertThat(this.fees.noticeOf(FILING)).get().extracting(FeeNotice::state).isEqualTo(FeeState.PAID);
		assertThat(this.events).containsExactly(new FeePaid(FILING, FeePaid.By.ONLINE));
	}

	@Test
	void twoOrdersPaidGiveTheSecondBack() {
		PaymentOrder first = ordered(FILING);
		call(message(first.id(), "T0", GatewayMessage.Status.CLOSED, 30000, "CNY"));
		PaymentOrder second = this.fees.startOnlinePayment(FILING, APPLICANT);
		assertThat(second.id()).isNotEqualTo(first.id());
		call(paid(second, "T2"));
		assertThat(call(paid(first, "T1")).result()).isEqualTo(CallbackAnswer.Result.REFUND_DUE);
		assertThat(this.fees.refundsOf(FILING)).singleElement().satisfies((refund) -> {
			assertThat(refund.reason()).isEqualTo(RefundReason.PAID_TWICE);
			assertThat(refund.amountFen()).isEqualTo(30000);
			assertThat(refund.channel()).isEqualTo(Payment.Channel.ONLINE);
		});
		assertThat(settled(FILING)).isTrue();
	}

	@Test
	void lateCallbackIsTakenAndGoesBack() {
		PaymentOrder order = ordered(FILING);
		passDueDate();
		CallbackAnswer answer = call(paid(order, "T1"));
		assertThat(answer.result()).isEqualTo(CallbackAnswer.Result.REFUND_DUE);
		Refund refund = this.fees.refundsOf(FILING).get(0);
		assertThat(refund.reason()).isEqualTo(RefundReason.LATE);
		assertThat(this.events).containsExactly(new FeeExpired(FILING), new RefundDue(FILING, refund.id()));
		assertThat(call(paid(order, "T1"))).isEqualTo(answer);
		assertThat(this.fees.refundsOf(FILING)).hasSize(1);
		assertThat(this.fees.noticeOf(FILING)).get().extracting(FeeNotice::state).isEqualTo(FeeState.EXPIRED);
	}

	@Test
	void whereTheProcessRefusesNothingIsPaid() {
		PaymentOrder order = ordered(FILING);
		this.context.addApplicationListener((ApplicationListener<PayloadApplicationEvent<?>>) (event) -> {
			throw new IllegalStateException("the process moved");
		});
		assertThatThrownBy(() -> call(paid(order, "T1"))).isInstanceOf(IllegalStateException.class);
		assertThat(this.fees.noticeOf(FILING)).get().extracting(FeeNotice::state).isEqualTo(FeeState.ISSUED);
		assertThat(this.fees.paymentsOf(FILING)).isEmpty();
	}

	// transfers

	@Test
	void twoPersonsMatchATransfer() {
		issue(FILING);
		assertThat(this.fees.declareTransfer(FILING, declaration(30000), APPLICANT).state())
			.isEqualTo(FeeState.TRANSFER_DECLARED);
		assertThat(this.events).containsExactly(new TransferDeclared(FILING));
		assertThat(refusal(() -> this.fees.match(FILING, true, 30000, null, QIAN)).messageKey())
			.isEqualTo("fee.match.unrecorded");
		this.fees.recordReceipt(FILING, new BankReceipt(30000, "BANK-0001", null), ZHAO);

		Refusal samePerson = refusal(() -> this.fees.match(FILING, true, 30000, null, ZHAO));
		assertThat(samePerson.kind()).isEqualTo(Refusal.Kind.FORBIDDEN);
		assertThat(refusal(() -> this.fees.match(FILING, true, 3000, null, QIAN)).violations())
			.extracting(Violation::messageKey)
			.containsExactly("fee.match.different", "fee.match.short");
		assertThat(this.fees.noticeOf(FILING)).get().extracting(FeeNotice::state).isEqualTo(FeeState.TRANSFER_DECLARED);

		FeeNotice matched = this.fees.match(FILING, true, 30000, null, QIAN);
		assertThat(matched.state()).isEqualTo(FeeState.PAID);
		assertThat(this.events).containsExactly(new TransferDeclared(FILING), new FeePaid(FILING, FeePaid.By.TRANSFER));
		assertThat(this.fees.paymentsOf(FILING)).singleElement().satisfies((payment) -> {
			assertThat(payment.state()).isEqualTo(Payment.State.MATCHED);
			assertThat(payment.recordedBy()).isEqualTo("zhao");
			assertThat(payment.confirmedBy()).isEqualTo("qian");
		});
		assertThat(refusal(() -> this.fees.match(FILING, true, 30000, null, QIAN)).kind())
			.isEqualTo(Refusal.Kind.CONFLICT);
	}

	@Test
	void shortTransferCountsTowardsTheFeeAndTheRestStaysDue() {
		matched(30000, 10000, false);
		FeeNotice notice = this.fees.noticeOf(FILING).orElseThrow();
		assertThat(notice.state()).isEqualTo(FeeState.ISSUED);
		assertThat(notice.outstandingFen()).isEqualTo(20000);
		assertThat(this.events).endsWith(new TransferMismatch(FILING));
		PaymentOrder rest = this.fees.startOnlinePayment(FILING, APPLICANT);
		assertThat(rest.amountFen()).isEqualTo(20000);
		call(paid(rest, "T1"));
		assertThat(this.fees.noticeOf(FILING)).get().extracting(FeeNotice::state).isEqualTo(FeeState.PAID);
		assertThat(this.fees.refundsOf(FILING)).isEmpty();
	}

	@Test
	void nothingArrivedIsAMismatchToo() {
		matched(30000, 0, false);
		assertThat(this.fees.noticeOf(FILING)).get().satisfies((notice) -> {
			assertThat(notice.state()).isEqualTo(FeeState.ISSUED);
			assertThat(notice.receivedFen()).isZero();
		});
	}

	@Test
	void overpaidSettlesAndTheDifferenceGoesBack() {
		matched(30000, 35000, true);
		assertThat(settled(FILING)).isTrue();
		assertThat(this.fees.refundsOf(FILING)).singleElement().satisfies((refund) -> {
			assertThat(refund.reason()).isEqualTo(RefundReason.OVERPAID);
			assertThat(refund.amountFen()).isEqualTo(5000);
			assertThat(refund.channel()).isEqualTo(Payment.Channel.TRANSFER);
		});
	}

	@Test
	void aMismatchHasToBeExplainedAndEnoughIsNoMismatch() {
		issue(FILING);
		this.fees.declareTransfer(FILING, declaration(30000), APPLICANT);
		this.fees.recordReceipt(FILING, new BankReceipt(30000, "BANK-0001", null), ZHAO);
		assertThat(refusal(() -> this.fees.match(FILING, false, 30000, " ", QIAN)).violations())
			.extracting(Violation::messageKey)
			.containsExactly("fee.match.enough", "fee.match.note");
	}

	@Test
	void oneBankReceiptCountsOnce() {
		matched(30000, 30000, true);
		issue("F2026110000999");
		this.fees.declareTransfer("F2026110000999", declaration(30000), APPLICANT);
		assertThat(refusal(
				() -> this.fees.recordReceipt("F2026110000999", new BankReceipt(30000, "BANK-0001", null), ZHAO))
			.violations()).extracting(Violation::messageKey).containsExactly("fee.receipt.taken");
	}

	@Test
	void declarationSaysEverythingThatIsWrong() {
		issue(FILING);
		Refusal refusal = refusal(() -> this.fees.declareTransfer(FILING,
				new TransferDeclaration(LocalDate.of(2026, 11, 24), 0, " ", "张三 6222"), APPLICANT));
		assertThat(refusal.violations()).extracting(Violation::messageKey)
			.containsExactly("fee.transfer.date.future", "fee.transfer.amount", "fee.transfer.slip",
					"fee.serial.format");
		assertThat(refusal(() -> this.fees.declareTransfer(FILING,
				new TransferDeclaration(LocalDate.of(2026, 11, 22), 1, "v1", "0001"), APPLICANT))
			.violations()).extracting(Violation::messageKey).containsExactly("fee.transfer.date.early");
		assertThat(this.events).isEmpty();
	}

	@Test
	void whileFinanceLooksTheApplicantDoesNotPayAgain() {
		issue(FILING);
		this.fees.declareTransfer(FILING, declaration(30000), APPLICANT);
		assertThat(refusal(() -> this.fees.startOnlinePayment(FILING, APPLICANT)).messageKey())
			.isEqualTo("fee.notPayable.TRANSFER_DECLARED");
		assertThat(refusal(() -> this.fees.declareTransfer(FILING, declaration(30000), APPLICANT)).kind())
			.isEqualTo(Refusal.Kind.CONFLICT);
	}

	@Test
	void anOnlinePaymentWinsOverTheTransferUnderWay() {
		PaymentOrder order = ordered(FILING);
		this.fees.declareTransfer(FILING, declaration(30000), APPLICANT);
		this.fees.recordReceipt(FILING, new BankReceipt(30000, "BANK-0001", null), ZHAO);
		assertThat(call(paid(order, "T1")).result()).isEqualTo(CallbackAnswer.Result.PAID);
		assertThat(this.events).last().isEqualTo(new FeePaid(FILING, FeePaid.By.ONLINE));
		assertThat(this.fees.paymentsOf(FILING)).extracting(Payment::state)
			.containsExactly(Payment.State.DROPPED, Payment.State.MATCHED);
		assertThat(this.fees.refundsOf(FILING)).extracting(Refund::reason).containsExactly(RefundReason.PAID_TWICE);
	}

	@Test
	void aReceiptNobodyAnnouncedIsLookedAtTheSameWay() {
		issue(FILING);
		assertThat(refusal(() -> this.fees.recordReceipt(FILING, new BankReceipt(0, null, null), ZHAO)).violations())
			.extracting(Violation::messageKey)
			.containsExactly("fee.receipt.unannounced");
		this.fees.recordReceipt(FILING, new BankReceipt(30000, "BANK-0001", null), ZHAO);
		assertThat(this.events).containsExactly(new TransferDeclared(FILING));
		assertThat(this.fees.match(FILING, true, 30000, null, QIAN).state()).isEqualTo(FeeState.PAID);
	}

	@Test
	void aTransferThatComesAfterTheEndGoesBack() {
		issue(FILING);
		passDueDate();
		this.fees.recordReceipt(FILING, new BankReceipt(30000, "BANK-0001", null), ZHAO);
		assertThat(this.fees.match(FILING, true, 30000, null, QIAN).state()).isEqualTo(FeeState.EXPIRED);
		assertThat(this.fees.refundsOf(FILING)).extracting(Refund::reason).containsExactly(RefundReason.LATE);
	}

	@Test
	void receiptSaysEverythingThatIsWrong() {
		issue(FILING);
		this.fees.declareTransfer(FILING, declaration(30000), APPLICANT);
		assertThat(refusal(() -> this.fees.recordReceipt(FILING, new BankReceipt(-1, null, "长".repeat(501)), ZHAO))
			.violations()).extracting(Violation::messageKey).containsExactly("fee.receipt.amount", "fee.note.long");
		assertThat(refusal(() -> this.fees.recordReceipt(FILING, new BankReceipt(1, "一", null), ZHAO)).violations())
			.extracting(Violation::messageKey)
			.containsExactly("fee.serial.format");
		assertThat(refusal(() -> this.fees.recordReceipt(FILING, new BankReceipt(0, "BANK-0001", null), ZHAO))
			.violations()).extracting(Violation::messageKey).containsExactly("fee.receipt.nothing");
	}

	// time limits

	@Test
	void expiredCanBeReopenedOnce() {
		issue(FILING);
		this.clock.moveTo(this.due.minusSeconds(1));
		assertThat(this.fees.standing(FILING).state()).isEqualTo(State.PAYABLE);
		assertThat(refusal(() -> this.fees.reopen(FILING, APPLICANT)).messageKey()).isEqualTo("fee.reopen.notExpired");
		assertThat(passDueDate().reopenable()).isTrue();
		FeeNotice reopened = this.fees.reopen(FILING, APPLICANT);
		assertThat(reopened.state()).isEqualTo(FeeState.ISSUED);
		assertThat(this.events).containsExactly(new FeeExpired(FILING), new FeeReopened(FILING));
		Instant secondDue = this.due.plus(Duration.ofDays(7));
		assertThat(notify(FILING, secondDue).dueAt()).isEqualTo(secondDue);
		assertThat(this.fees.standing(FILING).state()).isEqualTo(State.PAYABLE);
		this.clock.moveTo(secondDue);
		assertThat(this.fees.standing(FILING))
			.isEqualTo(new FeeStanding(State.EXPIRED, false, secondDue, secondDue.plus(Duration.ofDays(7))));
		assertThat(refusal(() -> this.fees.reopen(FILING, APPLICANT)).messageKey()).isEqualTo("fee.reopen.used");
		assertThat(this.events).as("the second end cannot be undone").hasSize(2);
	}

	@Test
	void whereverTheLimitMovesTheFeeFollows() {
		issue(FILING);
		Instant later = this.due.plus(Duration.ofDays(1));
		this.ends.put(FILING, later);
		assertThat(this.fees.noticeOf(FILING)).get()
			.satisfies((notice) -> assertThat(notice.dueAt()).isEqualTo(later))
			.satisfies((notice) -> assertThat(notice.reopenUntil()).isEqualTo(later.plus(Duration.ofDays(7))));
		assertThat(ledger()).extracting(FeeLedger.Line::dueAt).containsExactly(later);
		this.clock.moveTo(later.minusSeconds(1));
		assertThat(this.fees.standing(FILING))
			.isEqualTo(new FeeStanding(State.PAYABLE, false, later, later.plus(Duration.ofDays(7))));
		assertThat(this.fees.startOnlinePayment(FILING, APPLICANT).expiresAt()).isEqualTo(later);
		this.clock.moveTo(later);
		assertThat(this.fees.standing(FILING))
			.isEqualTo(new FeeStanding(State.EXPIRED, true, later, later.plus(Duration.ofDays(7))));
	}

	@Test
	void aLimitThatMovedEarlierEndsEarlier() {
		issue(FILING);
		Instant earlier = this.due.minus(Duration.ofDays(2));
		this.ends.put(FILING, earlier);
		this.clock.moveTo(earlier);
		assertThat(this.fees.standing(FILING).state()).isEqualTo(State.EXPIRED);
		this.clock.moveTo(earlier.plus(Duration.ofDays(7)));
		assertThat(refusal(() -> this.fees.reopen(FILING, APPLICANT)).messageKey()).isEqualTo("fee.reopen.used");
	}

	@Test
	void whatHasEndedKeepsTheEndItHad() {
		issue(FILING);
		passDueDate();
		this.ends.put(FILING, this.due.plus(Duration.ofDays(3)));
		assertThat(this.fees.noticeOf(FILING)).get().satisfies((notice) -> {
			assertThat(notice.state()).isEqualTo(FeeState.EXPIRED);
			assertThat(notice.dueAt()).isEqualTo(this.due);
		});
	}

	@Test
	void aNoticeWithoutALimitIsAnError() {
		this.fees.assessFor(FILING, ENTERPRISE);
		assertThatIllegalStateException().isThrownBy(() -> this.fees.notify(FILING, BEIJING));
	}

	@Test
	void afterTheTimeForReopeningWhatCameInGoesBack() {
		matched(30000, 10000, false);
		passDueDate();
		assertThat(this.fees.refundsOf(FILING)).isEmpty();
		this.clock.moveTo(this.fees.noticeOf(FILING).orElseThrow().reopenUntil());
		assertThat(refusal(() -> this.fees.reopen(FILING, APPLICANT)).messageKey()).isEqualTo("fee.reopen.used");
		assertThat(this.fees.standing(FILING).state()).isEqualTo(State.EXPIRED);
		assertThat(this.fees.standing(FILING).state()).isEqualTo(State.EXPIRED);
		assertThat(this.fees.refundsOf(FILING)).singleElement().satisfies((refund) -> {
			assertThat(refund.reason()).isEqualTo(RefundReason.EXPIRED);
			assertThat(refund.amountFen()).isEqualTo(10000);
		});
	}

	@Test
	void timeDoesNothingToWhatWasPaidOrAnnounced() {
		issue(FILING);
		this.fees.declareTransfer(FILING, declaration(30000), APPLICANT);
		paidOnline("F2026110000999");
		assertThat(passDueDate().state()).isEqualTo(State.TRANSFER_DECLARED);
		assertThat(this.fees.standing("F2026110000999").state()).isEqualTo(State.SETTLED);
		assertThat(refusal(() -> this.fees.standing("F2026110000777")).messageKey()).isEqualTo("fee.notice.none");
	}

	@Test
	void waivedIsSettled() {
		matched(30000, 10000, false);
		assertThat(refusal(() -> this.fees.waive(FILING, " ", QIAN)).violations()).hasSize(1);
		assertThat(this.fees.waive(FILING, "公益机构优惠", QIAN).state()).isEqualTo(FeeState.WAIVED);
		assertThat(this.events).last().isEqualTo(new FeePaid(FILING, FeePaid.By.WAIVER));
		assertThat(this.fees.refundsOf(FILING)).extracting(Refund::reason).containsExactly(RefundReason.WAIVED);
		assertThat(settled(FILING)).isTrue();
		assertThat(refusal(() -> this.fees.waive(FILING, "再次", QIAN)).kind()).isEqualTo(Refusal.Kind.CONFLICT);
	}

	// refunds

	@Test
	void whatWasPaidGoesBackWhenTheFilingEnds() {
		paidOnline(FILING);
		Refund refund = this.fees.refund(FILING, RefundReason.REFUSED, QIAN).get(0);
		assertThat(this.fees.noticeOf(FILING)).get().extracting(FeeNotice::state).isEqualTo(FeeState.REFUND_DUE);
		assertThat(this.fees.refund(FILING, RefundReason.REFUSED, QIAN)).containsExactly(refund);
		assertThat(refusal(() -> this.fees.recordRefund(refund.id(), "x", ZHAO)).violations()).hasSize(1);
		Refund done = this.fees.recordRefund(refund.id(), "BANK-R001", ZHAO);
		assertThat(done.done()).isTrue();
		assertThat(this.fees.recordRefund(refund.id(), "BANK-R001", ZHAO)).isEqualTo(done);
		assertThat(refusal(() -> this.fees.recordRefund(refund.id(), "BANK-R002", ZHAO)).messageKey())
			.isEqualTo("fee.refund.done");
		assertThat(this.fees.noticeOf(FILING)).get().extracting(FeeNotice::state).isEqualTo(FeeState.REFUNDED);
		assertThat(this.events.stream().filter(RefundDue.class::isInstance)).hasSize(1);
		assertThat(refusal(() -> this.fees.recordRefund(4711, "BANK-R001", ZHAO)).kind())
			.isEqualTo(Refusal.Kind.NOT_FOUND);
	}

	@Test
	void policyMayKeepTheFee() throws Exception {
		this.context.close();
		start(Map.of("beianflow.fee.refund-on", "WITHDRAWN"));
		paidOnline(FILING);
		assertThat(this.fees.refund(FILING, RefundReason.REFUSED, QIAN)).isEmpty();
		assertThat(this.fees.noticeOf(FILING)).get().extracting(FeeNotice::state).isEqualTo(FeeState.PAID);
		assertThat(this.fees.refund(FILING, RefundReason.WITHDRAWN, QIAN)).hasSize(1);
	}

	@Test
	void anEndBeforePayingVoidsTheNotice() {
		assertThat(this.fees.refund(FILING, RefundReason.WITHDRAWN, APPLICANT)).isEmpty();
		PaymentOrder order = ordered(FILING);
		assertThat(this.fees.refund(FILING, RefundReason.WITHDRAWN, APPLICANT)).isEmpty();
		assertThat(this.fees.noticeOf(FILING)).get().extracting(FeeNotice::state).isEqualTo(FeeState.VOIDED);
		assertThat(call(paid(order, "T1")).result()).isEqualTo(CallbackAnswer.Result.REFUND_DUE);
	}

	private List<FeeLedger.Line> ledger() {
		return this.context.getBean(FeeLedger.class).lines(List.of(BEIJING), null, null, 10);
	}

	private FeeStanding passDueDate() {
		this.clock.moveTo(this.due);
		return this.fees.standing(FILING);
	}

	private FeeNotice issue(String filing) {
		this.fees.assessFor(filing, ENTERPRISE);
		return notify(filing, this.clock.instant().plus(Duration.ofDays(7)));
	}

	private FeeNotice notify(String filing, Instant end) {
		this.ends.put(filing, end);
		return this.fees.notify(filing, BEIJING);
	}

	private static Deadline limit(String filing, Instant end) {
		return new Deadline(1, filing, DeadlineKind.FEE_PAYMENT, BEIJING, end.minus(Duration.ofDays(7)),
				LocalDate.of(2026, 11, 23), new DeadlineLength(7, DeadlineUnit.CALENDAR_DAYS), 0, List.of(), end,
				OptionalInt.empty(), null);
	}

	private PaymentOrder ordered(String filing) {
		issue(filing);
		return this.fees.startOnlinePayment(filing, APPLICANT);
	}

	private void paidOnline(String filing) {
		call(paid(ordered(filing), "T-" + filing));
	}

	private void matched(long announced, long received, boolean matched) {
		issue(FILING);
		this.fees.declareTransfer(FILING, declaration(announced), APPLICANT);
		this.fees.recordReceipt(FILING, new BankReceipt(received, (received > 0) ? "BANK-0001" : null, null), ZHAO);
		this.fees.match(FILING, matched, received, "还差一部分", QIAN);
	}

	private static TransferDeclaration declaration(long fen) {
		return new TransferDeclaration(LocalDate.of(2026, 11, 23), fen, "slip-v1", "20261123000188");
	}

	private CallbackAnswer call(String payload) {
		return this.fees.callback("fake", payload, this.gateway.signature.sign(payload, this.clock.instant()));
	}

	private static String paid(PaymentOrder order, String transaction) {
		return message(order.id(), transaction, GatewayMessage.Status.PAID, order.amountFen(), order.currency());
	}

	private static String message(String order, String transaction, GatewayMessage.Status status, long fen,
			String currency) {
		return order + "|" + transaction + "|" + status + "|" + fen + "|" + currency;
	}

	private boolean settled(String filing) {
		return this.fees.noticeOf(filing).filter((notice) -> notice.state().isSettled()).isPresent();
	}

	private static Refusal refusal(ThrowingCallable call) {
		Refusal refusal = catchThrowableOfType(Refusal.class, call);
		assertThat(refusal).as("a refusal").isNotNull();
		return refusal;
	}

	private static <T> List<T> inParallel(int count, IntFunction<T> act) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(count);
		try {
			List<Callable<T>> calls = new ArrayList<>();
			for (int i = 0; i < count; i++) {
				int number = i;
				calls.add(() -> act.apply(number));
			}
			List<T> results = new ArrayList<>();
			for (Future<T> result : threads.invokeAll(calls)) {
				results.add(result.get());
			}
			return results;
		}
		finally {
			threads.shutdownNow();
		}
	}

	@EnableTransactionManagement
	static class Transactions {

	}

	/**
	 * A payment company whose messages are {@code order|transaction|status|fen|currency}.
	 */
	private static final class FakeGateway implements PaymentGateway {

		private final CallbackSignature signature = new CallbackSignature(
				"a secret of at least thirty-two bytes".getBytes(StandardCharsets.UTF_8));

		private final List<String> opened = new ArrayList<>();

		private boolean away;

		@Override
		public String name() {
			return "fake";
		}

		@Override
		public URI open(PaymentOrder order) {
			this.opened.add(order.id());
			if (this.away) {
				throw new IllegalStateException("read timed out");
			}
			return URI.create("https://pay.example/" + order.id());
		}

		@Override
		public GatewayMessage read(String payload, String proof, Instant now) {
			this.signature.verify(payload, proof, now, Duration.ofMinutes(5));
			String[] part = payload.split("\\|");
			return new GatewayMessage(part[0], part[1], GatewayMessage.Status.valueOf(part[2]), Long.parseLong(part[3]),
					part[4], now);
		}

	}

}
