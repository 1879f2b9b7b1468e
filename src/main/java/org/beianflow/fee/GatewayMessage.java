package org.beianflow.fee;

import java.time.Instant;

/**
 * What a gateway tells about an order.
 *
 * @param order our order id
 * @param transaction the gateway's transaction id
 * @param status what happened
 * @param amountFen amount in 分
 * @param currency ISO 4217
 * @param occurredAt when it happened at the gateway
 */
public record GatewayMessage(String order, String transaction, Status status, long amountFen, String currency,
		Instant occurredAt) {

	/** What happened to the order. */
	public enum Status {

		/** Under way; nothing is sure. */
		PROCESSING,
		/** The money is taken. */
		PAID,
		/** The order is closed without payment. */
		CLOSED

	}

}
