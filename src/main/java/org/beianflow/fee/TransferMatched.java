package org.beianflow.fee;

/**
 * Finance confirmed a transfer that settles the fee, by completing its task. Published
 * inside the transaction that did it.
 *
 * @param filing reference of the filing
 */
public record TransferMatched(String filing) {
}
