package org.beianflow.subject;

import java.util.regex.Pattern;

/**
 * The number of organisations in China (统一社会信用代码), GB 32100-2015, with the organisation
 * code of GB 11714 inside (domain.md §6.5).
 *
 * @param value 18 characters, capital
 */
public record UnifiedSocialCreditCode(String value) {

	private static final String CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";

	private static final Pattern FORM = Pattern.compile("[0-9A-HJ-NPQRTUWXY]{2}\\d{6}[0-9A-HJ-NPQRTUWXY]{10}");

	private static final int[] WEIGHTS = { 1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28 };

	private static final int[] ORGANISATION_WEIGHTS = { 3, 7, 9, 10, 5, 8, 4, 2 };

	/** What can be wrong with a number. */
	public enum Defect {

		/** Not 18 characters of the right kind. */
		FORM,
		/** The 17th character does not fit the organisation code. */
		ORGANISATION_CHECK,
		/** The 18th character does not fit the whole. */
		CHECK

	}

	/**
	 * Reads a number.
	 * @throws IllegalArgumentException if it is none; without the number in its message
	 */
	public UnifiedSocialCreditCode {
		value = Text.number(value);
		Defect defect = defectOf(value);
		if (defect != null) {
			throw new IllegalArgumentException("not a unified social credit code: " + defect);
		}
	}

	/**
	 * What is wrong with a number, or {@code null}. The last character is looked at
	 * first: a typing error mostly shows there.
	 * @param text as entered
	 */
	public static Defect defectOf(String text) {
		String code = Text.number(text);
		if (!FORM.matcher(code).matches()) {
			return Defect.FORM;
		}
		if (code.charAt(17) != checkCharacter(code.substring(0, 17))) {
			return Defect.CHECK;
		}
		return (code.charAt(16) == organisationCheckCharacter(code.substring(8, 16))) ? null
				: Defect.ORGANISATION_CHECK;
	}

	/**
	 * The 18th character.
	 * @param first the first 17
	 */
	public static char checkCharacter(String first) {
		int sum = 0;
		for (int i = 0; i < 17; i++) {
			sum += CHARACTERS.indexOf(first.charAt(i)) * WEIGHTS[i];
		}
		return CHARACTERS.charAt((31 - sum % 31) % 31);
	}

	/**
	 * The ninth character of an organisation code.
	 * @param first the first eight
	 */
	public static char organisationCheckCharacter(String first) {
		int sum = 0;
		for (int i = 0; i < 8; i++) {
			// Letters count from 10 in the plain alphabet here, not in the 31 characters
			// above.
			sum += Character.digit(first.charAt(i), 36) * ORGANISATION_WEIGHTS[i];
		}
		int check = 11 - sum % 11;
		return (check == 10) ? 'X' : (char) ('0' + check % 11);
	}

	/** The first two characters: registering authority and kind of organisation. */
	public String kind() {
		return this.value.substring(0, 2);
	}

	/**
	 * Six-digit code of the region where it is registered; 100000 is the whole country.
	 */
	public String region() {
		return this.value.substring(2, 8);
	}

	@Override
	public String toString() {
		return this.value;
	}

}
