package org.beianflow.fee;

import java.net.URI;
import java.time.Instant;

/**
 * An online payment the applicant has begun.
 *
 * @param id our id of the order, the gateway's idempotency key
 * @param filing reference of the filing
 * @param gateway name of the gateway
 * @param subject what the payer sees, for example 备案服务费 F2026110000123
 * @param amountFen amount in 分
 * @param currency ISO 4217
 * @param expiresAt the gateway takes no payment for it after this
 * @param page where the applicant pays; null until the gateway has answered
 */
public record PaymentOrder(String id, String filing, String gateway, String subject, long amountFen, String currency,
		Instant expiresAt, URI page) {
}
