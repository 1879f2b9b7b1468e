package org.beianflow.notice;

/** Sends short messages. */
public interface SmsGateway {

	/**
	 * Sends one message within at most 20 seconds. Never throws for what the other side
	 * does: the answer says what is known.
	 * @param id our id for it, given to the gateway so that both can speak of the same
	 * message
	 * @param mobile the phone number
	 * @param text the text without signature; the gateway puts its own 【…】 in front
	 * (ruling 37)
	 */
	SendResult send(String id, String mobile, String text);

}
