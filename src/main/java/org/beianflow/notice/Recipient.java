package org.beianflow.notice;

import java.util.Locale;
import java.util.Objects;

/**
 * To whom a notice goes.
 *
 * @param reference who it is, stable and without personal data: {@code applicant:17},
 * {@code principal:F2026110000123}, {@code staff:finance}, {@code vendor:demo-cloud};
 * part of the key by which a notice is sent once
 * @param locale the language they are addressed in
 * @param mail address, or null if none
 * @param mobile phone number for SMS, or null if none; never the emergency phone
 */
public record Recipient(String reference, Locale locale, String mail, String mobile) {

	private static final String VENDOR = "vendor:";

	public Recipient {
		Objects.requireNonNull(reference, "reference");
		Objects.requireNonNull(locale, "locale");
	}

	/**
	 * A cloud vendor, whose endpoint, secret and mail address are settings
	 * ({@code beianflow.notice.vendors.<name>}).
	 */
	public static Recipient vendor(String name) {
		return new Recipient(VENDOR + name, Locale.SIMPLIFIED_CHINESE, null, null);
	}

	/**
	 * A group or a member of staff, told in the console and by mail if an address is
	 * known.
	 */
	public static Recipient staff(String id, String mail) {
		return new Recipient("staff:" + id, Locale.SIMPLIFIED_CHINESE, mail, null);
	}

	/** The vendor's name in the settings, or null if it is somebody else. */
	String vendorName() {
		return this.reference.startsWith(VENDOR) ? this.reference.substring(VENDOR.length()) : null;
	}

	/** Only the reference: addresses stay out of logs and exceptions. */
	@Override
	public String toString() {
		return this.reference;
	}

}
