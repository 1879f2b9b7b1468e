package org.beianflow.portal;

import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.beianflow.account.AccountCodes;
import org.beianflow.account.AccountCodes.Purpose;
import org.beianflow.account.Applicant;
import org.beianflow.account.ApplicantSessions;
import org.beianflow.account.Applicants;
import org.beianflow.account.CurrentActors;
import org.beianflow.account.Registration;
import org.beianflow.check.Refusal;
import org.beianflow.privacy.Masking;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Registering, signing in with a code, a forgotten password, and the own account. Each
 * asks for the phone first and for the rest when the code is on its way, whether or not
 * anybody has an account under that phone.
 */
@Controller
class AccountPages {

	private static final String SEND = "send";

	private final AccountCodes codes;

	private final Applicants applicants;

	private final ApplicantSessions sessions;

	private final CurrentActors actors;

	private final ProblemTexts texts;

	AccountPages(AccountCodes codes, Applicants applicants, ApplicantSessions sessions, CurrentActors actors,
			ProblemTexts texts) {
		this.codes = codes;
		this.applicants = applicants;
		this.sessions = sessions;
		this.actors = actors;
		this.texts = texts;
	}

	/** Something that is asked of the account module, and may be refused. */
	private interface Attempt {

		/**
		 * @return the page that follows
		 */
		String run();

	}

	@GetMapping("/sign-up")
	String signUp(Model model) {
		return this.actors.find().isPresent() ? "redirect:/my" : page("sign-up", "", false, model);
	}

	/** Sends a code, or makes the account and signs its owner in. */
	@PostMapping("/sign-up")
	String register(@RequestParam(defaultValue = "") String act, @RequestParam(defaultValue = "") String phone,
			@RequestParam(defaultValue = "") String code, @RequestParam(defaultValue = "") String loginName,
			@RequestParam(defaultValue = "") String email, @RequestParam(defaultValue = "") String password,
			Model model, Locale locale, HttpServletRequest request, HttpServletResponse response) {
		model.addAttribute("entered", new Registration(loginName.strip(), phone, email, "", null));
		if (act.equals(SEND)) {
			return send("sign-up", Purpose.REGISTRATION, phone, model, locale, request, response);
		}
		return attempt("sign-up", phone, true, () -> {
			Applicant applicant = this.codes.register(
					new Registration(loginName.strip(), phone, email, password, language(locale)), code,
					request.getRemoteAddr());
			this.sessions.begin(applicant, request, response);
			return "redirect:" + this.sessions.wanted(request, response).orElse("/start");
		}, model, locale, response);
	}

	@GetMapping("/sign-in/code")
	String signIn(Model model) {
		return this.actors.find().isPresent() ? "redirect:/my" : page("sign-in-code", "", false, model);
	}

	/** Sends a code, or takes it for the password. */
	@PostMapping("/sign-in/code")
	String signIn(@RequestParam(defaultValue = "") String act, @RequestParam(defaultValue = "") String phone,
			@RequestParam(defaultValue = "") String code, Model model, Locale locale, HttpServletRequest request,
			HttpServletResponse response) {
		if (act.equals(SEND)) {
			return send("sign-in-code", Purpose.SIGN_IN, phone, model, locale, request, response);
		}
		return attempt("sign-in-code", phone, true, () -> {
			this.sessions.begin(this.codes.signIn(phone, code, request.getRemoteAddr()), request, response);
			return "redirect:" + this.sessions.wanted(request, response).orElse("/my");
		}, model, locale, response);
	}

	@GetMapping("/password")
	String password(Model model) {
		return page("password", "", false, model);
	}

	/** Sends a code, or sets the new password. */
	@PostMapping("/password")
	String password(@RequestParam(defaultValue = "") String act, @RequestParam(defaultValue = "") String phone,
			@RequestParam(defaultValue = "") String code, @RequestParam(defaultValue = "") String newPassword,
			Model model, Locale locale, HttpServletRequest request, HttpServletResponse response) {
		if (act.equals(SEND)) {
			return send("password", Purpose.PASSWORD, phone, model, locale, request, response);
		}
		return attempt("password", phone, true, () -> {
			this.codes.resetPassword(phone, code, newPassword, request.getRemoteAddr());
			return "redirect:/sign-in?reset";
		}, model, locale, response);
	}

	@GetMapping("/my/account")
	String account(Model model) {
		return account("", false, PageProblems.NONE, model);
	}

	@PostMapping("/my/account/language")
	String language(@RequestParam(defaultValue = "") String locale, Model model, Locale shown,
			HttpServletResponse response) {
		return change("", false, () -> {
			this.applicants.changeLocale(this.actors.current().id(), locale);
			return "redirect:/my/account?changed=language";
		}, model, shown, response);
	}

	@PostMapping("/my/account/password")
	String changePassword(@RequestParam(defaultValue = "") String currentPassword,
			@RequestParam(defaultValue = "") String newPassword, Model model, Locale locale, HttpServletRequest request,
			HttpServletResponse response) {
		return change("", false, () -> {
			String id = this.actors.current().id();
			this.applicants.changePassword(id, currentPassword, newPassword);
			this.sessions.begin(this.applicants.find(id), request, response);
			return "redirect:/my/account?changed=password";
		}, model, locale, response);
	}

	/** Sends a code to a new phone or address, or takes that over. */
	@PostMapping("/my/account/contact")
	String contact(@RequestParam(defaultValue = "") String act, @RequestParam(defaultValue = "") String contact,
			@RequestParam(defaultValue = "") String code, Model model, Locale locale, HttpServletRequest request,
			HttpServletResponse response) {
		String id = this.actors.current().id();
		if (act.equals(SEND)) {
			return change(contact, false, () -> {
				this.codes.sendForContact(id, contact, request.getRemoteAddr());
				return account(contact, true, PageProblems.NONE, model);
			}, model, locale, response);
		}
		return change(contact, true, () -> {
			this.codes.changeContact(id, contact, code, request.getRemoteAddr());
			return "redirect:/my/account?changed=contact";
		}, model, locale, response);
	}

	private String send(String page, Purpose purpose, String phone, Model model, Locale locale,
			HttpServletRequest request, HttpServletResponse response) {
		return attempt(page, phone, false, () -> {
			this.codes.send(purpose, phone, request.getRemoteAddr());
			return page(page, phone, true, model);
		}, model, locale, response);
	}

	private String attempt(String page, String phone, boolean sent, Attempt attempt, Model model, Locale locale,
			HttpServletResponse response) {
		try {
			return attempt.run();
		}
		catch (Refusal refusal) {
			response.setStatus(RefusalPages.status(refusal.kind()).value());
			model.addAttribute("problems", this.texts.of(refusal, locale));
			return page(page, phone, sent, model);
		}
	}

	private static String page(String page, String phone, boolean sent, Model model) {
		if (!model.containsAttribute("problems")) {
			model.addAttribute("problems", PageProblems.NONE);
		}
		model.addAttribute("phone", phone);
		model.addAttribute("sent", sent);
		return "portal/" + page;
	}

	private String change(String contact, boolean sent, Attempt attempt, Model model, Locale locale,
			HttpServletResponse response) {
		try {
			return attempt.run();
		}
		catch (Refusal refusal) {
			response.setStatus(RefusalPages.status(refusal.kind()).value());
			return account(contact, sent, this.texts.of(refusal, locale), model);
		}
	}

	private String account(String contact, boolean sent, PageProblems problems, Model model) {
		Applicant applicant = this.applicants.find(this.actors.current().id());
		model.addAttribute("loginName", applicant.loginName());
		model.addAttribute("phone", Masking.phone(applicant.phone()));
		model.addAttribute("email", Masking.email(applicant.email()));
		model.addAttribute("language", applicant.locale());
		model.addAttribute("registeredOn", applicant.registeredAt().atZone(PageTexts.SHANGHAI).toLocalDate());
		model.addAttribute("contact", contact);
		model.addAttribute("sent", sent);
		model.addAttribute("problems", problems);
		return "portal/account";
	}

	private static String language(Locale locale) {
		return Locale.ENGLISH.getLanguage().equals(locale.getLanguage()) ? "en" : "zh-CN";
	}

}
