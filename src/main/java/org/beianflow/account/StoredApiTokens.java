package org.beianflow.account;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;

import com.google.common.hash.Hashing;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The tokens in the table {@code bf_api_token}, as hashes. */
@Component
class StoredApiTokens implements ApiTokens {

	/** So that a token is recognised where it should not be, for example in a log. */
	private static final String PREFIX = "bf_";

	private static final int RANDOM_BYTES = 32;

	private final JdbcClient jdbc;

	private final AccountSettings settings;

	private final Clock clock;

	private final SecureRandom random = new SecureRandom();

	StoredApiTokens(JdbcClient jdbc, AccountSettings settings, Clock clock) {
		this.jdbc = jdbc;
		this.settings = settings;
		this.clock = clock;
	}

	@Override
	@Transactional
	public ApiToken issue(String applicantId) {
		byte[] bytes = new byte[RANDOM_BYTES];
		this.random.nextBytes(bytes);
		String token = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
		Instant now = this.clock.instant();
		Instant expiresAt = now.plus(this.settings.tokenLife());
		this.jdbc.sql("delete from bf_api_token where applicant_id = ? and expires_at <= ?")
			.params(applicantId, now.atOffset(ZoneOffset.UTC))
			.update();
		this.jdbc.sql("insert into bf_api_token (token_hash, applicant_id, issued_at, expires_at) values (?, ?, ?, ?)")
			.params(hash(token), applicantId, now.atOffset(ZoneOffset.UTC), expiresAt.atOffset(ZoneOffset.UTC))
			.update();
		return new ApiToken(token, expiresAt);
	}

	@Override
	public Optional<String> applicantOf(String token) {
		return this.jdbc.sql("""
				select a.id from bf_api_token t join bf_applicant a on a.id = t.applicant_id
				where t.token_hash = ? and t.expires_at > ? and a.state = 'ACTIVE'""")
			.params(hash(token), this.clock.instant().atOffset(ZoneOffset.UTC))
			.query(String.class)
			.optional();
	}

	@Override
	public void revoke(String token) {
		this.jdbc.sql("delete from bf_api_token where token_hash = ?").param(hash(token)).update();
	}

	@Override
	public void revokeAll(String applicantId) {
		this.jdbc.sql("delete from bf_api_token where applicant_id = ?").param(applicantId).update();
	}

	private static String hash(String token) {
		return Hashing.sha256().hashString(token, StandardCharsets.UTF_8).toString();
	}

}
