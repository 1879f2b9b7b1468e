package org.beianflow.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.beianflow.account.CurrentActors;
import org.beianflow.check.Refusal;
import org.beianflow.filing.FilingReference;
import org.beianflow.filing.FilingSms;
import org.beianflow.verification.SmsStatus;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** SMS verification as the applicant sees it; persons in charge answer on a page. */
@RestController
@RequestMapping("/api/v1/filings/{reference}/sms-verification")
@Tag(name = "短信核验", description = "谁还没有核验，重发验证码")
class SmsVerificationController {

	private final FilingSms sms;

	private final CurrentActors actors;

	SmsVerificationController(FilingSms sms, CurrentActors actors) {
		this.sms = sms;
		this.actors = actors;
	}

	@GetMapping
	@Operation(summary = "核验现状", description = "姓名和手机号码已脱敏。")
	SmsStatus status(@PathVariable String reference) {
		return this.sms.status(new FilingReference(reference), this.actors.current())
			.orElseThrow(() -> new Refusal(Refusal.Kind.NOT_FOUND, "verification.never", reference));
	}

	@PostMapping("/persons/{person}/code")
	@Operation(summary = "重发验证码", description = "每人最多重发 5 次，每次间隔 60 秒。")
	SmsStatus resend(@PathVariable String reference, @PathVariable int person) {
		return this.sms.resend(new FilingReference(reference), person, this.actors.current());
	}

}
