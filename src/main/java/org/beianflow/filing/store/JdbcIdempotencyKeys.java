package org.beianflow.filing.store;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

import org.beianflow.check.Refusal;
import org.beianflow.filing.FilingReference;
import org.beianflow.filing.IdempotencyKeys;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Idempotency keys in the database, beside a hash of their request. */
@Repository
class JdbcIdempotencyKeys implements IdempotencyKeys {

	private record Known(String requestHash, String reference) {

	}

	private final JdbcClient jdbc;

	JdbcIdempotencyKeys(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public Optional<String> find(String applicantId, String key, String request) {
		Optional<Known> known = this.jdbc
			.sql("select request_hash, reference from bf_idempotency where applicant_id = ? and key_value = ?")
			.params(applicantId, key)
			.query((rs, row) -> new Known(rs.getString(1), rs.getString(2)))
			.optional();
		if (known.isPresent() && !known.get().requestHash().equals(Hashes.sha256(request))) {
			throw new Refusal(Refusal.Kind.CONFLICT, "filing.idempotency.reused");
		}
		return known.map(Known::reference);
	}

	@Override
	public void remember(String applicantId, String key, String request, FilingReference reference, Instant at) {
		try {
			this.jdbc.sql("""
					insert into bf_idempotency (applicant_id, key_value, request_hash, reference, created_at)
					values (?, ?, ?, ?, ?)
					""")
				.params(applicantId, key, Hashes.sha256(request), reference.value(), at.atOffset(ZoneOffset.UTC))
				.update();
		}
		catch (DuplicateKeyException ex) {
			// The same request came twice at once: this one is undone, repeating it finds
			// the other's filing.
			throw new Refusal(Refusal.Kind.CONFLICT, "filing.idempotency.concurrent");
		}
	}

}
