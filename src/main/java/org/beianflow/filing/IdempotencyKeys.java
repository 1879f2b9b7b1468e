package org.beianflow.filing;

import java.time.Instant;
import java.util.Optional;

import org.beianflow.check.Refusal;

/**
 * Remembers which filing a creation request made, so that a repeated request makes no
 * second one. Implemented in {@code filing.store}.
 */
public interface IdempotencyKeys {

	/**
	 * The case number this key stands for.
	 * @param request the request as text; only its hash is kept
	 * @throws Refusal CONFLICT if the key stands for another request
	 */
	Optional<String> find(String applicantId, String key, String request);

	void remember(String applicantId, String key, String request, FilingReference reference, Instant at);

}
