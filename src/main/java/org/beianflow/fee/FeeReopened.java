package org.beianflow.fee;

/**
 * The applicant asked for the one reopening after the time for payment had passed.
 * Published inside the transaction that did it.
 *
 * @param filing reference of the filing
 */
public record FeeReopened(String filing) {
}
