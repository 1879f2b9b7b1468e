package org.beianflow.subject;

import java.text.Normalizer;
import java.util.Locale;

/** What people type, brought to one form. */
final class Text {

	private Text() {
	}

	static boolean isBlank(String text) {
		return text == null || text.isBlank();
	}

	/** Full-width characters become plain ones, letters capital, outer spaces go. */
	static String number(String text) {
		return Normalizer.normalize(text, Normalizer.Form.NFKC).strip().toUpperCase(Locale.ROOT);
	}

	/** Whether the text holds characters that no name or address has. */
	static boolean hasIllegalCharacters(String text) {
		return text.codePoints()
			.anyMatch((character) -> Character.isISOControl(character) || "<>{}[]|\\^`\"".indexOf(character) >= 0
					|| Character.getType(character) == Character.SURROGATE
					|| Character.getType(character) == Character.PRIVATE_USE
					|| Character.getType(character) == Character.OTHER_SYMBOL
					|| Character.getType(character) == Character.FORMAT || !Character.isDefined(character));
	}

	static boolean isHan(int character) {
		return Character.UnicodeScript.of(character) == Character.UnicodeScript.HAN;
	}

}
