package org.beianflow.fee;

/**
 * The fee of a filing is settled: paid in full or waived. Published inside the
 * transaction that did it.
 *
 * @param filing reference of the filing
 */
public record FeePaid(String filing) {
}
