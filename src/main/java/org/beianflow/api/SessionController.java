package org.beianflow.api;

import java.time.Instant;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.beianflow.account.AccountCodes;
import org.beianflow.account.ApiToken;
import org.beianflow.account.ApiTokens;
import org.beianflow.account.Applicant;
import org.beianflow.account.Applicants;
import org.beianflow.account.CurrentActors;
import org.beianflow.account.Registration;
import org.beianflow.privacy.Masking;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Accounts and tokens of applicants. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "账号", description = "注册、登录取得令牌、退出")
class SessionController {

	private final Applicants applicants;

	private final AccountCodes codes;

	private final ApiTokens tokens;

	private final CurrentActors actors;

	SessionController(Applicants applicants, AccountCodes codes, ApiTokens tokens, CurrentActors actors) {
		this.applicants = applicants;
		this.codes = codes;
		this.tokens = tokens;
		this.actors = actors;
	}

	/** An account as its owner sees it. */
	record Account(String id, String loginName, String phone, String email, String locale) {

		static Account of(Applicant applicant) {
			return new Account(applicant.id(), applicant.loginName(), Masking.phone(applicant.phone()),
					Masking.email(applicant.email()), applicant.locale());
		}

	}

	/** Whose telephone is to receive a code. */
	record CodeRequest(String phone) {

		@Override
		public String toString() {
			return "CodeRequest[…]";
		}

	}

	@PostMapping("/applicants/codes")
	@Operation(summary = "发送注册验证码", description = "向手机号发送 6 位验证码，10 分钟内有效。不论该手机号是否已有账号，回答相同。")
	ResponseEntity<Void> sendCode(@RequestBody CodeRequest wanted, HttpServletRequest request) {
		this.codes.send(AccountCodes.Purpose.REGISTRATION, wanted.phone(), request.getRemoteAddr());
		return ResponseEntity.accepted().build();
	}

	/** An account to be made, with the code that its telephone received. */
	record NewAccount(String loginName, String phone, String code, String email, String password, String locale) {

		@Override
		public String toString() {
			return "NewAccount[…]";
		}

	}

	@PostMapping("/applicants")
	@Operation(summary = "注册账号", description = "先取得验证码，再注册。")
	ResponseEntity<Account> register(@RequestBody NewAccount wanted, HttpServletRequest request) {
		Applicant applicant = this.codes.register(new Registration(wanted.loginName(), wanted.phone(), wanted.email(),
				wanted.password(), wanted.locale()), wanted.code(), request.getRemoteAddr());
		return ResponseEntity.status(HttpStatus.CREATED).body(Account.of(applicant));
	}

	/** Login name, phone or e-mail, and the password. */
	record SignIn(String login, String password) {

		@Override
		public String toString() {
			return "SignIn[…]";
		}

	}

	/** A token for {@code Authorization: Bearer}. */
	record Session(String token, Instant expiresAt, Account account) {

		@Override
		public String toString() {
			return "Session[…]";
		}

	}

	@PostMapping("/session")
	@Operation(summary = "登录", description = "用登录名、手机号或邮箱加密码换取令牌，之后以 Authorization: Bearer 携带。")
	Session signIn(@RequestBody SignIn credentials, HttpServletRequest request) {
		Applicant applicant = this.applicants.authenticate(credentials.login(), credentials.password(),
				request.getRemoteAddr());
		ApiToken token = this.tokens.issue(applicant.id());
		return new Session(token.token(), token.expiresAt(), Account.of(applicant));
	}

	@GetMapping("/session")
	@Operation(summary = "当前账号")
	Account current() {
		return Account.of(this.applicants.find(this.actors.current().id()));
	}

	@DeleteMapping("/session")
	@Operation(summary = "退出", description = "令牌立即失效。")
	ResponseEntity<Void> signOut(@RequestHeader(HttpHeaders.AUTHORIZATION) String authorization) {
		this.tokens.revoke(authorization.replaceFirst("(?i)^Bearer\\s+", ""));
		return ResponseEntity.noContent().build();
	}

}
