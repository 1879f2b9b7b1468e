package org.beianflow.account;

import java.util.Optional;

/**
 * Bearer tokens of applicants for {@code /api/v1}: random, opaque, kept as hashes only,
 * valid for a limited time.
 */
public interface ApiTokens {

	/** Issues a token for this applicant. Its text is known only now. */
	ApiToken issue(String applicantId);

	/** The applicant a token stands for; empty when unknown, expired or revoked. */
	Optional<String> applicantOf(String token);

	/** Ends a token; an unknown one is ignored. */
	void revoke(String token);

	/** Ends all tokens of an applicant. */
	void revokeAll(String applicantId);

}
