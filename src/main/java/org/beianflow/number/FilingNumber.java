package org.beianflow.number;

import java.text.Normalizer;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.beianflow.subject.Province;

/**
 * The filing number of a subject (主体备案号), for example 京ICP备2026000001号 (domain.md §15).
 *
 * @param province of the filing
 * @param serial eight digits in old numbers (two of the year and six), ten in new ones
 * (four and six)
 */
public record FilingNumber(Province province, String serial) {

	public FilingNumber {
		Objects.requireNonNull(province);
		if (!serial.matches("\\d{8}|\\d{10}")) {
			throw new IllegalArgumentException("a serial has eight or ten digits");
		}
	}

	/**
	 * Reads a number of a subject. Full-width characters, small letters and other short
	 * names of provinces are forgiven.
	 * @throws IllegalArgumentException if it is none
	 */
	@JsonCreator
	public static FilingNumber parse(String text) {
		Matcher parts = NumberForm.match(text);
		if (parts.group(3) != null) {
			throw new IllegalArgumentException("the number of a service, not of a subject");
		}
		return NumberForm.subject(parts);
	}

	/** The number, or empty if the text is none. */
	public static Optional<FilingNumber> tryParse(String text) {
		try {
			return (text != null) ? Optional.of(parse(text)) : Optional.empty();
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	/**
	 * The number of the subject that somebody means who types it, or that of one of its
	 * services: with blanks in it, any dash, and without the last character.
	 */
	public static Optional<FilingNumber> meantBy(String text) {
		if (text == null) {
			return Optional.empty();
		}
		String typed = Normalizer.normalize(text, Normalizer.Form.NFKC)
			.replaceAll("[\\s\\p{Z}]+", "")
			.replaceAll("\\p{Pd}|\u2212", "-")
			.replaceFirst("^([^号-]*\\d)(?=$|-)", "$1号");
		return tryParse(typed).or(() -> ServiceNumber.tryParse(typed).map(ServiceNumber::subject));
	}

	/** As it is displayed. */
	@Override
	@JsonValue
	public String toString() {
		return this.province.shortName() + "ICP备" + this.serial + "号";
	}

}
