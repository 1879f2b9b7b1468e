package org.beianflow.audit;

import java.time.Instant;

/**
 * Which entries of the audit trail are asked for. What is null or empty does not narrow
 * the search.
 *
 * @param chain name of the chain: a filing's reference, or {@code person:<id>}
 * @param actor id of the account or job that acted
 * @param act what was done
 * @param from earliest time
 * @param to latest time, exclusive
 */
public record AuditFilter(String chain, String actor, String act, Instant from, Instant to) {

	/** Everything. */
	public static final AuditFilter ALL = new AuditFilter(null, null, null, null, null);

	public AuditFilter {
		chain = blankToNull(chain);
		actor = blankToNull(actor);
		act = blankToNull(act);
	}

	private static String blankToNull(String text) {
		return (text == null || text.isBlank()) ? null : text.strip();
	}

}
