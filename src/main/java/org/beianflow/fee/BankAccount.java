package org.beianflow.fee;

/**
 * The account that takes transfers.
 *
 * @param holder 户名
 * @param bank 开户行
 * @param number 账号
 */
public record BankAccount(String holder, String bank, String number) {
}
