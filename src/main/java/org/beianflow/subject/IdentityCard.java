package org.beianflow.subject;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The number of a resident identity card, GB 11643-1999, or of a residence permit of Hong
 * Kong, Macau and Taiwan residents, which is built alike (domain.md §6.6).
 *
 * @param number 18 characters, X capital
 */
public record IdentityCard(String number) {

	private static final Pattern FORM = Pattern.compile("\\d{17}[0-9X]");

	private static final int[] WEIGHTS = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };

	private static final LocalDate OLDEST = LocalDate.of(1880, 1, 1);

	/** What can be wrong with a number. */
	public enum Defect {

		/** Not 17 digits and a check digit. */
		FORM,
		/** The last digit does not fit. */
		CHECK,
		/** No such birth date, or one to come. */
		BIRTH_DATE,
		/** No region ever had these first six digits. */
		REGION

	}

	/**
	 * Reads a number.
	 * @throws IllegalArgumentException if it is none; without the number in its message
	 */
	public IdentityCard {
		number = Text.number(number);
		Defect defect = defectOf(number, LocalDate.MAX);
		if (defect != null) {
			throw new IllegalArgumentException("not an identity card number: " + defect);
		}
	}

	/**
	 * What is wrong with a number, or {@code null}.
	 * @param text as entered
	 * @param today nobody is born later
	 */
	public static Defect defectOf(String text, LocalDate today) {
		String number = Text.number(text);
		if (!FORM.matcher(number).matches()) {
			return Defect.FORM;
		}
		if (number.charAt(17) != checkCharacter(number.substring(0, 17))) {
			return Defect.CHECK;
		}
		LocalDate birth = birthDateIn(number);
		if (birth == null || birth.isAfter(today) || birth.isBefore(OLDEST)) {
			return Defect.BIRTH_DATE;
		}
		String region = number.substring(0, 6);
		return (isOutsideMainland(region) || Regions.mainland().everExisted(region)) ? null : Defect.REGION;
	}

	/**
	 * The 18th character.
	 * @param first the first 17
	 */
	public static char checkCharacter(String first) {
		int sum = 0;
		for (int i = 0; i < 17; i++) {
			sum += (first.charAt(i) - '0') * WEIGHTS[i];
		}
		return "10X98765432".charAt(sum % 11);
	}

	public LocalDate birthDate() {
		return birthDateIn(this.number);
	}

	/** Age in whole years. */
	public int ageOn(LocalDate day) {
		return Period.between(birthDate(), day).getYears();
	}

	/** The province that issued it; empty for residence permits. */
	public Optional<Province> province() {
		return Province.ofCode(this.number);
	}

	/** Taiwan, Hong Kong, Macau, and Taiwan again as residence permits write it. */
	private static boolean isOutsideMainland(String region) {
		return List.of("710000", "810000", "820000", "830000").contains(region);
	}

	private static LocalDate birthDateIn(String number) {
		try {
			return LocalDate.of(Integer.parseInt(number.substring(6, 10)), Integer.parseInt(number.substring(10, 12)),
					Integer.parseInt(number.substring(12, 14)));
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	/** Without the number, so that it may be logged. */
	@Override
	public String toString() {
		return "IdentityCard[]";
	}

}
