package org.beianflow.fee;

/**
 * Money has to go back to the payer. Published inside the transaction that found it.
 *
 * @param filing reference of the filing
 * @param refund id of the refund
 */
public record RefundDue(String filing, long refund) {
}
