package org.beianflow.notice;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The message to a cloud vendor's system: which filing, what happened, and the facts of
 * the notice; no personal data (domain.md §11).
 */
final class VendorMessage {

	private VendorMessage() {
	}

	static String json(Outbox.Key key, NoticeFacts facts) {
		Map<String, Object> message = new LinkedHashMap<>();
		message.put("id", key.digest());
		message.put("event", switch (key.kind()) {
			case VENDOR_NUMBER_ISSUED -> "filing.number-issued";
			default -> throw new IllegalArgumentException(key.kind() + " is not for vendors");
		});
		message.put("filing", key.filing());
		facts.values()
			.forEach((name, value) -> message.put(name, (value instanceof Instant) ? value.toString() : value));
		return NoticeFacts.write(message);
	}

}
