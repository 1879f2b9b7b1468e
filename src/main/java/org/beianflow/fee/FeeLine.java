package org.beianflow.fee;

import java.util.Locale;

/**
 * One line of a fee notice.
 *
 * @param description what is charged, in Chinese, as the schedule says it
 * @param descriptionEn the same in English; null where the schedule does not say it
 * @param amountFen amount in 分 (1/100 元), never negative
 */
public record FeeLine(String description, String descriptionEn, long amountFen) {

	public FeeLine {
		if (amountFen < 0) {
			throw new IllegalArgumentException("amountFen: " + amountFen);
		}
	}

	/** What is charged, in the language of the reader where the schedule knows it. */
	public String description(Locale locale) {
		boolean english = Locale.ENGLISH.getLanguage().equals(locale.getLanguage());
		return (english && this.descriptionEn != null && !this.descriptionEn.isBlank()) ? this.descriptionEn
				: this.description;
	}

}
