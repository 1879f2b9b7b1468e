package org.beianflow.console;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;

import org.beianflow.check.Refusal;

/** The days between which somebody looks for something, as entered in a form. */
final class EnteredDay {

	private EnteredDay() {
	}

	/**
	 * The begin of a day in Shanghai.
	 * @return null where nothing was entered
	 * @throws Refusal MALFORMED for what is no day
	 */
	static Instant begin(String text) {
		return plus(text, 0);
	}

	/**
	 * The end of a day in Shanghai, exclusive.
	 * @return null where nothing was entered
	 * @throws Refusal MALFORMED for what is no day
	 */
	static Instant end(String text) {
		return plus(text, 1);
	}

	private static Instant plus(String text, int days) {
		try {
			return (text == null || text.isBlank()) ? null
					: LocalDate.parse(text.strip()).plusDays(days).atStartOfDay(Words.ZONE).toInstant();
		}
		catch (DateTimeParseException ex) {
			throw new Refusal(Refusal.Kind.MALFORMED, "console.date.unreadable", text);
		}
	}

}
