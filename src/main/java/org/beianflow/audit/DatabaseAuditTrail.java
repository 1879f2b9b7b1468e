package org.beianflow.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The audit trail in the application's database, sealed in files outside it. */
@Component
class DatabaseAuditTrail implements AuditTrail {

	private static final Pattern CHAIN = Pattern.compile("[A-Za-z0-9:_.@-]{1,80}");

	private static final String APPEND = """
			insert into bf_audit_entry (chain, entry_no, happened_at, actor_kind, actor_id, act, facts,
				previous_hash, entry_hash)
			values (?, ?, ?, ?, ?, ?, ?, ?, ?)""";

	private final JdbcTemplate jdbc;

	private final TransactionTemplate ownTransaction;

	private final Clock clock;

	private final SealDirectory seals;

	DatabaseAuditTrail(JdbcTemplate jdbc, PlatformTransactionManager transactions, Clock clock, SealDirectory seals) {
		this.jdbc = jdbc;
		this.ownTransaction = new TransactionTemplate(transactions);
		this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		this.clock = clock;
		this.seals = seals;
	}

	@Override
	public void record(String chain, Actor actor, String act, Map<String, String> facts) {
		if (!CHAIN.matcher(chain).matches()) {
			throw new IllegalArgumentException("Not a name for a chain: " + chain);
		}
		AuditRow row = new AuditRow(chain, 0, this.clock.instant().truncatedTo(ChronoUnit.MICROS), actor.kind().name(),
				actor.id(), act, AuditRow.writeFacts(facts), null, null);
		if (!TransactionSynchronizationManager.isActualTransactionActive()) {
			writeInItsOwnTransaction(List.of(row));
		}
		else if (TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
			throw new IllegalStateException("A read-only transaction cannot keep the audit entry " + act);
		}
		else {
			PendingEntries.ofTransaction(this, this::write, this::writeInItsOwnTransaction).add(row);
		}
	}

	private void writeInItsOwnTransaction(List<AuditRow> rows) {
		this.ownTransaction.executeWithoutResult((status) -> write(rows));
	}

	private void write(List<AuditRow> rows) {
		Map<String, List<AuditRow>> byChain = new TreeMap<>();
		for (AuditRow row : rows) {
			byChain.computeIfAbsent(row.chain(), (chain) -> new ArrayList<>()).add(row);
		}
		// In the order of their names: two transactions cannot wait for each other.
		byChain.forEach(this::append);
	}

	private void append(String chain, List<AuditRow> rows) {
		AuditHead head = lockHead(chain);
		long number = head.number();
		String hash = head.hash();
		List<AuditRow> placed = new ArrayList<>(rows.size());
		for (AuditRow row : rows) {
			AuditRow next = row.after(number, hash);
			placed.add(next);
			number = next.number();
			hash = next.hash();
		}
		this.jdbc.batchUpdate(APPEND, placed, placed.size(), DatabaseAuditTrail::bind);
		this.jdbc.update("update bf_audit_head set entry_no = ?, entry_hash = ?, sealed = false where chain = ?",
				number, hash, chain);
	}

	private static void bind(PreparedStatement statement, AuditRow row) throws SQLException {
		statement.setString(1, row.chain());
		statement.setLong(2, row.number());
		statement.setObject(3, row.at().atOffset(ZoneOffset.UTC));
		statement.setString(4, row.actorKind());
		statement.setString(5, row.actorId());
		statement.setString(6, row.act());
		statement.setString(7, row.facts());
		statement.setString(8, row.previousHash());
		statement.setString(9, row.hash());
	}

	private AuditHead lockHead(String chain) {
		return selectHeadForUpdate(chain).orElseGet(() -> {
			createHead(chain);
			return selectHeadForUpdate(chain)
				.orElseThrow(() -> new IllegalStateException("The head of chain " + chain + " vanished"));
		});
	}

	private Optional<AuditHead> selectHeadForUpdate(String chain) {
		return this.jdbc
			.query("select chain, entry_no, entry_hash from bf_audit_head where chain = ? for update",
					(row, index) -> new AuditHead(row.getString(1), row.getLong(2), row.getString(3)), chain)
			.stream()
			.findFirst();
	}

	/**
	 * Creates the head of a new chain unless somebody else does so at the same moment;
	 * the savepoint keeps the transaction usable on PostgreSQL then.
	 */
	private void createHead(String chain) {
		this.jdbc.execute((ConnectionCallback<Void>) (connection) -> {
			Savepoint savepoint = connection.setSavepoint();
			try {
				insertHead(connection, chain);
				connection.releaseSavepoint(savepoint);
			}
			catch (SQLException ex) {
				connection.rollback(savepoint);
				if (!isDuplicate(ex)) {
					throw ex;
				}
			}
			return null;
		});
	}

	private static void insertHead(Connection connection, String chain) throws SQLException {
		try (PreparedStatement insert = connection.prepareStatement(
				"insert into bf_audit_head (chain, entry_no, entry_hash, sealed) values (?, 0, ?, false)")) {
			insert.setString(1, chain);
			insert.setString(2, EntryHash.GENESIS);
			insert.executeUpdate();
		}
	}

	private static boolean isDuplicate(SQLException ex) {
		return "23505".equals(ex.getSQLState());
	}

	@Override
	public List<AuditEntry> of(String chain) {
		return rows(chain).stream().map(AuditRow::entry).toList();
	}

	private List<AuditRow> rows(String chain) {
		return this.jdbc.query("select * from bf_audit_entry where chain = ? order by entry_no", AuditRow::read, chain);
	}

	@Override
	public AuditVerification verify(String chain) {
		// What is sealed is read first: a seal made meanwhile is only not used yet.
		Seals seals = this.seals.read(chain::equals);
		AuditVerification verification = check(chain, seals);
		List<AuditFinding> findings = new ArrayList<>(verification.findings());
		findings.addAll(seals.broken(rememberedSeals()));
		return new AuditVerification(chain, verification.entries(), verification.sealedUpTo(), findings);
	}

	@Override
	public List<AuditVerification> verifyAll() {
		Seals seals = this.seals.read();
		Set<String> chains = new TreeSet<>(seals.chains());
		chains.addAll(this.jdbc.queryForList("select chain from bf_audit_head", String.class));
		chains.addAll(this.jdbc.queryForList("select distinct chain from bf_audit_entry", String.class));
		List<AuditVerification> broken = new ArrayList<>();
		List<AuditFinding> brokenSeals = seals.broken(rememberedSeals());
		if (!brokenSeals.isEmpty()) {
			broken.add(new AuditVerification(SealJob.CHAIN, 0, 0, brokenSeals));
		}
		chains.stream()
			.map((chain) -> check(chain, seals))
			.filter((verification) -> !verification.intact())
			.forEach(broken::add);
		return broken;
	}

	private AuditVerification check(String chain, Seals seals) {
		// The lock keeps the head and the entries from moving apart while they are read.
		return this.ownTransaction.execute((status) -> {
			AuditHead head = selectHeadForUpdate(chain).orElse(null);
			return new ChainCheck(chain, rows(chain), head, seals.of(chain)).run();
		});
	}

	/** The seals that the database remembers: their hashes by number. */
	private Map<Long, String> rememberedSeals() {
		Map<Long, String> remembered = new TreeMap<>();
		for (AuditEntry entry : of(SealJob.CHAIN)) {
			remembered.put(Long.valueOf(entry.facts().getOrDefault("number", "0")), entry.facts().get("hash"));
		}
		return remembered;
	}

}
