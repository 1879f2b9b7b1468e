package org.beianflow.account;

/**
 * What somebody enters to get an account.
 *
 * @param loginName 4 to 32 letters, digits, dots, hyphens or underscores, beginning with
 * a letter; so it is never mistaken for a phone or an address
 * @param phone mainland mobile number
 * @param email address for mail
 * @param password see the password rules in {@code messages/account.properties}
 * @param locale {@code zh-CN} or {@code en}; null means zh-CN
 */
public record Registration(String loginName, String phone, String email, String password, String locale) {

	/** Without the fields: they are personal and secret. */
	@Override
	public String toString() {
		return "Registration[…]";
	}

}
