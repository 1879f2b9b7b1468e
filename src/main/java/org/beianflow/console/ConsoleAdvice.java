package org.beianflow.console;

import java.util.List;
import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;
import org.beianflow.check.Refusal;
import org.beianflow.check.Violation;

import org.springframework.context.MessageSource;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.ModelAndView;

/** Gives every staff page its frame, and tells refusals on a page in words. */
@ControllerAdvice(annotations = ConsoleController.class)
class ConsoleAdvice {

	private final Frames frames;

	private final MessageSource messages;

	ConsoleAdvice(Frames frames, MessageSource messages) {
		this.frames = frames;
		this.messages = messages;
	}

	@ModelAttribute("console")
	Frame frame(HttpServletRequest request, Locale locale) {
		return this.frames.frame(request, locale);
	}

	@ExceptionHandler
	ModelAndView refused(Refusal refusal, HttpServletRequest request, Locale locale) {
		ModelAndView page = new ModelAndView("console/refused", status(refusal.kind()));
		page.addObject("console", this.frames.frame(request, locale));
		page.addObject("problem", text(refusal.messageKey(), refusal.arguments(), locale));
		page.addObject("remedy", text(refusal.messageKey() + ".remedy", refusal.arguments(), locale));
		page.addObject("violations",
				refusal.violations().stream().map((violation) -> sentence(violation, locale)).toList());
		return page;
	}

	private String sentence(Violation violation, Locale locale) {
		return (text(violation.messageKey(), violation.arguments(), locale) + " "
				+ text(violation.messageKey() + ".remedy", violation.arguments(), locale))
			.strip();
	}

	private String text(String key, List<Object> arguments, Locale locale) {
		Object[] resolved = arguments.stream()
			.map((argument) -> (argument instanceof MessageSourceResolvable name)
					? this.messages.getMessage(name, locale) : argument)
			.toArray();
		return this.messages.getMessage(key, resolved, "", locale);
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
