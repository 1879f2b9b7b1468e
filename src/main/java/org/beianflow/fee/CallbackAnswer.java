package org.beianflow.fee;

/**
 * What the gateway is told: the message is taken and need not come again. A duplicate
 * gets the answer of the first one.
 *
 * @param order our order id
 * @param transaction the gateway's transaction id
 * @param result what became of it
 */
public record CallbackAnswer(String order, String transaction, Result result) {

	/** What became of a genuine message. */
	public enum Result {

		/** The fee is paid. */
		PAID,
		/** The money came too late or twice; it goes back. */
		REFUND_DUE,
		/** Noted; it changes nothing. */
		NOTED

	}

}
