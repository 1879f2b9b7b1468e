package org.beianflow.privacy;

/**
 * Personal data as lists, notices and logs may show it (domain.md §16, look.md): enough
 * to recognise, too little to use. Full-width asterisks, so that it looks masked.
 * <p>
 * Every method gives {@code null} for {@code null} and an empty text for an empty one.
 */
public final class Masking {

	private static final String STAR = "＊";

	private Masking() {
	}

	/**
	 * Number of an identity document: {@code 110105＊＊＊＊＊＊＊＊002X}. Where it is shorter
	 * than an identity card's, a third at each end at most stays readable.
	 */
	public static String idNumber(String number) {
		if (number == null) {
			return null;
		}
		if (number.length() == 18) {
			return keep(number, 6, 4);
		}
		int end = Math.min(4, number.length() / 4);
		return keep(number, end, end);
	}

	/** Phone: {@code 138＊＊＊＊1234}; shorter numbers keep the last two digits. */
	public static String phone(String phone) {
		if (phone == null) {
			return null;
		}
		return (phone.length() >= 11) ? keep(phone, phone.length() - 8, 4)
				: keep(phone, 0, Math.min(2, phone.length() / 3));
	}

	/** E-mail address: {@code a＊＊＊@x.com}. */
	public static String email(String email) {
		if (email == null) {
			return null;
		}
		int at = email.lastIndexOf('@');
		if (at < 1) {
			return STAR.repeat(email.isEmpty() ? 0 : 3);
		}
		int first = email.offsetByCodePoints(0, 1);
		return email.substring(0, first) + STAR.repeat(3) + email.substring(at);
	}

	/** Name of an individual: {@code 张＊}, whatever its length. */
	public static String name(String name) {
		if (name == null || name.isEmpty()) {
			return name;
		}
		return name.substring(0, name.offsetByCodePoints(0, 1)) + STAR;
	}

	private static String keep(String text, int head, int tail) {
		return text.substring(0, head) + STAR.repeat(text.length() - head - tail)
				+ text.substring(text.length() - tail);
	}

}
