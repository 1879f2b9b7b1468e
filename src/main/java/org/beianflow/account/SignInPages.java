package org.beianflow.account;

import java.util.List;
import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;
import org.beianflow.check.Refusal;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;

/** The two sign-in pages: staff and applicants. */
@Controller
class SignInPages {

	static final String REFUSAL = SignInPages.class.getName() + ".refusal";

	private final Problems problems;

	private final ObjectProvider<SignInHints> hints;

	SignInPages(Problems problems, ObjectProvider<SignInHints> hints) {
		this.problems = problems;
		this.hints = hints;
	}

	@GetMapping("/staff/sign-in")
	String staff(Model model, @RequestParam(required = false) String out) {
		return page(model, "staff", out != null);
	}

	@GetMapping("/sign-in")
	String applicants(Model model, @RequestParam(required = false) String out) {
		return page(model, "applicant", out != null);
	}

	/**
	 * Only reached by a forward after a failed sign-in; opened by hand it is the plain
	 * page.
	 */
	@RequestMapping(path = "/staff/sign-in/failed", method = { RequestMethod.GET, RequestMethod.POST })
	String staffAgain(Model model, HttpServletRequest request, Locale locale) {
		explain(model, request, locale);
		return page(model, "staff", false);
	}

	/** As {@link #staffAgain}. */
	@RequestMapping(path = "/sign-in/failed", method = { RequestMethod.GET, RequestMethod.POST })
	String applicantsAgain(Model model, HttpServletRequest request, Locale locale) {
		explain(model, request, locale);
		return page(model, "applicant", false);
	}

	private void explain(Model model, HttpServletRequest request, Locale locale) {
		if (request.getAttribute(REFUSAL) instanceof Refusal refusal) {
			model.addAttribute("problem", this.problems.text(refusal.messageKey(), refusal, locale));
			model.addAttribute("remedy", this.problems.text(refusal.messageKey() + ".remedy", refusal, locale));
			model.addAttribute("login", request.getParameter("username"));
		}
	}

	private String page(Model model, String whom, boolean out) {
		model.addAttribute("whom", whom);
		model.addAttribute("out", out);
		model.addAttribute("action", whom.equals("staff") ? "/staff/sign-in" : "/sign-in");
		SignInHints present = this.hints.getIfAvailable();
		List<SignInHints.Hint> shown = List.of();
		if (present != null) {
			shown = whom.equals("staff") ? present.staff() : present.applicants();
		}
		model.addAttribute("hints", shown);
		return "account/sign-in";
	}

}
