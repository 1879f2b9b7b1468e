package org.beianflow.portal;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import org.beianflow.check.Refusal;
import org.beianflow.check.Violation;

import org.springframework.context.MessageSource;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.stereotype.Component;

/**
 * Puts {@link Violation}s and {@link Refusal}s into words for a page, the same words the
 * API uses.
 */
@Component
class ProblemTexts {

	private final MessageSource messages;

	ProblemTexts(MessageSource messages) {
		this.messages = messages;
	}

	/** What a refusal says, with links to fields of the same page. */
	PageProblems of(Refusal refusal, Locale locale) {
		return of(refusal, (path) -> "#" + PageProblems.id(path), locale);
	}

	/**
	 * What a refusal says.
	 * @param link where the field of a path can be mended
	 */
	PageProblems of(Refusal refusal, Function<String, String> link, Locale locale) {
		return new PageProblems(text(refusal.messageKey(), refusal.arguments(), locale),
				text(refusal.messageKey() + ".remedy", refusal.arguments(), locale),
				refusal.violations().stream().map((violation) -> shown(violation, null, link, locale)).toList());
	}

	/** Violations under a headline of their own. */
	PageProblems of(List<Violation> violations, String headline, String remedy, Locale locale) {
		return violations.isEmpty() ? PageProblems.NONE
				: new PageProblems(headline, remedy,
						violations.stream()
							.map((violation) -> shown(violation, null, (path) -> "#" + PageProblems.id(path), locale))
							.toList());
	}

	PageProblems.Shown shown(Violation violation, String label, Function<String, String> link, Locale locale) {
		return new PageProblems.Shown(violation.path(), label,
				text(violation.messageKey(), violation.arguments(), locale),
				text(violation.messageKey() + ".remedy", violation.arguments(), locale), link.apply(violation.path()));
	}

	/** A text, or null where there is none. */
	String text(String key, List<Object> arguments, Locale locale) {
		Object[] resolved = arguments.stream()
			.map((argument) -> (argument instanceof MessageSourceResolvable name)
					? this.messages.getMessage(name, locale) : argument)
			.toArray();
		return this.messages.getMessage(key, resolved, null, locale);
	}

}
