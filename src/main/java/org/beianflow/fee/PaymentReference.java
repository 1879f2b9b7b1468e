package org.beianflow.fee;

import java.math.BigInteger;
import java.util.Locale;

/**
 * The code a payer writes into the remark of a transfer: {@code BF}, year, serial, two
 * check digits by ISO 7064 MOD 97-10. One wrong character or two swapped ones never give
 * another valid code.
 */
final class PaymentReference {

	private static final BigInteger NINETY_SEVEN = BigInteger.valueOf(97);

	private PaymentReference() {
	}

	static String of(int year, int serial) {
		String body = String.format(Locale.ROOT, "BF%02d%06d", year % 100, serial);
		return body + String.format(Locale.ROOT, "%02d", 98 - remainder(body + "00"));
	}

	static boolean isValid(String reference) {
		return reference != null && reference.matches("BF\\d{10,}") && remainder(reference) == 1;
	}

	// Letters count as two digits: A = 10 … Z = 35.
	private static int remainder(String code) {
		StringBuilder digits = new StringBuilder();
		code.chars().forEach((character) -> digits.append(Character.digit(character, 36)));
		return new BigInteger(digits.toString()).mod(NINETY_SEVEN).intValue();
	}

}
