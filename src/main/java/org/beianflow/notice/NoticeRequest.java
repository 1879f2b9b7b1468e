package org.beianflow.notice;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Asks for a notice to be given to some people.
 *
 * @param filing the case number
 * @param province six digits of the filing's province, the tenant of staff work on it
 * @param kind what is told
 * @param occurrence which of several notices of this kind, for example {@code round-2} or
 * {@code T4-d15}; the same filing, kind, recipient, channel and occurrence is never sent
 * twice
 * @param recipients to whom
 * @param facts values of {@link NoticeKind#facts()}, by name
 * @param validUntil after this it is no longer worth sending and is dropped; null if it
 * always is
 */
public record NoticeRequest(String filing, String province, NoticeKind kind, String occurrence,
		List<Recipient> recipients, Map<String, Object> facts, Instant validUntil) {

	public NoticeRequest {
		Objects.requireNonNull(filing, "filing");
		Objects.requireNonNull(province, "province");
		Objects.requireNonNull(kind, "kind");
		Objects.requireNonNull(occurrence, "occurrence");
		recipients = List.copyOf(recipients);
		facts = Map.copyOf(facts);
	}

	public NoticeRequest(String filing, String province, NoticeKind kind, String occurrence, Recipient recipient,
			Map<String, Object> facts) {
		this(filing, province, kind, occurrence, List.of(recipient), facts, null);
	}

	/** The same request, dropped if it could not be sent by then. */
	public NoticeRequest validUntil(Instant until) {
		return new NoticeRequest(this.filing, this.province, this.kind, this.occurrence, this.recipients, this.facts,
				until);
	}

	/** Without facts: they may name people. */
	@Override
	public String toString() {
		return this.kind + " " + this.filing + " " + this.occurrence + " " + this.recipients;
	}

}
