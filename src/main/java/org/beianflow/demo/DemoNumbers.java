package org.beianflow.demo;

/**
 * Made-up certificate numbers with right check digits, so that demo filings pass the same
 * checks as real ones and belong to nobody.
 */
final class DemoNumbers {

	private static final String CREDIT_CODE_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";

	private static final int[] ORGANISATION_WEIGHTS = { 3, 7, 9, 10, 5, 8, 4, 2 };

	private static final int[] IDENTITY_WEIGHTS = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };

	private DemoNumbers() {
	}

	/** A unified social credit code (GB 32100-2015) of an enterprise. */
	static String creditCode(String region, int serial) {
		String organisation = String.format("%08d", 80_000_000 + serial);
		int sum = 0;
		for (int i = 0; i < 8; i++) {
			sum += (organisation.charAt(i) - '0') * ORGANISATION_WEIGHTS[i];
		}
		int check = 11 - sum % 11;
		String body = "91" + region + organisation
				+ ((check == 10) ? "X" : (check == 11) ? "0" : String.valueOf(check));
		int total = 0;
		int weight = 1;
		for (int i = 0; i < 17; i++) {
			total += CREDIT_CODE_CHARACTERS.indexOf(body.charAt(i)) * weight;
			weight = weight * 3 % 31;
		}
		return body + CREDIT_CODE_CHARACTERS.charAt((31 - total % 31) % 31);
	}

	/** A resident identity number (GB 11643-1999). */
	static String identityNumber(String region, String birthday, int serial) {
		String body = region + birthday + String.format("%03d", serial);
		int sum = 0;
		for (int i = 0; i < 17; i++) {
			sum += (body.charAt(i) - '0') * IDENTITY_WEIGHTS[i];
		}
		return body + "10X98765432".charAt(sum % 11);
	}

}
