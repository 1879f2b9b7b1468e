package org.beianflow.portal;

import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

/**
 * In which language a request is answered: on pages the one somebody chose there, else
 * the first one of the browser that we speak, else Chinese. Programs say it in each
 * request, so for them no choice is remembered.
 */
@Component("localeResolver")
class PageLocale implements LocaleResolver {

	/** Remembers the choice; nothing personal. */
	static final String COOKIE = "bf-lang";

	private static final String ENGLISH = "en";

	@Override
	public Locale resolveLocale(HttpServletRequest request) {
		boolean program = request.getRequestURI().startsWith(request.getContextPath() + "/api/");
		String chosen = program ? null : cookie(request, COOKIE);
		if (chosen != null) {
			return locale(chosen);
		}
		if (request.getHeader("Accept-Language") == null) {
			return Locale.SIMPLIFIED_CHINESE;
		}
		for (Locale asked : Collections.list(request.getLocales())) {
			if (asked.getLanguage().equals("zh") || asked.getLanguage().equals(ENGLISH)) {
				return locale(asked.getLanguage());
			}
		}
		return Locale.SIMPLIFIED_CHINESE;
	}

	/** What is chosen is written by the page of the choice. */
	@Override
	public void setLocale(HttpServletRequest request, HttpServletResponse response, Locale locale) {
		throw new UnsupportedOperationException("chosen at /preferences");
	}

	private static Locale locale(String language) {
		return language.equals(ENGLISH) ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
	}

	static String cookie(HttpServletRequest request, String name) {
		return (request.getCookies() == null) ? null
				: Arrays.stream(request.getCookies())
					.filter((cookie) -> cookie.getName().equals(name))
					.map(Cookie::getValue)
					.findFirst()
					.orElse(null);
	}

}
