package org.beianflow.portal;

import java.util.Locale;

import org.beianflow.check.Refusal;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** What a page says when something is refused and the page itself had nothing to add. */
@ControllerAdvice(basePackageClasses = RefusalPages.class)
class RefusalPages {

	private final ProblemTexts texts;

	RefusalPages(ProblemTexts texts) {
		this.texts = texts;
	}

	@ExceptionHandler
	ModelAndView refused(Refusal refusal, Locale locale) {
		ModelAndView page = new ModelAndView("portal/refused");
		page.addObject("problems", this.texts.of(refusal, locale));
		page.setStatus(status(refusal.kind()));
		return page;
	}

	static HttpStatus status(Refusal.Kind kind) {
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
