package org.beianflow.fee;

import java.time.Instant;

/**
 * Money that goes back to the payer.
 *
 * @param id its id
 * @param filing reference of the filing
 * @param reason why
 * @param amountFen amount in 分
 * @param channel how it had been paid
 * @param payment id of the payment it goes back on; 0 where it covers several
 * @param dueSince when it fell due
 * @param done whether it went back
 * @param bankReference serial number of the bank or gateway; null until done
 * @param doneBy id of the person who recorded it; null until done
 * @param doneAt when; null until done
 */
public record Refund(long id, String filing, RefundReason reason, long amountFen, Payment.Channel channel, long payment,
		Instant dueSince, boolean done, String bankReference, String doneBy, Instant doneAt) {
}
