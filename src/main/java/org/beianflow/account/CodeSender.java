package org.beianflow.account;

/** Port to whatever brings a code to somebody. Called outside transactions. */
public interface CodeSender {

	/**
	 * Sends a code within at most 20 seconds. What cannot be sent is left: who waits for
	 * a code asks again.
	 * @param id ours for this message
	 * @param to mainland mobile number, or an address for mail
	 * @param code six digits
	 * @param minutes how long it is valid
	 */
	void send(String id, String to, String code, long minutes);

}
