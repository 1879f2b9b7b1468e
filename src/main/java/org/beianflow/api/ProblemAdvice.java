package org.beianflow.api;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import org.beianflow.check.Refusal;
import org.beianflow.check.Violation;

import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSource;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Tells callers of the API why something was not done, as problem details (RFC 9457) in
 * their language: what is wrong, how to mend it, and for content every violation at once.
 */
@RestControllerAdvice(basePackageClasses = ProblemAdvice.class)
class ProblemAdvice extends ResponseEntityExceptionHandler {

	private final MessageSource messages;

	ProblemAdvice(MessageSource messages) {
		this.messages = messages;
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> refused(Refusal refusal, Locale locale) {
		ProblemDetail problem = problem(refusal, locale);
		ResponseEntity.BodyBuilder answer = ResponseEntity.status(problem.getStatus());
		if (refusal.kind() == Refusal.Kind.TOO_MANY || refusal.kind() == Refusal.Kind.UNAVAILABLE) {
			answer.header(HttpHeaders.RETRY_AFTER, "60");
		}
		return answer.body(problem);
	}

	/** A refusal in words. */
	ProblemDetail problem(Refusal refusal, Locale locale) {
		HttpStatus status = status(refusal.kind());
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status,
				text(refusal.messageKey(), refusal.arguments(), locale));
		problem.setType(URI.create("urn:beianflow:problem:" + refusal.messageKey()));
		problem.setTitle(text("api.problem." + refusal.kind(), List.of(), locale));
		String remedy = optionalText(refusal.messageKey() + ".remedy", refusal.arguments(), locale);
		if (remedy != null) {
			problem.setProperty("remedy", remedy);
		}
		if (!refusal.violations().isEmpty()) {
			problem.setProperty("violations",
					refusal.violations().stream().map((violation) -> shown(violation, locale)).toList());
		}
		return problem;
	}

	/** A violation as the API shows it. */
	ShownViolation shown(Violation violation, Locale locale) {
		return new ShownViolation(violation.path(), violation.code(),
				text(violation.messageKey(), violation.arguments(), locale),
				optionalText(violation.messageKey() + ".remedy", violation.arguments(), locale));
	}

	record ShownViolation(String path, String code, String message, String remedy) {

	}

	@Override
	protected ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		// The exception's own text quotes what was sent, which may be personal data.
		Locale locale = LocaleContextHolder.getLocale();
		Throwable cause = ex.getCause();
		String field = (cause instanceof JsonMappingException mapping) ? path(mapping) : "";
		String key = "api.json.unreadable";
		if (cause instanceof UnrecognizedPropertyException) {
			key = "api.json.unknownField";
		}
		else if (cause instanceof InvalidFormatException format && format.getTargetType().isEnum()) {
			key = "api.json.unknownValue";
			String allowed = String.join(", ",
					Stream.of(format.getTargetType().getEnumConstants()).map(Object::toString).toList());
			return problem(key, List.of(field, allowed), locale, field);
		}
		else if (cause instanceof JsonMappingException && !field.isEmpty()) {
			key = "api.json.wrongType";
		}
		return problem(key, List.of(field), locale, field);
	}

	@Override
	protected ResponseEntity<Object> handleMissingServletRequestParameter(MissingServletRequestParameterException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		return missing(ex.getParameterName());
	}

	@Override
	protected ResponseEntity<Object> handleMissingServletRequestPart(MissingServletRequestPartException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		return missing(ex.getRequestPartName());
	}

	@Override
	protected ResponseEntity<Object> handleServletRequestBindingException(ServletRequestBindingException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		return (ex instanceof MissingRequestHeaderException header) ? missing(header.getHeaderName())
				: handleExceptionInternal(ex, null, headers, status, request);
	}

	private ResponseEntity<Object> missing(String name) {
		return problem("api.request.missing", List.of(name), LocaleContextHolder.getLocale(), name);
	}

	@Override
	protected ResponseEntity<Object> handleTypeMismatch(TypeMismatchException ex, HttpHeaders headers,
			HttpStatusCode status, WebRequest request) {
		String name = (ex.getPropertyName() != null) ? ex.getPropertyName() : "";
		Class<?> type = ex.getRequiredType();
		if (type != null && type.isEnum()) {
			String allowed = String.join(", ", Stream.of(type.getEnumConstants()).map(Object::toString).toList());
			return problem("api.json.unknownValue", List.of(name, allowed), LocaleContextHolder.getLocale(), name);
		}
		return problem("api.json.wrongType", List.of(name), LocaleContextHolder.getLocale(), name);
	}

	/** Whatever else the framework refuses, in our words instead of its own. */
	@Override
	protected ResponseEntity<Object> handleExceptionInternal(Exception ex, Object body, HttpHeaders headers,
			HttpStatusCode status, WebRequest request) {
		return super.handleExceptionInternal(ex, problem(status, LocaleContextHolder.getLocale()), headers, status,
				request);
	}

	/** What a status alone can tell. */
	ProblemDetail problem(HttpStatusCode status, Locale locale) {
		String key = "api.request." + status.value();
		if (optionalText(key, List.of(), locale) == null) {
			key = status.is4xxClientError() ? "api.request.refused" : "api.request.failed";
		}
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, text(key, List.of(), locale));
		problem.setType(URI.create("urn:beianflow:problem:" + key));
		problem.setTitle(text(key + ".title", List.of(), locale));
		problem.setProperty("remedy", text(key + ".remedy", List.of(), locale));
		return problem;
	}

	private ResponseEntity<Object> problem(String key, List<Object> arguments, Locale locale, String field) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, text(key, arguments, locale));
		problem.setType(URI.create("urn:beianflow:problem:" + key));
		problem.setTitle(text("api.problem.MALFORMED", List.of(), locale));
		if (!field.isEmpty()) {
			problem.setProperty("violations", List.of(new ShownViolation(field, "5001", text(key, arguments, locale),
					optionalText(key + ".remedy", arguments, locale))));
		}
		return ResponseEntity.badRequest().body(problem);
	}

	private static String path(JsonMappingException ex) {
		StringBuilder path = new StringBuilder();
		for (JsonMappingException.Reference step : ex.getPath()) {
			if (step.getFieldName() == null) {
				path.append('[').append(step.getIndex()).append(']');
			}
			else {
				path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
			}
		}
		return path.toString();
	}

	@Override
	protected ResponseEntity<Object> handleMaxUploadSizeExceededException(MaxUploadSizeExceededException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		ResponseEntity<ProblemDetail> answer = refused(new Refusal(Refusal.Kind.TOO_LARGE, "api.upload.tooLarge"),
				LocaleContextHolder.getLocale());
		return ResponseEntity.status(answer.getStatusCode()).body(answer.getBody());
	}

	private String text(String key, List<Object> arguments, Locale locale) {
		String text = optionalText(key, arguments, locale);
		return (text != null) ? text : key;
	}

	private String optionalText(String key, List<Object> arguments, Locale locale) {
		Object[] resolved = arguments.stream()
			.map((argument) -> (argument instanceof MessageSourceResolvable name)
					? this.messages.getMessage(name, locale) : argument)
			.toArray();
		return this.messages.getMessage(key, resolved, null, locale);
	}

	private static HttpStatus status(Refusal.Kind kind) {
		return switch (kind) {
			case MALFORMED -> HttpStatus.BAD_REQUEST;
			case UNAUTHENTICATED -> HttpStatus.UNAUTHORIZED;
			case FORBIDDEN -> HttpStatus.FORBIDDEN;
			case NOT_FOUND -> HttpStatus.NOT_FOUND;
			case CONFLICT -> HttpStatus.CONFLICT;
			case STALE -> HttpStatus.PRECONDITION_FAILED;
			case TOO_LARGE -> HttpStatus.PAYLOAD_TOO_LARGE;
			case INVALID -> HttpStatus.UNPROCESSABLE_ENTITY;
			case TOO_MANY -> HttpStatus.TOO_MANY_REQUESTS;
			case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
		};
	}

}
