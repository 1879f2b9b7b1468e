package org.beianflow.account;

import java.time.Instant;

/**
 * A token that was just issued.
 *
 * @param token the text for {@code Authorization: Bearer}
 * @param expiresAt from this instant on it is refused
 */
public record ApiToken(String token, Instant expiresAt) {

	/** Without the token: it is a secret. */
	@Override
	public String toString() {
		return "ApiToken[expiresAt=" + this.expiresAt + "]";
	}

}
