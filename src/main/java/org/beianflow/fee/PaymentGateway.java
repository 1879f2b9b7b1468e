package org.beianflow.fee;

import java.net.URI;
import java.time.Instant;

import org.beianflow.check.Refusal;

/**
 * A payment company. Adapters translate its protocol; what a message means for the fee is
 * decided here, in the fee module.
 */
public interface PaymentGateway {

	/** Its name in addresses and records: small letters, digits, hyphens. */
	String name();

	/**
	 * Opens an order at the gateway. Asking again with the same order id gives the same
	 * page. Connect and read time-outs are at most 20 seconds.
	 * @return where the applicant pays
	 */
	URI open(PaymentOrder order);

	/**
	 * Reads a message of the gateway after checking that it is genuine and fresh.
	 * @param payload the message as it came
	 * @param signature what came with it to prove where it is from
	 * @param now to judge its age
	 * @throws Refusal {@code UNAUTHENTICATED} where it is forged or stale,
	 * {@code MALFORMED} where it cannot be read
	 */
	GatewayMessage read(String payload, String signature, Instant now);

}
