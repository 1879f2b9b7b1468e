package org.beianflow.fee;

/**
 * The fee of a filing is settled while its process waits for the applicant or for
 * finance: the gateway reported the payment, or staff waived it. A matched transfer is a
 * {@link TransferMatched} instead, because the task of finance moves the process on.
 * Published inside the transaction that did it.
 *
 * @param filing reference of the filing
 */
public record FeePaid(String filing) {
}
