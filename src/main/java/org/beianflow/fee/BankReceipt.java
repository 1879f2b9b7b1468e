package org.beianflow.fee;

/**
 * What the first person of finance reads off the bank statement.
 *
 * @param receivedFen amount that came in, in 分; 0 where nothing did
 * @param bankReference serial number on the statement; null where nothing came in
 * @param note remark for the second person; null where none
 */
public record BankReceipt(long receivedFen, String bankReference, String note) {
}
