package org.beianflow.api;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.beianflow.access.AccessStatus;
import org.beianflow.access.CheckResult;
import org.beianflow.account.CurrentActors;
import org.beianflow.filing.FilingAccess;
import org.beianflow.filing.FilingReference;

import org.springframework.context.MessageSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Access verification as the applicant sees and drives it. */
@RestController
@RequestMapping("/api/v1/filings/{reference}/access")
@Tag(name = "接入核验", description = "24 小时窗口、立即核验、重新发起、证据")
class AccessController {

	private final FilingAccess access;

	private final CurrentActors actors;

	private final MessageSource messages;

	AccessController(FilingAccess access, CurrentActors actors, MessageSource messages) {
		this.access = access;
		this.actors = actors;
		this.messages = messages;
	}

	/** Where it stands and what to do. */
	record AccessView(AccessStatus status, String tokenPath, List<CheckView> unmet) {

	}

	/** One check in words. */
	record CheckView(String check, String domain, String verdict, String expected, String seen, String finding,
			String remedy) {

	}

	/** One attempt. */
	record AttemptView(int number, int window, boolean requested, Instant startedAt, Instant finishedAt, String verdict,
			List<CheckView> checks) {

	}

	@GetMapping
	@Operation(summary = "核验现状")
	AccessView status(@PathVariable String reference, Locale locale) {
		return view(this.access.status(new FilingReference(reference), this.actors.current()), locale);
	}

	@PostMapping("/probe")
	@Operation(summary = "立即核验")
	AccessView probe(@PathVariable String reference, Locale locale) {
		return view(this.access.requestNow(new FilingReference(reference), this.actors.current()), locale);
	}

	@PostMapping("/retry")
	@Operation(summary = "重新发起", description = "窗口未通过之后，10 日内可重新发起，共三次。")
	AccessView retry(@PathVariable String reference, Locale locale) {
		return view(this.access.requestRetry(new FilingReference(reference), this.actors.current()), locale);
	}

	/** Why the time does not suffice. */
	record Extension(String reason) {

	}

	@PostMapping("/extension")
	@Operation(summary = "延长窗口", description = "第一个 24 小时窗口可以延长一次，须说明理由。")
	AccessView extend(@PathVariable String reference, @RequestBody Extension extension, Locale locale) {
		return view(this.access.extend(new FilingReference(reference), extension.reason(), this.actors.current()),
				locale);
	}

	/** Evidence for a person to look at. */
	record Evidence(String materialVersionId, String statement) {

	}

	@PostMapping("/evidence")
	@Operation(summary = "提交人工证据", description = "探测无法到达网站时，上传首页截图（M11）并说明原因，由人工核验。")
	AccessView evidence(@PathVariable String reference, @RequestBody Evidence evidence, Locale locale) {
		return view(this.access.submitEvidence(new FilingReference(reference), evidence.materialVersionId(),
				evidence.statement(), this.actors.current()), locale);
	}

	@GetMapping("/attempts")
	@Operation(summary = "每次探测的证据")
	List<AttemptView> attempts(@PathVariable String reference, Locale locale) {
		return this.access.evidence(new FilingReference(reference), this.actors.current())
			.stream()
			.map((attempt) -> new AttemptView(attempt.number(), attempt.window(), attempt.requested(),
					attempt.startedAt(), attempt.finishedAt(), attempt.verdict().name(),
					attempt.checks().stream().map((check) -> check(check, locale)).toList()))
			.toList();
	}

	private AccessView view(AccessStatus status, Locale locale) {
		return new AccessView(status, status.tokenPath(),
				status.unmet().stream().map((check) -> check(check, locale)).toList());
	}

	private CheckView check(CheckResult check, Locale locale) {
		Object[] arguments = check.arguments().toArray();
		return new CheckView(check.kind().name(), check.domain(), check.verdict().name(), check.expected(),
				check.seen(), this.messages.getMessage(check.finding(), arguments, check.finding(), locale),
				this.messages.getMessage(check.finding() + ".remedy", arguments, null, locale));
	}

}
