package org.beianflow.portal;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Texts of the bundles for pages: sentences and times. */
@Component
class PageTexts {

	static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

	private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

	private final MessageSource messages;

	PageTexts(MessageSource messages) {
		this.messages = messages;
	}

	String text(String key, Locale locale, Object... arguments) {
		return this.messages.getMessage(key, arguments, locale);
	}

	/** The text, or another one where the bundles have none. */
	String textOr(String key, String otherwise, Locale locale, Object... arguments) {
		return this.messages.getMessage(key, arguments, otherwise, locale);
	}

	/** A point in time as tables show it: 2026-11-22 14:05. */
	String moment(Instant instant) {
		return (instant != null) ? instant.atZone(SHANGHAI).format(MOMENT) : "";
	}

}
