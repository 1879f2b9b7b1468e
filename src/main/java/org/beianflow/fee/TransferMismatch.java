package org.beianflow.fee;

/**
 * The announced transfer did not come in, or not in full; the applicant has to pay again.
 * Published inside the transaction that did it.
 *
 * @param filing reference of the filing
 */
public record TransferMismatch(String filing) {
}
