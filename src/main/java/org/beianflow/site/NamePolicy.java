package org.beianflow.site;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.beianflow.check.Violation;

/** How a service may be called (domain.md R23). */
final class NamePolicy {

	private static final int HAN_LEAST = 3;

	private static final int INDIVIDUAL_MOST = 10;

	private static final int MOST = 60;

	private static final Pattern ALLOWED = Pattern.compile("[\\p{IsHan}A-Za-z0-9·（）()\\-]+");

	private static final Pattern DOMAIN_LIKE = Pattern
		.compile("(?i).*([\\p{IsHan}a-z0-9]\\.[a-z]{2}|www\\.|https?:).*");

	private NamePolicy() {
	}

	static List<Violation> check(SiteCase it) {
		String entered = it.website().name();
		if (entered == null || entered.isBlank()) {
			return List.of(Violation.of("name", "MISSING", "site.name.missing"));
		}
		String name = Normalizer.normalize(entered, Normalizer.Form.NFKC).strip();
		List<Violation> violations = new ArrayList<>();
		if (DOMAIN_LIKE.matcher(name).matches()) {
			violations.add(violation("site.name.domain"));
		}
		else if (!ALLOWED.matcher(name).matches()) {
			violations.add(Violation.of("name", "5008", "site.name.characters"));
		}
		length(it, name).ifPresent(violations::add);
		words(it, name, violations);
		return violations;
	}

	private static Optional<Violation> length(SiteCase it, String name) {
		long han = name.codePoints()
			.filter((character) -> Character.UnicodeScript.of(character) == Character.UnicodeScript.HAN)
			.count();
		int length = name.codePointCount(0, name.length());
		if (han < HAN_LEAST) {
			return Optional.of(violation("site.name.short", HAN_LEAST));
		}
		if (it.individual() && length > INDIVIDUAL_MOST) {
			return Optional.of(violation("site.name.individual-length", HAN_LEAST, INDIVIDUAL_MOST));
		}
		return (length > MOST) ? Optional.of(violation("site.name.long", MOST)) : Optional.empty();
	}

	private static void words(SiteCase it, String name, List<Violation> violations) {
		NameWords words = NameWords.CURRENT;
		NameWords.in(words.national(), name)
			.filter((word) -> it.individual() || !isBorneBy(it.subject().name(), word))
			.ifPresent((word) -> violations.add(violation("site.name.national", word)));
		NameWords.in(words.forbidden(), name)
			.ifPresent((word) -> violations.add(violation("site.name.forbidden", word)));
		if (it.individual()) {
			NameWords.in(words.notForIndividuals(), name)
				.ifPresent((word) -> violations.add(violation("site.name.individual-word", word)));
			NameWords.placeIn(name)
				.ifPresent((place) -> violations.add(violation("site.name.individual-place", place)));
		}
	}

	private static boolean isBorneBy(String subjectName, String word) {
		return subjectName != null && subjectName.toUpperCase(Locale.ROOT).contains(word);
	}

	private static Violation violation(String messageKey, Object... arguments) {
		return Violation.of("name", "NAME", messageKey, arguments);
	}

}
