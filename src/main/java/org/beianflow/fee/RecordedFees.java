package org.beianflow.fee;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.beianflow.audit.Actor;
import org.beianflow.audit.AuditTrail;
import org.beianflow.check.Refusal;
import org.beianflow.check.Violation;
import org.beianflow.deadline.Deadline;
import org.beianflow.deadline.DeadlineKind;
import org.beianflow.deadline.Deadlines;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fees kept in the database.
 * <p>
 * Every change locks the notice's row first, so payments, finance and clocks never act on
 * the same fee at once. Events come before the audit row: the chain of the filing is
 * locked last.
 */
@Service
class RecordedFees implements Fees {

	private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

	private static final String CURRENCY = "CNY";

	private final FeeRecords records;

	private final FeeSchedule schedule;

	private final FeeSettings settings;

	private final Map<String, PaymentGateway> gateways;

	private final Deadlines deadlines;

	private final AuditTrail audit;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	private final TransactionTemplate transaction;

	private final TransactionTemplate ownTransaction;

	RecordedFees(FeeRecords records, FeeSchedule schedule, FeeSettings settings,
			ObjectProvider<PaymentGateway> gateways, Deadlines deadlines, AuditTrail audit,
			ApplicationEventPublisher events, Clock clock, PlatformTransactionManager transactions) {
		this.records = records;
		this.schedule = schedule;
		this.settings = settings;
		this.gateways = gateways.stream().collect(Collectors.toMap(PaymentGateway::name, Function.identity()));
		this.deadlines = deadlines;
		this.audit = audit;
		this.events = events;
		this.clock = clock;
		this.transaction = new TransactionTemplate(transactions);
		this.ownTransaction = new TransactionTemplate(transactions);
		this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
	}

	// assessing and the notice

	@Override
	public FeeAssessment assess(FeeQuestion question) {
		if (!this.settings.enabled()) {
			return FeeAssessment.FREE;
		}
		return new FeeAssessment(this.schedule.linesFor(question, today()));
	}

	@Override
	@Transactional
	public FeeAssessment assessFor(String filing, FeeQuestion question) {
		Optional<FeeNotice> issued = this.records.notice(filing);
		if (issued.isPresent()) {
			return issued.get().state().isSettled() ? FeeAssessment.FREE : new FeeAssessment(issued.get().lines());
		}
		FeeAssessment assessment = assess(question);
		this.records.replaceLines(filing, assessment.lines());
		return assessment;
	}

	@Override
	@Transactional
	public FeeNotice notify(String filing, String province) {
		return this.records.lockedNotice(filing).map(this::kept).orElseGet(() -> issue(filing, province));
	}

	/** The end of the limit rules, wherever it has moved since it was written down. */
	private FeeNotice timed(FeeNotice notice) {
		return end(notice.filing()).filter((due) -> movable(notice) && !due.equals(notice.dueAt()))
			.map((due) -> notice.dueAt(due, due.plus(this.settings.reopenWithin())))
			.orElse(notice);
	}

	private static boolean movable(FeeNotice notice) {
		return notice.state() == FeeState.ISSUED || notice.state() == FeeState.TRANSFER_DECLARED;
	}

	/** The same, written down: what ends keeps the end it had. */
	private FeeNotice kept(FeeNotice notice) {
		FeeNotice timed = timed(notice);
		if (timed != notice) {
			this.records.setDue(notice.filing(), timed.dueAt(), timed.reopenUntil());
		}
		return timed;
	}

	private Optional<Instant> end(String filing) {
		return this.deadlines.latest(filing, DeadlineKind.FEE_PAYMENT).map(Deadline::dueAt);
	}

	private FeeNotice issue(String filing, String province) {
		FeeAssessment assessment = new FeeAssessment(this.records.lines(filing));
		if (assessment.isFree()) {
			throw new Refusal(Refusal.Kind.CONFLICT, "fee.notice.free");
		}
		Instant dueAt = end(filing)
			.orElseThrow(() -> new IllegalStateException("No limit for payment was opened for " + filing));
		int year = today().getYear();
		int serial = nextSerial(year);
		FeeSettings.Account account = this.settings.account();
		FeeNotice notice = new FeeNotice(filing, province,
				String.format("%s%d-%06d", this.settings.noticePrefix(), year, serial),
				PaymentReference.of(year, serial), FeeState.ISSUED, assessment.lines(), assessment.totalFen(), 0,
				CURRENCY, new BankAccount(account.holder(), account.bank(), account.number()), this.clock.instant(),
				dueAt, dueAt.plus(this.settings.reopenWithin()), false, false);
		this.records.insertNotice(notice);
		record(filing, Actor.system("fee"), "fee.noticeIssued",
				Map.of("number", notice.number(), "totalFen", String.valueOf(notice.totalFen())));
		return notice;
	}

	private int nextSerial(int year) {
		if (!this.records.count(year)) {
			// In a transaction of its own: where another node was faster, only this
			// fails.
			try {
				this.ownTransaction.executeWithoutResult((status) -> this.records.beginYear(year));
			}
			catch (DuplicateKeyException ex) {
				// The row is there, which is all that is wanted.
			}
			this.records.count(year);
		}
		return this.records.counted(year);
	}

	@Override
	@Transactional(readOnly = true)
	public Optional<FeeNotice> noticeOf(String filing) {
		return this.records.notice(filing).map(this::timed);
	}

	private FeeNotice locked(String filing) {
		return this.records.lockedNotice(filing)
			.map(this::kept)
			.orElseThrow(() -> new Refusal(Refusal.Kind.CONFLICT, "fee.notice.none"));
	}

	// online payment

	@Override
	public boolean onlinePaymentOffered() {
		return gateway().isPresent();
	}

	@Override
	public boolean knowsGateway(String gateway) {
		return this.gateways.containsKey(gateway);
	}

	/** The one the settings name, or the only one there is. */
	private Optional<PaymentGateway> gateway() {
		if (!this.settings.gateway().isEmpty()) {
			return Optional.ofNullable(this.gateways.get(this.settings.gateway()));
		}
		return (this.gateways.size() == 1) ? this.gateways.values().stream().findFirst() : Optional.empty();
	}

	@Override
	public PaymentOrder startOnlinePayment(String filing, Actor actor) {
		PaymentGateway gateway = gateway().orElseThrow(() -> new Refusal(Refusal.Kind.CONFLICT, "fee.gateway.none"));
		PaymentOrder order = this.transaction.execute((status) -> order(filing, gateway, actor));
		if (order.page() != null) {
			return order;
		}
		URI page = open(gateway, order);
		this.transaction.executeWithoutResult((status) -> this.records.setOrderPage(order.id(), page));
		return new PaymentOrder(order.id(), filing, order.gateway(), order.subject(), order.amountFen(),
				order.currency(), order.expiresAt(), page);
	}

	@Override
	@Transactional(readOnly = true)
	public Optional<PaymentOrder> orderOf(String order) {
		return this.records.order(order);
	}

	private PaymentOrder order(String filing, PaymentGateway gateway, Actor actor) {
		FeeNotice notice = payable(filing);
		Instant now = this.clock.instant();
		Optional<PaymentOrder> open = this.records.openOrder(filing, now)
			.filter((order) -> order.amountFen() == notice.outstandingFen() && order.gateway().equals(gateway.name()));
		if (open.isPresent()) {
			return open.get();
		}
		Instant latest = now.plus(this.settings.orderValidFor());
		PaymentOrder order = new PaymentOrder(UUID.randomUUID().toString(), filing, gateway.name(), "备案服务费 " + filing,
				notice.outstandingFen(), notice.currency(), latest.isBefore(notice.dueAt()) ? latest : notice.dueAt(),
				null);
		this.records.insertOrder(order, now);
		record(filing, actor, "fee.onlinePaymentStarted",
				Map.of("order", order.id(), "gateway", gateway.name(), "amountFen", String.valueOf(order.amountFen())));
		return order;
	}

	private static URI open(PaymentGateway gateway, PaymentOrder order) {
		try {
			return gateway.open(order);
		}
		catch (Refusal ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			Refusal refusal = new Refusal(Refusal.Kind.UNAVAILABLE, "fee.gateway.unavailable");
			refusal.initCause(ex);
			throw refusal;
		}
	}

	/** The notice, locked, where the applicant is to pay now. */
	private FeeNotice payable(String filing) {
		FeeNotice notice = locked(filing);
		if (notice.state() != FeeState.ISSUED) {
			throw new Refusal(Refusal.Kind.CONFLICT, "fee.notPayable." + notice.state());
		}
		return notice;
	}

	@Override
	public CallbackAnswer callback(String gatewayName, String payload, String signature) {
		PaymentGateway gateway = this.gateways.get(gatewayName);
		if (gateway == null) {
			throw new Refusal(Refusal.Kind.NOT_FOUND, "fee.gateway.unknown");
		}
		String chain = "gateway:" + gatewayName;
		try {
			GatewayMessage message = gateway.read(payload, signature, this.clock.instant());
			PaymentOrder order = this.records.order(message.order())
				.filter((known) -> known.gateway().equals(gatewayName))
				.orElseThrow(() -> new Refusal(Refusal.Kind.NOT_FOUND, "fee.callback.order"));
			chain = order.filing();
			return this.transaction.execute((status) -> take(gatewayName, message, order));
		}
		catch (Refusal refusal) {
			auditRefused(chain, gatewayName, refusal);
			throw refusal;
		}
	}

	/** What is refused rolls back; that it was refused stays. */
	private void auditRefused(String chain, String gateway, Refusal refusal) {
		this.ownTransaction.executeWithoutResult((status) -> record(chain, Actor.system("gateway:" + gateway),
				"fee.callbackRefused", Map.of("why", refusal.messageKey())));
	}

	private CallbackAnswer take(String gateway, GatewayMessage message, PaymentOrder order) {
		FeeNotice notice = locked(order.filing());
		List<FeeRecords.KnownMessage> known = this.records.messages(gateway, message.transaction());
		if (known.stream().anyMatch((earlier) -> !earlier.order().equals(order.id()))) {
			throw new Refusal(Refusal.Kind.CONFLICT, "fee.callback.transaction");
		}
		if (message.status() == GatewayMessage.Status.PAID) {
			checkAmount(message, order);
		}
		for (FeeRecords.KnownMessage earlier : known) {
			if (earlier.status() == message.status()) {
				return new CallbackAnswer(order.id(), message.transaction(), earlier.result());
			}
		}
		CallbackAnswer.Result result = (message.status() == GatewayMessage.Status.PAID)
				? takePayment(gateway, message, order, notice) : CallbackAnswer.Result.NOTED;
		if (message.status() == GatewayMessage.Status.CLOSED) {
			this.records.closeOrder(order.id(), "CLOSED");
		}
		this.records.insertMessage(gateway, message, result, this.clock.instant());
		return new CallbackAnswer(order.id(), message.transaction(), result);
	}

	private static void checkAmount(GatewayMessage message, PaymentOrder order) {
		List<Violation> found = new ArrayList<>();
		if (message.amountFen() != order.amountFen()) {
			found.add(Violation.of("amountFen", "AMOUNT", "fee.callback.amount", Amounts.yuan(order.amountFen()),
					Amounts.yuan(message.amountFen())));
		}
		if (!order.currency().equals(message.currency())) {
			found.add(Violation.of("currency", "CURRENCY", "fee.callback.currency", order.currency()));
		}
		if (!found.isEmpty()) {
			throw Refusal.invalid("fee.callback.mismatch", found);
		}
	}

	private CallbackAnswer.Result takePayment(String gateway, GatewayMessage message, PaymentOrder order,
			FeeNotice notice) {
		Payment draft = new Payment(0, order.filing(), Payment.Channel.ONLINE, Payment.State.MATCHED, order.amountFen(),
				message.amountFen(), null, null, message.transaction(), null, null, null, null, this.clock.instant());
		Payment payment = draft.withId(this.records.insertPayment(draft));
		this.records.markOrderPaid(order.id());
		boolean counted = settle(notice, payment, FeePaid.By.ONLINE);
		record(order.filing(), Actor.system("gateway:" + gateway), "fee.paidOnline",
				Map.of("order", order.id(), "transaction", message.transaction(), "amountFen",
						String.valueOf(message.amountFen()), "result", counted ? "PAID" : "REFUND_DUE"));
		return counted ? CallbackAnswer.Result.PAID : CallbackAnswer.Result.REFUND_DUE;
	}

	/**
	 * Lets money that came in count, or sends it back where it comes too late or twice.
	 * @return whether the fee is settled by it
	 */
	private boolean settle(FeeNotice notice, Payment payment, FeePaid.By by) {
		if (notice.state() != FeeState.ISSUED && notice.state() != FeeState.TRANSFER_DECLARED) {
			boolean late = notice.state() == FeeState.EXPIRED || notice.state() == FeeState.VOIDED;
			giveBack(payment, late ? RefundReason.LATE : RefundReason.PAID_TWICE, payment.receivedFen());
			return false;
		}
		String filing = notice.filing();
		long counts = Math.min(payment.receivedFen(), notice.outstandingFen());
		this.records.credit(filing, counts);
		if (counts < notice.outstandingFen()) {
			this.records.setState(filing, FeeState.ISSUED);
			return false;
		}
		this.records.setState(filing, FeeState.PAID);
		giveBack(payment, RefundReason.OVERPAID, payment.receivedFen() - counts);
		dropOpenPayments(filing, payment.id(), RefundReason.PAID_TWICE);
		this.events.publishEvent(new FeePaid(filing, by));
		return true;
	}

	/** Nothing announced counts any more; money that finance has seen goes back. */
	private void dropOpenPayments(String filing, long except, RefundReason reason) {
		this.records.closeOrders(filing);
		for (Payment open : this.records.payments(filing)) {
			if (open.isOpenTransfer() && open.id() != except) {
				this.records.updatePayment(open.in(Payment.State.DROPPED));
				giveBack(open, reason, open.receivedFen());
			}
		}
	}

	private void giveBack(Payment payment, RefundReason reason, long amountFen) {
		if (amountFen > 0) {
			giveBack(payment.filing(), payment, reason, amountFen);
		}
	}

	private long giveBack(String filing, Payment payment, RefundReason reason, long amountFen) {
		long refund = this.records.insertRefund(filing, reason, amountFen, payment, this.clock.instant());
		this.events.publishEvent(new RefundDue(filing, refund));
		return refund;
	}

	// bank transfer

	@Override
	@Transactional
	public FeeNotice declareTransfer(String filing, TransferDeclaration declaration, Actor actor) {
		FeeNotice notice = payable(filing);
		List<Violation> found = TransferRules.ofDeclaration(declaration,
				notice.issuedAt().atZone(SHANGHAI).toLocalDate(), today());
		if (!found.isEmpty()) {
			throw Refusal.invalid("fee.transfer.invalid", found);
		}
		this.records.insertPayment(new Payment(0, filing, Payment.Channel.TRANSFER, Payment.State.DECLARED,
				declaration.amountFen(), 0, declaration.date(), declaration.slipMaterialVersionId(),
				declaration.payerReference(), null, null, null, null, this.clock.instant()));
		return transferDeclared(notice, actor,
				Map.of("amountFen", String.valueOf(declaration.amountFen()), "on", declaration.date().toString()));
	}

	private FeeNotice transferDeclared(FeeNotice notice, Actor actor, Map<String, String> facts) {
		this.records.setState(notice.filing(), FeeState.TRANSFER_DECLARED);
		this.events.publishEvent(new TransferDeclared(notice.filing()));
		record(notice.filing(), actor, "fee.transferDeclared", facts);
		return locked(notice.filing());
	}

	@Override
	@Transactional
	public FeeNotice recordReceipt(String filing, BankReceipt receipt, Actor actor) {
		FeeNotice notice = locked(filing);
		Payment payment = openTransfer(filing).orElseGet(() -> unannounced(filing, receipt));
		List<Violation> found = TransferRules.ofReceipt(receipt,
				this.records.bankReferenceTaken(receipt.bankReference(), payment.id()));
		if (payment.id() == 0 && receipt.receivedFen() == 0) {
			found.add(Violation.of("receivedFen", "MISSING", "fee.receipt.unannounced"));
		}
		if (!found.isEmpty()) {
			throw Refusal.invalid("fee.receipt.invalid", found);
		}
		Payment recorded = payment.recorded(receipt.receivedFen(), receipt.bankReference(), receipt.note(), actor.id());
		if (recorded.id() == 0) {
			this.records.insertPayment(recorded);
		}
		else {
			this.records.updatePayment(recorded);
		}
		FeeNotice now = (notice.state() == FeeState.ISSUED) ? transferDeclared(notice, actor, Map.of("by", "finance"))
				: notice;
		record(filing, actor, "fee.receiptRecorded", Map.of("receivedFen", String.valueOf(receipt.receivedFen())));
		return now;
	}

	private Payment unannounced(String filing, BankReceipt receipt) {
		return new Payment(0, filing, Payment.Channel.TRANSFER, Payment.State.RECORDED, receipt.receivedFen(), 0, null,
				null, null, null, null, null, null, this.clock.instant());
	}

	private Optional<Payment> openTransfer(String filing) {
		return this.records.payments(filing).stream().filter(Payment::isOpenTransfer).reduce((earlier, later) -> later);
	}

	@Override
	@Transactional
	public FeeNotice match(String filing, boolean matched, long receivedFen, String note, Actor actor) {
		FeeNotice notice = locked(filing);
		Payment recorded = openTransfer(filing).filter((payment) -> payment.state() != Payment.State.DECLARED)
			.orElseThrow(() -> new Refusal(Refusal.Kind.CONFLICT, "fee.match.unrecorded"));
		if (actor.id().equals(recorded.recordedBy())) {
			throw new Refusal(Refusal.Kind.FORBIDDEN, "fee.match.samePerson");
		}
		boolean counts = notice.state() == FeeState.TRANSFER_DECLARED;
		List<Violation> found = TransferRules.ofMatch(matched, receivedFen, note, recorded,
				counts ? notice.outstandingFen() : 0);
		if (!found.isEmpty()) {
			throw Refusal.invalid("fee.match.invalid", found);
		}
		Payment confirmed = recorded.confirmed(matched ? Payment.State.MATCHED : Payment.State.MISMATCHED, note,
				actor.id());
		this.records.updatePayment(confirmed);
		if (!settle(notice, confirmed, FeePaid.By.TRANSFER) && counts) {
			this.events.publishEvent(new TransferMismatch(filing));
		}
		record(filing, actor, matched ? "fee.transferMatched" : "fee.transferMismatched",
				Map.of("receivedFen", String.valueOf(receivedFen)));
		return locked(filing);
	}

	// time limits

	@Override
	@Transactional
	public FeeStanding standing(String filing) {
		FeeNotice notice = locked(filing);
		if (notice.state() != FeeState.TRANSFER_DECLARED) {
			// The payment may have come before finance had its task.
			this.deadlines.close(filing, DeadlineKind.TRANSFER_RECONCILIATION);
		}
		if (notice.state() == FeeState.ISSUED && !this.clock.instant().isBefore(notice.dueAt())) {
			notice = expire(notice);
		}
		if (notice.state() == FeeState.EXPIRED && !notice.closed() && !reopenable(notice)) {
			close(notice);
		}
		return new FeeStanding(state(notice.state()), reopenable(notice), notice.dueAt(), notice.reopenUntil());
	}

	private static FeeStanding.State state(FeeState state) {
		return switch (state) {
			case PAID, WAIVED -> FeeStanding.State.SETTLED;
			case TRANSFER_DECLARED -> FeeStanding.State.TRANSFER_DECLARED;
			case ISSUED -> FeeStanding.State.PAYABLE;
			case EXPIRED, VOIDED, REFUND_DUE, REFUNDED -> FeeStanding.State.EXPIRED;
		};
	}

	private FeeNotice expire(FeeNotice notice) {
		this.records.setState(notice.filing(), FeeState.EXPIRED);
		this.records.closeOrders(notice.filing());
		record(notice.filing(), Actor.system("fee"), "fee.expired", Map.of("number", notice.number()));
		FeeNotice expired = locked(notice.filing());
		if (reopenable(expired)) {
			this.events.publishEvent(new FeeExpired(notice.filing()));
		}
		return expired;
	}

	private void close(FeeNotice notice) {
		this.records.close(notice.filing());
		if (notice.receivedFen() > 0) {
			giveBack(notice.filing(), null, RefundReason.EXPIRED, notice.receivedFen());
		}
		record(notice.filing(), Actor.system("fee"), "fee.closed", Map.of("number", notice.number()));
	}

	private boolean reopenable(FeeNotice notice) {
		return notice.canBeReopened() && this.clock.instant().isBefore(notice.reopenUntil());
	}

	@Override
	@Transactional
	public FeeNotice reopen(String filing, Actor actor) {
		FeeNotice notice = locked(filing);
		if (!reopenable(notice)) {
			throw new Refusal(Refusal.Kind.CONFLICT,
					(notice.state() == FeeState.EXPIRED) ? "fee.reopen.used" : "fee.reopen.notExpired");
		}
		this.records.reopen(filing);
		this.events.publishEvent(new FeeReopened(filing));
		record(filing, actor, "fee.reopened", Map.of("number", notice.number()));
		return locked(filing);
	}

	@Override
	@Transactional
	public FeeNotice waive(String filing, String reason, Actor actor) {
		if (reason == null || reason.isBlank() || reason.length() > TransferRules.NOTE_LIMIT) {
			throw Refusal.invalid("fee.waive.invalid",
					List.of(Violation.of("reason", "MISSING", "fee.waive.reason", TransferRules.NOTE_LIMIT)));
		}
		FeeNotice notice = locked(filing);
		if (notice.state() != FeeState.ISSUED && notice.state() != FeeState.TRANSFER_DECLARED) {
			throw new Refusal(Refusal.Kind.CONFLICT, "fee.notPayable." + notice.state());
		}
		this.records.setState(filing, FeeState.WAIVED);
		dropOpenPayments(filing, 0, RefundReason.WAIVED);
		if (notice.receivedFen() > 0) {
			giveBack(filing, null, RefundReason.WAIVED, notice.receivedFen());
		}
		this.events.publishEvent(new FeePaid(filing, FeePaid.By.WAIVER));
		record(filing, actor, "fee.waived", Map.of("number", notice.number(), "reason", reason));
		return locked(filing);
	}

	// refunds

	@Override
	@Transactional
	public List<Refund> refund(String filing, RefundReason reason, Actor actor) {
		Optional<FeeNotice> found = this.records.lockedNotice(filing);
		if (found.isEmpty()) {
			return List.of();
		}
		FeeNotice notice = found.get();
		switch (notice.state()) {
			case PAID -> {
				if (this.settings.refundOn().contains(reason)) {
					this.records.setState(filing, FeeState.REFUND_DUE);
					giveBack(filing, null, reason, notice.receivedFen());
					record(filing, actor, "fee.refundDue", Map.of("reason", reason.name()));
				}
			}
			case ISSUED, TRANSFER_DECLARED, EXPIRED -> {
				this.records.setState(filing, FeeState.VOIDED);
				dropOpenPayments(filing, 0, reason);
				if (notice.receivedFen() > 0 && !notice.closed()) {
					giveBack(filing, null, reason, notice.receivedFen());
				}
				record(filing, actor, "fee.voided", Map.of("reason", reason.name()));
			}
			case WAIVED, VOIDED, REFUND_DUE, REFUNDED -> {
			}
		}
		return this.records.refunds(filing).stream().filter((refund) -> refund.reason() == reason).toList();
	}

	@Override
	@Transactional
	public Refund recordRefund(long refund, String bankReference, Actor actor) {
		Refund due = this.records.refund(refund)
			.orElseThrow(() -> new Refusal(Refusal.Kind.NOT_FOUND, "fee.refund.none"));
		FeeNotice notice = locked(due.filing());
		Refund current = this.records.refund(refund).orElseThrow();
		if (current.done()) {
			if (current.bankReference().equals(bankReference)) {
				return current;
			}
			throw new Refusal(Refusal.Kind.CONFLICT, "fee.refund.done");
		}
		if (!TransferRules.isSerial(bankReference)) {
			throw Refusal.invalid("fee.refund.invalid",
					List.of(Violation.of("bankReference", "FORMAT", "fee.serial.format")));
		}
		this.records.markRefunded(refund, bankReference, actor.id(), this.clock.instant());
		if (notice.state() == FeeState.REFUND_DUE
				&& this.records.refunds(due.filing()).stream().allMatch(Refund::done)) {
			this.records.setState(due.filing(), FeeState.REFUNDED);
		}
		record(due.filing(), actor, "fee.refunded",
				Map.of("reason", due.reason().name(), "amountFen", String.valueOf(due.amountFen())));
		return this.records.refund(refund).orElseThrow();
	}

	@Override
	@Transactional(readOnly = true)
	public Optional<Refund> refundOf(long refund) {
		return this.records.refund(refund);
	}

	@Override
	@Transactional(readOnly = true)
	public List<Refund> refundsOf(String filing) {
		return this.records.refunds(filing);
	}

	@Override
	@Transactional(readOnly = true)
	public List<Payment> paymentsOf(String filing) {
		return this.records.payments(filing);
	}

	private LocalDate today() {
		return LocalDate.ofInstant(this.clock.instant(), SHANGHAI);
	}

	private void record(String chain, Actor actor, String act, Map<String, String> facts) {
		this.audit.record(chain, actor, act, facts);
	}

}
