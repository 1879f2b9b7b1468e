package org.beianflow.audit;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Seals the heads of the chains that moved since the last time. */
@Component
class SealJob {

	/** The chain that remembers the seals, so that a missing last seal is noticed. */
	static final String CHAIN = "seals";

	private static final int BATCH = 500;

	private static final Logger log = LoggerFactory.getLogger(SealJob.class);

	private final JdbcTemplate jdbc;

	private final Clock clock;

	private final SealDirectory directory;

	private final AuditTrail trail;

	SealJob(JdbcTemplate jdbc, Clock clock, SealDirectory directory, AuditTrail trail) {
		this.jdbc = jdbc;
		this.clock = clock;
		this.directory = directory;
		this.trail = trail;
	}

	void seal() {
		List<AuditHead> heads = this.jdbc.query(
				"select chain, entry_no, entry_hash from bf_audit_head where sealed = false and entry_no > 0 order by chain",
				(row, index) -> new AuditHead(row.getString(1), row.getLong(2), row.getString(3)));
		if (heads.stream().allMatch((head) -> head.chain().equals(CHAIN))) {
			// Sealing the memory of the last seal alone would never come to rest.
			return;
		}
		Optional<SealDirectory.Sealed> seal = this.directory.write(this.clock.instant(), heads);
		seal.ifPresent((sealed) -> {
			// A head that moved meanwhile stays unsealed and comes next time.
			this.jdbc.batchUpdate("update bf_audit_head set sealed = true where chain = ? and entry_no = ?", heads,
					BATCH, (statement, head) -> {
						statement.setString(1, head.chain());
						statement.setLong(2, head.number());
					});
			this.trail.record(CHAIN, Actor.system("audit-seal"), "audit.sealed",
					Map.of("number", Long.toString(sealed.number()), "hash", sealed.hash()));
			// In the log as well: a third place that an intruder would have to change.
			log.info("Audit seal {} over {} chains: {}", sealed.number(), heads.size(), sealed.hash());
		});
	}

}
