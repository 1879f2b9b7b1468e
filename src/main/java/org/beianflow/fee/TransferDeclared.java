package org.beianflow.fee;

/**
 * The applicant announced a bank transfer; finance has to look for it. Published inside
 * the transaction that did it.
 *
 * @param filing reference of the filing
 */
public record TransferDeclared(String filing) {
}
