package org.beianflow.account;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.beianflow.check.Refusal;

import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

/**
 * Answers API requests that end before a controller, as problem details (RFC 9457) in the
 * caller's language.
 */
@Component
class Problems {

	private final ObjectMapper json;

	private final MessageSource messages;

	private final LocaleResolver locales;

	Problems(ObjectMapper json, MessageSource messages, LocaleResolver locales) {
		this.json = json;
		this.messages = messages;
		this.locales = locales;
	}

	void write(HttpServletRequest request, HttpServletResponse response, Refusal refusal) throws IOException {
		Locale locale = this.locales.resolveLocale(request);
		HttpStatus status = status(refusal);
		Map<String, Object> problem = new LinkedHashMap<>();
		problem.put("type", "urn:beianflow:problem:" + refusal.messageKey());
		problem.put("title", text("account.problem." + refusal.kind(), refusal, locale));
		problem.put("status", status.value());
		problem.put("detail", text(refusal.messageKey(), refusal, locale));
		problem.put("remedy", text(refusal.messageKey() + ".remedy", refusal, locale));
		response.setStatus(status.value());
		if (status == HttpStatus.UNAUTHORIZED) {
			response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
		}
		response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
		response.setCharacterEncoding(StandardCharsets.UTF_8.name());
		response.getWriter().write(this.json.writeValueAsString(problem));
	}

	String text(String key, Refusal refusal, Locale locale) {
		return this.messages.getMessage(key, refusal.arguments().toArray(), key, locale);
	}

	static HttpStatus status(Refusal refusal) {
		return switch (refusal.kind()) {
			case UNAUTHENTICATED -> HttpStatus.UNAUTHORIZED;
			case TOO_MANY -> HttpStatus.TOO_MANY_REQUESTS;
			default -> HttpStatus.FORBIDDEN;
		};
	}

}
