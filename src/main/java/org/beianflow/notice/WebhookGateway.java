package org.beianflow.notice;

/** Sends JSON to cloud vendors' systems. */
public interface WebhookGateway {

	/**
	 * Sends one message within at most 20 seconds. Never throws for what the other side
	 * does: the answer says what is known.
	 * @param id stable for the notice: the receiver recognises a repetition by it
	 * @param vendor the vendor's name in the settings
	 * @param json the message
	 */
	SendResult send(String id, String vendor, String json);

}
