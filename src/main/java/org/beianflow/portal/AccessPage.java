package org.beianflow.portal;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.beianflow.access.AccessAttempt;
import org.beianflow.access.AccessStatus;
import org.beianflow.access.CheckResult;
import org.beianflow.access.Verdict;
import org.beianflow.access.VerificationState;
import org.beianflow.access.VerificationTarget;
import org.beianflow.account.CurrentActor;
import org.beianflow.account.CurrentActors;
import org.beianflow.check.Refusal;
import org.beianflow.deadline.DeadlineWords;
import org.beianflow.filing.Filing;
import org.beianflow.filing.FilingAccess;
import org.beianflow.filing.FilingDesk;
import org.beianflow.filing.FilingReference;
import org.beianflow.material.MaterialKind;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Access verification: what was expected, what was seen, how to mend it, and by when. */
@Controller
class AccessPage {

	private final FilingDesk desk;

	private final FilingAccess access;

	private final CasePage cases;

	private final CurrentActors actors;

	private final DeadlineWords deadlineWords;

	private final PageTexts texts;

	private final ProblemTexts problems;

	AccessPage(FilingDesk desk, FilingAccess access, CasePage cases, CurrentActors actors, DeadlineWords deadlineWords,
			PageTexts texts, ProblemTexts problems) {
		this.desk = desk;
		this.access = access;
		this.cases = cases;
		this.actors = actors;
		this.deadlineWords = deadlineWords;
		this.texts = texts;
		this.problems = problems;
	}

	/** A check in words. */
	record Check(String name, String verdict, String verdictText, String expected, String seen, String finding,
			String remedy, Map<String, List<String>> details) {

	}

	/** What is checked on one domain, and what came of it. */
	record Target(String domain, List<String> addresses, String record, String verdict, List<Check> checks) {

	}

	/** An attempt. */
	record Attempt(int number, int window, String by, String at, String verdict, String verdictText,
			List<Target> targets) {

	}

	@GetMapping("/filings/{reference}/access")
	String show(@PathVariable String reference, Model model, Locale locale) {
		CurrentActor who = this.actors.current();
		Filing filing = this.desk.read(new FilingReference(reference), who);
		AccessStatus status = this.access.status(filing.reference(), who);
		List<AccessAttempt> evidence = this.access.evidence(filing.reference(), who);
		List<Attempt> attempts = evidence.stream().map((attempt) -> attempt(attempt, status, locale)).toList();
		this.cases.head(model, filing, locale);
		model.addAttribute("status", status);
		model.addAttribute("accessState", this.texts.text("access.state." + status.state(), locale));
		model.addAttribute("lead", lead(status, locale));
		model.addAttribute("windowDue",
				(status.dueAt() != null) ? this.deadlineWords.moment(status.dueAt(), locale) : null);
		model.addAttribute("nextProbe", this.texts.moment(status.nextProbeAt()));
		model.addAttribute("targets",
				attempts.isEmpty()
						? status.targets().stream().map((target) -> target(target, status, List.of(), locale)).toList()
						: attempts.get(0).targets());
		model.addAttribute("attempts", attempts);
		boolean open = status.state() == VerificationState.OPEN;
		model.addAttribute("open", open);
		model.addAttribute("retry", status.state() == VerificationState.RETRY_WAITING);
		model.addAttribute("extendable", open && status.window() == 1);
		model.addAttribute("edit", WizardLinks.access(filing.reference()));
		return "portal/access";
	}

	private String lead(AccessStatus status, Locale locale) {
		String until = switch (status.state()) {
			case RETRY_WAITING -> this.deadlineWords.moment(status.restartDueAt(), locale);
			default -> (status.dueAt() != null) ? this.deadlineWords.moment(status.dueAt(), locale) : "";
		};
		return this.texts.text("portal.access.lead." + status.state(), locale, until, status.window(),
				status.maxWindows(), status.maxWindows() - status.window());
	}

	private Attempt attempt(AccessAttempt attempt, AccessStatus status, Locale locale) {
		Map<String, List<CheckResult>> byDomain = new LinkedHashMap<>();
		attempt.checks()
			.forEach((check) -> byDomain.computeIfAbsent(check.domain(), (domain) -> new ArrayList<>()).add(check));
		List<Target> targets = new ArrayList<>();
		byDomain.forEach((domain, checks) -> targets.add(target(targetOf(domain, status), status, checks, locale)));
		return new Attempt(attempt.number(), attempt.window(),
				this.texts.text(attempt.requested() ? "portal.access.by.you" : "portal.access.by.schedule", locale),
				this.texts.moment(attempt.startedAt()), attempt.verdict().name(),
				this.texts.text("access.verdict." + attempt.verdict(), locale), targets);
	}

	private static VerificationTarget targetOf(String domain, AccessStatus status) {
		return status.targets()
			.stream()
			.filter((target) -> target.domain().equals(domain))
			.findFirst()
			.orElseGet(() -> new VerificationTarget(domain, domain, "", List.of(), ""));
	}

	private Target target(VerificationTarget target, AccessStatus status, List<CheckResult> checks, Locale locale) {
		Verdict verdict = checks.stream().map(CheckResult::verdict).reduce(Verdict.PASS, Verdict::and);
		return new Target(target.domain(), target.addresses(), status.tokenRecord(target),
				checks.isEmpty() ? null : verdict.name(),
				checks.stream().map((check) -> check(check, locale)).toList());
	}

	private Check check(CheckResult check, Locale locale) {
		Object[] arguments = check.arguments().toArray();
		boolean passed = check.verdict() == Verdict.PASS;
		return new Check(this.texts.text("access.check." + check.kind(), locale), check.verdict().name(),
				this.texts.text("access.verdict." + check.verdict(), locale), check.expected(), check.seen(),
				this.texts.textOr(check.finding(), check.finding(), locale, arguments),
				passed ? "" : this.texts.textOr(check.finding() + ".remedy", "", locale, arguments), check.details());
	}

	@PostMapping("/filings/{reference}/access/probe")
	String probe(@PathVariable String reference, RedirectAttributes flash, Locale locale) {
		return act(reference, flash, locale, "portal.access.probe.done",
				() -> this.access.requestNow(new FilingReference(reference), this.actors.current()));
	}

	@PostMapping("/filings/{reference}/access/retry")
	String retry(@PathVariable String reference, RedirectAttributes flash, Locale locale) {
		return act(reference, flash, locale, "portal.access.retry.done",
				() -> this.access.requestRetry(new FilingReference(reference), this.actors.current()));
	}

	@PostMapping("/filings/{reference}/access/extension")
	String extend(@PathVariable String reference, @RequestParam(defaultValue = "") String reason,
			RedirectAttributes flash, Locale locale) {
		return act(reference, flash, locale, "portal.access.extend.done",
				() -> this.access.extend(new FilingReference(reference), reason, this.actors.current()));
	}

	@PostMapping("/filings/{reference}/access/evidence")
	String evidence(@PathVariable String reference, @RequestParam(defaultValue = "") String statement,
			@RequestParam(required = false) MultipartFile picture, RedirectAttributes flash, Locale locale)
			throws IOException {
		CurrentActor who = this.actors.current();
		FilingReference filing = new FilingReference(reference);
		flash.addFlashAttribute("statement", statement);
		try (InputStream content = (picture != null) ? picture.getInputStream() : InputStream.nullInputStream()) {
			return act(reference, flash, locale, "portal.access.evidence.done", () -> {
				boolean missing = picture == null || picture.isEmpty() || statement.isBlank();
				String version = missing ? null
						: this.desk
							.upload(filing, MaterialKind.HOME_PAGE_SCREENSHOT, "",
									FeePage.name(picture.getOriginalFilename()), content, who)
							.id()
							.toString();
				this.access.submitEvidence(filing, version, statement, who);
			});
		}
	}

	private String act(String reference, RedirectAttributes flash, Locale locale, String done, Runnable act) {
		try {
			act.run();
			flash.addFlashAttribute("done", this.texts.text(done, locale));
		}
		catch (Refusal refusal) {
			flash.addFlashAttribute("problems", this.problems.of(refusal, locale));
		}
		return "redirect:/filings/" + reference + "/access";
	}

}
