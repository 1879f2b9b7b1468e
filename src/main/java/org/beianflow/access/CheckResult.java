package org.beianflow.access;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One check on one target: what was expected and what was seen.
 *
 * @param kind which check
 * @param domain the target it was made on
 * @param verdict what it came to
 * @param finding key of the sentence in the message bundle; for anything but
 * {@link Verdict#PASS} key + {@code .remedy} says how to mend it
 * @param arguments values for the placeholders of both
 * @param expected what was filed or asked for, raw
 * @param seen what was found, raw
 * @param at when it was found
 * @param details the evidence behind it in the order of its collection: resolver answers
 * with TTL and CNAME chain, headers, hash of the body, certificate
 */
public record CheckResult(CheckKind kind, String domain, Verdict verdict, String finding, List<String> arguments,
		String expected, String seen, Instant at, Map<String, List<String>> details) {

	public CheckResult {
		arguments = List.copyOf(arguments);
		details = new LinkedHashMap<>(details);
	}

}
