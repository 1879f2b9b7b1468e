package org.beianflow.account;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of accounts and sign-in.
 *
 * @param firstAdmin the administrator made at the first start
 * @param tokenLife how long an API token is valid
 * @param triesPerAccount failed sign-ins of one account within {@code triesWindow}
 * @param triesPerAddress failed sign-ins from one network address within it
 * @param registrationsPerAddress new accounts from one network address within it
 * @param codesPerNumber codes sent to one phone or mail address within it
 * @param codesPerAddress codes asked for from one network address within it
 * @param triesWindow after this time all tries are there again
 */
@ConfigurationProperties("beianflow.account")
record AccountSettings(FirstAdmin firstAdmin, @DefaultValue("12h") Duration tokenLife,
		@DefaultValue("8") int triesPerAccount, @DefaultValue("60") int triesPerAddress,
		@DefaultValue("20") int registrationsPerAddress, @DefaultValue("5") int codesPerNumber,
		@DefaultValue("20") int codesPerAddress, @DefaultValue("15m") Duration triesWindow) {

	/**
	 * The administrator made at the first start.
	 *
	 * @param id sign-in name
	 * @param password to be changed at the first sign-in
	 */
	record FirstAdmin(String id, String password) {

		@Override
		public String toString() {
			return "FirstAdmin[" + this.id + "]";
		}

	}

}
