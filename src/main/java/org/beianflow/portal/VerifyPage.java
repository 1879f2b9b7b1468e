package org.beianflow.portal;

import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.beianflow.check.Refusal;
import org.beianflow.verification.SmsVerifications;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Where a person in charge enters the code they were sent. They need no account, and
 * nobody learns here whether a number is known.
 */
@Controller
class VerifyPage {

	private final SmsVerifications verifications;

	private final PageTexts texts;

	private final ProblemTexts problems;

	VerifyPage(SmsVerifications verifications, PageTexts texts, ProblemTexts problems) {
		this.verifications = verifications;
		this.texts = texts;
		this.problems = problems;
	}

	@GetMapping("/verify")
	String show() {
		return "portal/verify";
	}

	@PostMapping("/verify")
	String answer(@RequestParam(defaultValue = "") String mobile, @RequestParam(defaultValue = "") String code,
			@RequestParam(defaultValue = "") String idTail, Model model, HttpServletRequest request,
			HttpServletResponse response, Locale locale) {
		try {
			SmsVerifications.Answer answer = this.verifications.answer(mobile, code, idTail, request.getRemoteAddr());
			if (answer.verified()) {
				model.addAttribute("verified", true);
				model.addAttribute("missing", answer.missing());
				return "portal/verify";
			}
			model.addAttribute("problems", new PageProblems(this.texts.text("portal.verify.wrong", locale),
					this.texts.text("portal.verify.wrong.remedy", locale), java.util.List.of()));
		}
		catch (Refusal refusal) {
			model.addAttribute("problems", this.problems.of(refusal, locale));
		}
		// The number is kept for another try; what is secret is not sent back.
		model.addAttribute("mobile", mobile);
		response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
		return "portal/verify";
	}

	@GetMapping("/verify/code")
	String askAgain() {
		return "portal/verify-code";
	}

	@PostMapping("/verify/code")
	String askAgain(@RequestParam(defaultValue = "") String mobile, @RequestParam(defaultValue = "") String idTail,
			Model model, HttpServletRequest request, HttpServletResponse response, Locale locale) {
		try {
			this.verifications.askAgain(mobile, idTail, request.getRemoteAddr());
			model.addAttribute("asked", true);
		}
		catch (Refusal refusal) {
			model.addAttribute("problems", this.problems.of(refusal, locale));
			response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
		}
		model.addAttribute("mobile", mobile);
		return "portal/verify-code";
	}

}
