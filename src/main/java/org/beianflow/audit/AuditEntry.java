package org.beianflow.audit;

import java.time.Instant;
import java.util.Map;

/**
 * One entry of the audit trail.
 *
 * @param chain the filing's reference, or {@code person:<id>}
 * @param number place in the chain, from 1 without gaps
 * @param at when it was done, to the microsecond
 * @param actor who did it
 * @param act what was done
 * @param facts particulars, sorted by key
 * @param previousHash SHA-256 of the entry before, in hexadecimal; zeros for the first
 * @param hash SHA-256 of this entry, in hexadecimal
 */
public record AuditEntry(String chain, long number, Instant at, Actor actor, String act, Map<String, String> facts,
		String previousHash, String hash) {
}
