package org.beianflow.fee;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.beianflow.deadline.Deadline;
import org.beianflow.deadline.DeadlineKind;
import org.beianflow.deadline.Deadlines;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What finance looks over: transfers, refunds and notices of some provinces. Only reads,
 * and knows nobody's name.
 */
@Component
public class FeeLedger {

	private final JdbcClient jdbc;

	private final Deadlines deadlines;

	FeeLedger(JdbcClient jdbc, Deadlines deadlines) {
		this.jdbc = jdbc;
		this.deadlines = deadlines;
	}

	/**
	 * A transfer with the fee it is for.
	 *
	 * @param province six-digit code
	 * @param reference code for the remark of a transfer
	 * @param feeState where the fee stands
	 * @param outstandingFen what is still to be paid, in 分
	 * @param payment the transfer
	 */
	public record Transfer(String province, String reference, FeeState feeState, long outstandingFen, Payment payment) {

	}

	/** A refund with the province of its filing. */
	public record Owed(String province, String reference, Refund refund) {

	}

	/** How many notices stand somewhere, and how much they are about, in 分. */
	public record Sum(long count, long totalFen, long receivedFen) {

	}

	/**
	 * A fee notice in a list.
	 *
	 * @param transfer state of the latest transfer; null where none was announced
	 */
	public record Line(String filing, String province, String number, String reference, FeeState state, long totalFen,
			long receivedFen, Instant issuedAt, Instant dueAt, Payment.State transfer) {

	}

	/** Transfers that finance has to look for or confirm, the oldest first. */
	@Transactional(readOnly = true)
	public List<Transfer> toMatch(Collection<String> provinces) {
		return transfers(provinces, " and p.state in ('DECLARED', 'RECORDED') order by p.created_at, p.id", null);
	}

	/** Transfers that did not fit, since an instant, the latest first. */
	@Transactional(readOnly = true)
	public List<Transfer> mismatched(Collection<String> provinces, Instant since) {
		return transfers(provinces, " and p.state = 'MISMATCHED' and p.created_at >= :since order by p.id desc", since);
	}

	private List<Transfer> transfers(Collection<String> provinces, String which, Instant since) {
		if (provinces.isEmpty()) {
			return List.of();
		}
		return this.jdbc
			.sql("select p.*, n.province, n.reference as code, n.state as fee_state, n.total_fen, "
					+ "n.received_fen as credited from bf_payment p join bf_fee_notice n on n.filing = p.filing "
					+ "where p.channel = 'TRANSFER' and n.province in (:provinces)" + which
					+ " fetch first 200 rows only")
			.param("provinces", provinces)
			.param("since", (since != null) ? since.atOffset(ZoneOffset.UTC) : null)
			.query((rs, row) -> new Transfer(rs.getString("province"), rs.getString("code"),
					FeeState.valueOf(rs.getString("fee_state")),
					Math.max(0, rs.getLong("total_fen") - rs.getLong("credited")), payment(rs)))
			.list();
	}

	/** Refunds, those still to be done the oldest first, those done the latest first. */
	@Transactional(readOnly = true)
	public List<Owed> refunds(Collection<String> provinces, boolean done) {
		if (provinces.isEmpty()) {
			return List.of();
		}
		return this.jdbc
			.sql("select r.*, n.province, n.reference as code from bf_refund r join bf_fee_notice n "
					+ "on n.filing = r.filing where n.province in (:provinces) and r.done_at is "
					+ (done ? "not null order by r.done_at desc, r.id desc" : "null order by r.due_since, r.id")
					+ " fetch first 100 rows only")
			.param("provinces", provinces)
			.query((rs, row) -> new Owed(rs.getString("province"), rs.getString("code"), refund(rs)))
			.list();
	}

	/** How many fees stand where; every state is there. */
	@Transactional(readOnly = true)
	public Map<FeeState, Sum> sums(Collection<String> provinces) {
		Map<FeeState, Sum> sums = new EnumMap<>(FeeState.class);
		for (FeeState state : FeeState.values()) {
			sums.put(state, new Sum(0, 0, 0));
		}
		if (!provinces.isEmpty()) {
			this.jdbc
				.sql("select state, count(*) as n, sum(total_fen) as total, sum(received_fen) as received "
						+ "from bf_fee_notice where province in (:provinces) group by state")
				.param("provinces", provinces)
				.query((rs) -> {
					sums.put(FeeState.valueOf(rs.getString("state")),
							new Sum(rs.getLong("n"), rs.getLong("total"), rs.getLong("received")));
				});
		}
		return sums;
	}

	/**
	 * Fee notices by number, the latest first.
	 * @param state only these; null for all
	 * @param before only those with a smaller case number; null from the latest
	 */
	@Transactional(readOnly = true)
	public List<Line> lines(Collection<String> provinces, FeeState state, String before, int limit) {
		if (provinces.isEmpty()) {
			return List.of();
		}
		List<Line> lines = this.jdbc
			.sql("select n.*, (select p.state from bf_payment p where p.filing = n.filing and p.channel = 'TRANSFER' "
					+ "order by p.id desc fetch first 1 rows only) as transfer from bf_fee_notice n "
					+ "where n.province in (:provinces)" + ((state != null) ? " and n.state = :state" : "")
					+ ((before != null) ? " and n.filing < :before" : "")
					+ " order by n.filing desc fetch first :limit rows only")
			.param("provinces", provinces)
			.param("state", (state != null) ? state.name() : null)
			.param("before", before)
			.param("limit", limit)
			.query((rs, row) -> new Line(rs.getString("filing"), rs.getString("province"), rs.getString("number"),
					rs.getString("reference"), FeeState.valueOf(rs.getString("state")), rs.getLong("total_fen"),
					rs.getLong("received_fen"), instant(rs, "issued_at"), instant(rs, "due_at"),
					Optional.ofNullable(rs.getString("transfer")).map(Payment.State::valueOf).orElse(null)))
			.list();
		Map<String, List<Deadline>> running = this.deadlines.running(lines.stream().map(Line::filing).toList());
		return lines.stream().map((line) -> timed(line, running.getOrDefault(line.filing(), List.of()))).toList();
	}

	/** With the end its limit has now. */
	private static Line timed(Line line, List<Deadline> running) {
		return running.stream()
			.filter((deadline) -> deadline.kind() == DeadlineKind.FEE_PAYMENT && deadline.dueAt() != null)
			.findFirst()
			.map((deadline) -> new Line(line.filing(), line.province(), line.number(), line.reference(), line.state(),
					line.totalFen(), line.receivedFen(), line.issuedAt(), deadline.dueAt(), line.transfer()))
			.orElse(line);
	}

	/** The filing behind a reference code or a case number. */
	@Transactional(readOnly = true)
	public Optional<Line> find(Collection<String> provinces, String code) {
		return this.jdbc
			.sql("select filing from bf_fee_notice where (filing = :code or reference = :code) "
					+ "and province in (:provinces)")
			.param("code", code)
			.param("provinces", provinces)
			.query(String.class)
			.optional()
			.flatMap((filing) -> lines(provinces, null, filing + "~", 1).stream().findFirst());
	}

	private static Payment payment(ResultSet rs) throws SQLException {
		return new Payment(rs.getLong("id"), rs.getString("filing"), Payment.Channel.valueOf(rs.getString("channel")),
				Payment.State.valueOf(rs.getString("state")), rs.getLong("amount_fen"), rs.getLong("received_fen"),
				rs.getObject("transferred_on", LocalDate.class), rs.getString("slip"), rs.getString("reference"),
				rs.getString("bank_reference"), rs.getString("note"), rs.getString("recorded_by"),
				rs.getString("confirmed_by"), instant(rs, "created_at"));
	}

	private static Refund refund(ResultSet rs) throws SQLException {
		String channel = rs.getString("channel");
		Instant doneAt = instant(rs, "done_at");
		return new Refund(rs.getLong("id"), rs.getString("filing"), RefundReason.valueOf(rs.getString("reason")),
				rs.getLong("amount_fen"), (channel != null) ? Payment.Channel.valueOf(channel) : null,
				rs.getLong("payment_id"), instant(rs, "due_since"), doneAt != null, rs.getString("bank_reference"),
				rs.getString("done_by"), doneAt);
	}

	private static Instant instant(ResultSet rs, String column) throws SQLException {
		OffsetDateTime value = rs.getObject(column, OffsetDateTime.class);
		return (value != null) ? value.toInstant() : null;
	}

}
