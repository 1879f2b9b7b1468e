package org.beianflow.api;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.autoconfigure.web.servlet.error.BasicErrorController;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorViewResolver;
import org.springframework.boot.web.servlet.error.ErrorAttributes;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.UriUtils;

/**
 * The last answer to requests that no controller of ours could answer: an unknown
 * address, a method that an address does not know, a failure nobody foresaw. Browsers get
 * the error page, everybody else problem details (RFC 9457) in words, with the time that
 * leads an operator to the log line. What the failure itself says stays in the log: it
 * may quote personal data.
 */
@Controller
class ErrorAnswers extends BasicErrorController {

	private final ProblemAdvice problems;

	private final LocaleResolver locales;

	private final Clock clock;

	ErrorAnswers(ErrorAttributes attributes, ServerProperties server, List<ErrorViewResolver> views,
			ProblemAdvice problems, LocaleResolver locales, Clock clock) {
		super(attributes, server.getError(), views);
		this.problems = problems;
		this.locales = locales;
		this.clock = clock;
	}

	@Override
	@SuppressWarnings("unchecked")
	public ResponseEntity<Map<String, Object>> error(HttpServletRequest request) {
		HttpStatus status = getStatus(request);
		Locale locale = this.locales.resolveLocale(request);
		ProblemDetail problem = this.problems.problem(status, locale);
		if (request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String uri) {
			problem.setInstance(URI.create(UriUtils.encodePath(uri, StandardCharsets.UTF_8)));
		}
		problem.setProperty("timestamp", this.clock.instant());
		// The inherited signature asks for a map; what is written is the problem itself.
		return (ResponseEntity<Map<String, Object>>) (ResponseEntity<?>) ResponseEntity.status(status)
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.body(problem);
	}

}
