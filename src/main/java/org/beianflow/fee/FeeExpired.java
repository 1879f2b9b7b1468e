package org.beianflow.fee;

/**
 * The time for payment has passed, and the applicant may open the fee again, once.
 * Published inside the transaction that found it.
 *
 * @param filing reference of the filing
 */
public record FeeExpired(String filing) {
}
