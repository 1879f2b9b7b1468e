package org.beianflow.portal;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

import org.beianflow.check.Refusal;
import org.beianflow.check.Violation;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Texts of the bundles for pages: sentences, refusals, times. */
@Component
class PageTexts {

	static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

	private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

	private final MessageSource messages;

	PageTexts(MessageSource messages) {
		this.messages = messages;
	}

	/**
	 * Something that was not done.
	 *
	 * @param path the field it is about; null for the whole
	 * @param text what is wrong
	 * @param remedy how to mend it; empty where nothing can be said
	 */
	record Problem(String path, String text, String remedy) {

	}

	String text(String key, Locale locale, Object... arguments) {
		return this.messages.getMessage(key, arguments, locale);
	}

	/** The text, or another one where the bundles have none. */
	String textOr(String key, String otherwise, Locale locale, Object... arguments) {
		return this.messages.getMessage(key, arguments, otherwise, locale);
	}

	Problem problem(Refusal refusal, Locale locale) {
		return problem(null, refusal.messageKey(), refusal.arguments(), locale);
	}

	List<Problem> problems(Refusal refusal, Locale locale) {
		return refusal.violations().stream().map((violation) -> problem(violation, locale)).toList();
	}

	private Problem problem(Violation violation, Locale locale) {
		return problem(violation.path(), violation.messageKey(), violation.arguments(), locale);
	}

	private Problem problem(String path, String key, List<Object> arguments, Locale locale) {
		Object[] values = arguments.toArray();
		return new Problem(path, this.messages.getMessage(key, values, key, locale),
				this.messages.getMessage(key + ".remedy", values, "", locale));
	}

	/** A point in time as tables show it: 2026-11-22 14:05. */
	String moment(Instant instant) {
		return (instant != null) ? instant.atZone(SHANGHAI).format(MOMENT) : "";
	}

}
