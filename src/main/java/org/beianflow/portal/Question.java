package org.beianflow.portal;

import java.util.List;

/**
 * One question of a form, as a page asks it.
 *
 * @param path JSON path of the field it fills; also the name of the box
 * @param kind how it is answered
 * @param label the question
 * @param hint help below it, or null
 * @param value the present answer, empty for none; lines for several
 * @param values the present answers where several can be chosen
 * @param options what can be chosen
 * @param autocomplete what browsers may fill in, or null
 * @param optional whether it may stay empty
 * @param refreshes whether other questions depend on the answer
 */
public record Question(String path, Kind kind, String label, String hint, String value, List<String> values,
		List<Option> options, String autocomplete, boolean optional, boolean refreshes) {

	/** How a question is answered. */
	public enum Kind {

		TEXT, TEL, EMAIL, DATE, AREA, LINES, SELECT, RADIOS, CHECKS, TICK;

		/** The type of a one-line box. */
		public String inputType() {
			return switch (this) {
				case TEL -> "tel";
				case EMAIL -> "email";
				case DATE -> "date";
				default -> "text";
			};
		}

		public boolean oneLine() {
			return this == TEXT || this == TEL || this == EMAIL || this == DATE;
		}

	}

	/** Something to choose. */
	public record Option(String value, String text) {

	}

	/** Id of its box in the page. */
	public String id() {
		return PageProblems.id(this.path);
	}

	/** The same with an answer that could not be kept. */
	Question answered(String entered) {
		return new Question(this.path, this.kind, this.label, this.hint, entered, this.values, this.options,
				this.autocomplete, this.optional, this.refreshes);
	}

	/**
	 * Questions under one heading.
	 *
	 * @param title heading, or null
	 * @param hint help below it, or null
	 * @param when {@code path=value} of the answer that makes them worth asking, or null
	 * @param row whether they stand side by side where there is room
	 */
	public record Group(String title, String hint, String when, boolean row, List<Question> questions) {

		public Group {
			questions = List.copyOf(questions);
		}

	}

}
