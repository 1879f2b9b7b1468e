package org.beianflow.audit;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

import javax.sql.DataSource;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * Verifies the audit trail of a database from outside the application that wrote it.
 */
public final class AuditProof {

	private AuditProof() {
	}

	/** Everything found wrong, over all chains; empty if the trail is intact. */
	public static List<AuditFinding> findings(DataSource source, Path sealDirectory) {
		return new DatabaseAuditTrail(new JdbcTemplate(source), new JdbcTransactionManager(source), Clock.systemUTC(),
				new SealDirectory(new AuditSettings(sealDirectory, null)))
			.verifyAll()
			.stream()
			.flatMap((verification) -> verification.findings().stream())
			.toList();
	}

}
