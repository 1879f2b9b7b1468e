package org.beianflow.fee;

import java.time.Duration;
import java.util.Set;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the provider charges.
 *
 * @param enabled whether fees are charged at all (domain.md I2); off means every filing
 * is free
 * @param gateway name of the gateway for online payment; empty where transfers only
 * @param account the account that takes transfers
 * @param noticePrefix first letters of the number of a notice
 * @param orderValidFor how long an online payment may take
 * @param callbackTolerance how old a signature of a gateway may be
 * @param reopenWithin how long after the due date the applicant may ask for the one
 * reopening
 * @param refundOn ends of a filing at which a paid fee goes back
 * @param refundWithin time finance has for a refund
 */
@ConfigurationProperties("beianflow.fee")
public record FeeSettings(@DefaultValue("true") boolean enabled, @DefaultValue("") String gateway,
		@DefaultValue Account account, @DefaultValue("SF") String noticePrefix,
		@DefaultValue("2h") Duration orderValidFor, @DefaultValue("5m") Duration callbackTolerance,
		@DefaultValue("7d") Duration reopenWithin, @DefaultValue("REFUSED,WITHDRAWN") Set<RefundReason> refundOn,
		@DefaultValue("7d") Duration refundWithin) {

	/**
	 * The account that takes transfers; the shipped one is a sample.
	 *
	 * @param holder 户名
	 * @param bank 开户行
	 * @param number 账号
	 */
	public record Account(@DefaultValue("（示例）接入服务商") String holder, @DefaultValue("（示例）某某银行某某支行") String bank,
			@DefaultValue("0000 0000 0000 0000 000") String number) {
	}

}
