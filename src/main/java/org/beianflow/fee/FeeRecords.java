package org.beianflow.fee;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.stereotype.Repository;

/** The tables of the fee module. */
@Repository
class FeeRecords {

	private final JdbcClient jdbc;

	FeeRecords(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	// lines

	List<FeeLine> lines(String filing) {
		return this.jdbc.sql(
				"select description, description_en, amount_fen from bf_fee_line where filing = :filing order by position")
			.param("filing", filing)
			.query((rs, row) -> new FeeLine(rs.getString("description"), rs.getString("description_en"),
					rs.getLong("amount_fen")))
			.list();
	}

	void replaceLines(String filing, List<FeeLine> lines) {
		this.jdbc.sql("delete from bf_fee_line where filing = :filing").param("filing", filing).update();
		for (int i = 0; i < lines.size(); i++) {
			this.jdbc.sql(
					"insert into bf_fee_line (filing, position, description, description_en, amount_fen) values (:filing, :position, :description, :english, :amount)")
				.param("filing", filing)
				.param("position", i)
				.param("description", lines.get(i).description())
				.param("english", lines.get(i).descriptionEn())
				.param("amount", lines.get(i).amountFen())
				.update();
		}
	}

	// counter

	/** Counts one on; false where the year has no row yet. */
	boolean count(int year) {
		return this.jdbc.sql("update bf_fee_counter set last_number = last_number + 1 where notice_year = :year")
			.param("year", year)
			.update() == 1;
	}

	int counted(int year) {
		return this.jdbc.sql("select last_number from bf_fee_counter where notice_year = :year")
			.param("year", year)
			.query(Integer.class)
			.single();
	}

	void beginYear(int year) {
		this.jdbc.sql("insert into bf_fee_counter (notice_year, last_number) values (:year, 0)")
			.param("year", year)
			.update();
	}

	// notices

	Optional<FeeNotice> notice(String filing) {
		return noticeBy("select * from bf_fee_notice where filing = :filing", filing);
	}

	/** The notice, locked until the transaction ends. */
	Optional<FeeNotice> lockedNotice(String filing) {
		return noticeBy("select * from bf_fee_notice where filing = :filing for update", filing);
	}

	private Optional<FeeNotice> noticeBy(String sql, String filing) {
		return this.jdbc.sql(sql)
			.param("filing", filing)
			.query((rs, row) -> new FeeNotice(filing, rs.getString("province"), rs.getString("number"),
					rs.getString("reference"), FeeState.valueOf(rs.getString("state")), lines(filing),
					rs.getLong("total_fen"), rs.getLong("received_fen"), rs.getString("currency"),
					new BankAccount(rs.getString("account_holder"), rs.getString("account_bank"),
							rs.getString("account_number")),
					instant(rs, "issued_at"), instant(rs, "due_at"), instant(rs, "reopen_until"),
					rs.getBoolean("reopened"), rs.getBoolean("closed")))
			.optional();
	}

	void insertNotice(FeeNotice notice) {
		this.jdbc.sql(
				"insert into bf_fee_notice (filing, province, number, reference, state, total_fen, received_fen, currency, account_holder, account_bank, account_number, issued_at, due_at, reopen_until, reopened, closed) values (:filing, :province, :number, :reference, :state, :total, :received, :currency, :holder, :bank, :account, :issued, :due, :reopenUntil, false, false)")
			.param("filing", notice.filing())
			.param("province", notice.province())
			.param("number", notice.number())
			.param("reference", notice.reference())
			.param("state", notice.state().name())
			.param("total", notice.totalFen())
			.param("received", notice.receivedFen())
			.param("currency", notice.currency())
			.param("holder", notice.account().holder())
			.param("bank", notice.account().bank())
			.param("account", notice.account().number())
			.param("issued", time(notice.issuedAt()))
			.param("due", time(notice.dueAt()))
			.param("reopenUntil", time(notice.reopenUntil()))
			.update();
	}

	void setState(String filing, FeeState state) {
		this.jdbc.sql("update bf_fee_notice set state = :state where filing = :filing")
			.param("state", state.name())
			.param("filing", filing)
			.update();
	}

	void credit(String filing, long fen) {
		this.jdbc.sql("update bf_fee_notice set received_fen = received_fen + :fen where filing = :filing")
			.param("fen", fen)
			.param("filing", filing)
			.update();
	}

	void setDue(String filing, Instant dueAt, Instant reopenUntil) {
		this.jdbc.sql("update bf_fee_notice set due_at = :due, reopen_until = :reopenUntil where filing = :filing")
			.param("due", time(dueAt))
			.param("reopenUntil", time(reopenUntil))
			.param("filing", filing)
			.update();
	}

	void reopen(String filing) {
		this.jdbc.sql("update bf_fee_notice set state = :state, reopened = true where filing = :filing")
			.param("state", FeeState.ISSUED.name())
			.param("filing", filing)
			.update();
	}

	void close(String filing) {
		this.jdbc.sql("update bf_fee_notice set closed = true where filing = :filing").param("filing", filing).update();
	}

	// orders

	Optional<PaymentOrder> order(String id) {
		return this.jdbc.sql("select * from bf_payment_order where id = :id")
			.param("id", id)
			.query(FeeRecords::order)
			.optional();
	}

	Optional<PaymentOrder> openOrder(String filing, Instant now) {
		return this.jdbc.sql(
				"select * from bf_payment_order where filing = :filing and state = 'OPEN' and expires_at > :now order by created_at desc fetch first 1 rows only")
			.param("filing", filing)
			.param("now", time(now))
			.query(FeeRecords::order)
			.optional();
	}

	void insertOrder(PaymentOrder order, Instant now) {
		this.jdbc.sql(
				"insert into bf_payment_order (id, filing, gateway, subject, amount_fen, currency, state, created_at, expires_at) values (:id, :filing, :gateway, :subject, :amount, :currency, 'OPEN', :now, :expires)")
			.param("id", order.id())
			.param("filing", order.filing())
			.param("gateway", order.gateway())
			.param("subject", order.subject())
			.param("amount", order.amountFen())
			.param("currency", order.currency())
			.param("now", time(now))
			.param("expires", time(order.expiresAt()))
			.update();
	}

	void setOrderPage(String id, URI page) {
		this.jdbc.sql("update bf_payment_order set page = :page where id = :id")
			.param("page", page.toString())
			.param("id", id)
			.update();
	}

	void closeOrder(String id, String state) {
		this.jdbc.sql("update bf_payment_order set state = :state where id = :id and state = 'OPEN'")
			.param("state", state)
			.param("id", id)
			.update();
	}

	void markOrderPaid(String id) {
		this.jdbc.sql("update bf_payment_order set state = 'PAID' where id = :id").param("id", id).update();
	}

	void closeOrders(String filing) {
		this.jdbc.sql("update bf_payment_order set state = 'CLOSED' where filing = :filing and state = 'OPEN'")
			.param("filing", filing)
			.update();
	}

	// messages of gateways

	/** A message taken before, with what became of it. */
	record KnownMessage(String order, GatewayMessage.Status status, long amountFen, String currency,
			CallbackAnswer.Result result) {
	}

	List<KnownMessage> messages(String gateway, String transaction) {
		return this.jdbc.sql(
				"select order_id, status, amount_fen, currency, result from bf_gateway_event where gateway = :gateway and transaction_id = :transaction")
			.param("gateway", gateway)
			.param("transaction", transaction)
			.query((rs, row) -> new KnownMessage(rs.getString("order_id"),
					GatewayMessage.Status.valueOf(rs.getString("status")), rs.getLong("amount_fen"),
					rs.getString("currency"), CallbackAnswer.Result.valueOf(rs.getString("result"))))
			.list();
	}

	void insertMessage(String gateway, GatewayMessage message, CallbackAnswer.Result result, Instant now) {
		this.jdbc.sql(
				"insert into bf_gateway_event (gateway, transaction_id, status, order_id, amount_fen, currency, result, occurred_at, received_at) values (:gateway, :transaction, :status, :order, :amount, :currency, :result, :occurred, :now)")
			.param("gateway", gateway)
			.param("transaction", message.transaction())
			.param("status", message.status().name())
			.param("order", message.order())
			.param("amount", message.amountFen())
			.param("currency", message.currency())
			.param("result", result.name())
			.param("occurred", time(message.occurredAt()))
			.param("now", time(now))
			.update();
	}

	// payments

	long insertPayment(Payment payment) {
		KeyHolder key = new GeneratedKeyHolder();
		this.jdbc.sql(
				"insert into bf_payment (filing, channel, state, amount_fen, received_fen, transferred_on, slip, reference, bank_reference, note, recorded_by, confirmed_by, created_at) values (:filing, :channel, :state, :amount, :received, :on, :slip, :reference, :bankReference, :note, :recordedBy, :confirmedBy, :at)")
			.param("filing", payment.filing())
			.param("channel", payment.channel().name())
			.param("state", payment.state().name())
			.param("amount", payment.amountFen())
			.param("received", payment.receivedFen())
			.param("on", payment.transferredOn())
			.param("slip", payment.slipMaterialVersionId())
			.param("reference", payment.reference())
			.param("bankReference", payment.bankReference())
			.param("note", payment.note())
			.param("recordedBy", payment.recordedBy())
			.param("confirmedBy", payment.confirmedBy())
			.param("at", time(payment.createdAt()))
			.update(key, "id");
		return key.getKeyAs(Long.class);
	}

	void updatePayment(Payment payment) {
		this.jdbc.sql(
				"update bf_payment set state = :state, received_fen = :received, bank_reference = :bankReference, note = :note, recorded_by = :recordedBy, confirmed_by = :confirmedBy where id = :id")
			.param("state", payment.state().name())
			.param("received", payment.receivedFen())
			.param("bankReference", payment.bankReference())
			.param("note", payment.note())
			.param("recordedBy", payment.recordedBy())
			.param("confirmedBy", payment.confirmedBy())
			.param("id", payment.id())
			.update();
	}

	List<Payment> payments(String filing) {
		return this.jdbc.sql("select * from bf_payment where filing = :filing order by id")
			.param("filing", filing)
			.query((rs, row) -> new Payment(rs.getLong("id"), rs.getString("filing"),
					Payment.Channel.valueOf(rs.getString("channel")), Payment.State.valueOf(rs.getString("state")),
					rs.getLong("amount_fen"), rs.getLong("received_fen"),
					rs.getObject("transferred_on", LocalDate.class), rs.getString("slip"), rs.getString("reference"),
					rs.getString("bank_reference"), rs.getString("note"), rs.getString("recorded_by"),
					rs.getString("confirmed_by"), instant(rs, "created_at")))
			.list();
	}

	/** Whether a receipt of the bank stands at another payment already. */
	boolean bankReferenceTaken(String bankReference, long exceptPayment) {
		return this.jdbc.sql("select count(*) from bf_payment where bank_reference = :reference and id <> :except")
			.param("reference", bankReference)
			.param("except", exceptPayment)
			.query(Long.class)
			.single() > 0;
	}

	// refunds

	long insertRefund(String filing, RefundReason reason, long amountFen, Payment payment, Instant now) {
		KeyHolder key = new GeneratedKeyHolder();
		this.jdbc.sql(
				"insert into bf_refund (filing, reason, amount_fen, channel, payment_id, due_since) values (:filing, :reason, :amount, :channel, :payment, :now)")
			.param("filing", filing)
			.param("reason", reason.name())
			.param("amount", amountFen)
			.param("channel", (payment != null) ? payment.channel().name() : null)
			.param("payment", (payment != null) ? payment.id() : null)
			.param("now", time(now))
			.update(key, "id");
		return key.getKeyAs(Long.class);
	}

	Optional<Refund> refund(long id) {
		return this.jdbc.sql("select * from bf_refund where id = :id")
			.param("id", id)
			.query(FeeRecords::refund)
			.optional();
	}

	List<Refund> refunds(String filing) {
		return this.jdbc.sql("select * from bf_refund where filing = :filing order by id")
			.param("filing", filing)
			.query(FeeRecords::refund)
			.list();
	}

	void markRefunded(long id, String bankReference, String by, Instant now) {
		this.jdbc.sql("update bf_refund set bank_reference = :reference, done_by = :by, done_at = :now where id = :id")
			.param("reference", bankReference)
			.param("by", by)
			.param("now", time(now))
			.param("id", id)
			.update();
	}

	private static Refund refund(ResultSet rs, int row) throws SQLException {
		String channel = rs.getString("channel");
		OffsetDateTime doneAt = rs.getObject("done_at", OffsetDateTime.class);
		return new Refund(rs.getLong("id"), rs.getString("filing"), RefundReason.valueOf(rs.getString("reason")),
				rs.getLong("amount_fen"), (channel != null) ? Payment.Channel.valueOf(channel) : null,
				rs.getLong("payment_id"), instant(rs, "due_since"), doneAt != null, rs.getString("bank_reference"),
				rs.getString("done_by"), (doneAt != null) ? doneAt.toInstant() : null);
	}

	private static PaymentOrder order(ResultSet rs, int row) throws SQLException {
		String page = rs.getString("page");
		return new PaymentOrder(rs.getString("id"), rs.getString("filing"), rs.getString("gateway"),
				rs.getString("subject"), rs.getLong("amount_fen"), rs.getString("currency"), instant(rs, "expires_at"),
				(page != null) ? URI.create(page) : null);
	}

	private static OffsetDateTime time(Instant instant) {
		return instant.atOffset(ZoneOffset.UTC);
	}

	private static Instant instant(ResultSet rs, String column) throws SQLException {
		return rs.getObject(column, OffsetDateTime.class).toInstant();
	}

}
