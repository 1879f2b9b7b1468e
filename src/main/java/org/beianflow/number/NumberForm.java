package org.beianflow.number;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.beianflow.site.ServiceType;
import org.beianflow.subject.Province;

/** How filing numbers are written (domain.md §15). */
final class NumberForm {

	private static final Pattern FORM = Pattern
		.compile("(\\p{IsHan})ICP备(\\d{8}|\\d{10})号(?:-([1-9]\\d{0,4})([AXK])?)?", Pattern.CASE_INSENSITIVE);

	private NumberForm() {
	}

	/** The parts of a number of a subject or a service. */
	static Matcher match(String text) {
		String number = Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
		Matcher matcher = FORM.matcher(number);
		if (!matcher.matches()) {
			throw new IllegalArgumentException("not a filing number");
		}
		return matcher;
	}

	static FilingNumber subject(Matcher parts) {
		Province province = Province.ofShortName(parts.group(1))
			.orElseThrow(() -> new IllegalArgumentException("not the short name of a province"));
		return new FilingNumber(province, parts.group(2));
	}

	static ServiceType type(String suffix) {
		String letter = (suffix != null) ? suffix.toUpperCase(Locale.ROOT) : "";
		return Arrays.stream(ServiceType.values())
			.filter((type) -> type.suffix().equals(letter))
			.findFirst()
			.orElseThrow();
	}

}
