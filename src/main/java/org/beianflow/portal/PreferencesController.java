package org.beianflow.portal;

import java.time.Duration;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Language and size of type, remembered in this browser. */
@Controller
class PreferencesController {

	private static final Duration REMEMBERED = Duration.ofDays(365);

	/**
	 * Remembers a choice and goes back.
	 * @param back a path of ours; anything else leads to the start page
	 */
	@PostMapping("/preferences")
	ResponseEntity<Void> choose(@RequestParam(required = false) String language,
			@RequestParam(required = false) String type, @RequestParam(defaultValue = "/") String back,
			HttpServletRequest request) {
		ResponseEntity.BodyBuilder answer = ResponseEntity.status(HttpStatus.SEE_OTHER)
			.header(HttpHeaders.LOCATION, request.getContextPath() + own(back));
		if (language != null) {
			answer.header(HttpHeaders.SET_COOKIE,
					cookie(PageLocale.COOKIE, language.equals("en") ? "en" : "zh-CN", request));
		}
		if (type != null) {
			answer.header(HttpHeaders.SET_COOKIE,
					cookie(PageFrames.TYPE_COOKIE, type.equals(PageFrames.LARGE) ? type : "normal", request));
		}
		return answer.build();
	}

	/** Nobody is sent to another host by this page. */
	static String own(String back) {
		return back.matches("/([A-Za-z0-9._~?=&%+/-]*)") && !back.startsWith("//") ? back : "/";
	}

	private static String cookie(String name, String value, HttpServletRequest request) {
		return ResponseCookie.from(name, value)
			.path(request.getContextPath() + "/")
			.maxAge(REMEMBERED)
			.httpOnly(true)
			.secure(request.isSecure())
			.sameSite("Lax")
			.build()
			.toString();
	}

}
