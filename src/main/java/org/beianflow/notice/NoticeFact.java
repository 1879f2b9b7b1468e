package org.beianflow.notice;

import java.util.List;

/**
 * One thing a notice tells: a placeholder of its templates, with the type that decides
 * how it is checked and how it is written in each language.
 *
 * @param name the placeholder
 * @param type what its value is
 * @param optional whether it may be missing
 * @param codes for {@link Type#CODE} the values it can take
 */
public record NoticeFact(String name, Type type, boolean optional, List<String> codes) {

	/** What the value of a fact is. */
	public enum Type {

		/**
		 * Free text ({@code String}); never in an SMS, whose variables are typed and
		 * short (ruling 37).
		 */
		TEXT,
		/** A short word without spaces or links, such as a number ({@code String}). */
		WORD,
		/** A whole number ({@code Integer}, {@code Long}). */
		COUNT,
		/**
		 * A point in time ({@code Instant}). Midnight in Shanghai is written as 24:00 of
		 * the day before, as the ends of day-deadlines are (ruling 16).
		 */
		MOMENT,
		/** A date ({@code LocalDate}). */
		DAY,
		/** Money in fen ({@code Integer}, {@code Long}). */
		AMOUNT,
		/** Lines of a bill: label → fen ({@code Map<String, Long>}, in order). */
		AMOUNTS,
		/** Several texts ({@code List<String>}). */
		LIST,
		/**
		 * One of a closed set ({@code Enum} or {@code String}); its texts are in the
		 * message bundle under {@code notice.code.<name>.<value>}.
		 */
		CODE,
		/** Yes or no ({@code Boolean}). */
		FLAG

	}

	public NoticeFact {
		codes = List.copyOf(codes);
	}

	static NoticeFact text(String name) {
		return of(name, Type.TEXT);
	}

	static NoticeFact word(String name) {
		return of(name, Type.WORD);
	}

	static NoticeFact count(String name) {
		return of(name, Type.COUNT);
	}

	static NoticeFact moment(String name) {
		return of(name, Type.MOMENT);
	}

	static NoticeFact day(String name) {
		return of(name, Type.DAY);
	}

	static NoticeFact amount(String name) {
		return of(name, Type.AMOUNT);
	}

	static NoticeFact amounts(String name) {
		return of(name, Type.AMOUNTS);
	}

	static NoticeFact list(String name) {
		return of(name, Type.LIST);
	}

	static NoticeFact flag(String name) {
		return of(name, Type.FLAG);
	}

	static NoticeFact code(String name, String... codes) {
		return new NoticeFact(name, Type.CODE, false, List.of(codes));
	}

	/** The same fact, which may be missing. */
	NoticeFact orNone() {
		return new NoticeFact(this.name, this.type, true, this.codes);
	}

	private static NoticeFact of(String name, Type type) {
		return new NoticeFact(name, type, false, List.of());
	}

}
