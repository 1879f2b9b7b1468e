package org.beianflow.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.beianflow.account.Action;
import org.beianflow.account.CurrentActor;
import org.beianflow.account.CurrentActors;
import org.beianflow.account.Permissions;
import org.beianflow.deadline.Deadline;
import org.beianflow.deadline.DeadlineKind;
import org.beianflow.deadline.DeadlineWords;
import org.beianflow.deadline.Deadlines;
import org.beianflow.deadline.Explanation;
import org.beianflow.deadline.LedgerRung;
import org.beianflow.filing.Filing;
import org.beianflow.filing.FilingDesk;
import org.beianflow.filing.FilingReference;
import org.beianflow.filing.StaffDesk;
import org.beianflow.notice.NoticeState;
import org.beianflow.notice.NoticeView;
import org.beianflow.notice.Notices;

import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The clocks of one filing, each with its account; and the extension of the review. */
@ConsoleController
class FilingDeadlineController {

	private final FilingDesk desk;

	private final StaffDesk staff;

	private final Deadlines deadlines;

	private final DeadlineWords words;

	private final Notices notices;

	private final CurrentActors actors;

	private final Permissions permissions;

	private final org.springframework.context.MessageSource messages;

	FilingDeadlineController(FilingDesk desk, StaffDesk staff, Deadlines deadlines, DeadlineWords words,
			Notices notices, CurrentActors actors, Permissions permissions,
			org.springframework.context.MessageSource messages) {
		this.desk = desk;
		this.staff = staff;
		this.deadlines = deadlines;
		this.words = words;
		this.notices = notices;
		this.actors = actors;
		this.permissions = permissions;
		this.messages = messages;
	}

	/**
	 * A clock with its account and its reminders.
	 *
	 * @param tone how urgent
	 */
	record Account(Deadline deadline, Explanation explanation, String tone, List<Rung> reminders) {
	}

	/**
	 * A reminder of a clock.
	 *
	 * @param rung its name
	 * @param audience who is told
	 * @param plannedAt when it goes or was to go out
	 * @param state in words: planned, sent, failed …
	 * @param tone of the state
	 * @param why more about the state; empty if there is nothing to say
	 */
	record Rung(String rung, String audience, Instant plannedAt, String state, String tone, String why) {
	}

	@GetMapping("/console/deadlines/{reference}")
	String clocks(@PathVariable String reference, Model model, Locale locale) {
		CurrentActor who = this.actors.current();
		Filing filing = this.desk.read(new FilingReference(reference), who);
		Map<String, List<NoticeView>> sent = new HashMap<>();
		for (NoticeView notice : this.notices.list(reference)) {
			sent.computeIfAbsent(notice.occurrence(), (key) -> new ArrayList<>()).add(notice);
		}
		List<Account> accounts = this.deadlines.of(reference)
			.stream()
			.sorted(Comparator.comparing(Deadline::open)
				.reversed()
				.thenComparing(Deadline::id, Comparator.reverseOrder()))
			.map((deadline) -> new Account(deadline, this.words.explain(deadline, locale),
					this.words.standing(deadline, locale).tone(), rungs(deadline, sent, locale)))
			.toList();
		model.addAttribute("filing", reference);
		model.addAttribute("accounts", accounts);
		boolean extendable = this.permissions.allows(who, Action.DECISION_EXTENSION, filing.scope())
				&& accounts.stream().map(Account::deadline).anyMatch(FilingDeadlineController::extendable);
		model.addAttribute("extendable", extendable);
		model.addAttribute("most", DeadlineKind.AUTHORITY_REVIEW.longestExtension());
		return "console/deadline";
	}

	private static boolean extendable(Deadline deadline) {
		return deadline.kind() == DeadlineKind.AUTHORITY_REVIEW && deadline.open() && deadline.extendedBy() == 0;
	}

	private List<Rung> rungs(Deadline deadline, Map<String, List<NoticeView>> sent, Locale locale) {
		return this.deadlines.reminders(deadline).stream().map((rung) -> rung(rung, sent, locale)).toList();
	}

	private Rung rung(LedgerRung rung, Map<String, List<NoticeView>> sent, Locale locale) {
		String state = switch (rung.state()) {
			case PLANNED -> "PLANNED";
			case SUPPRESSED -> "SUPPRESSED";
			case CLAIMED -> claimed(sent.getOrDefault(rung.occurrence(), List.of()));
		};
		String tone = switch (state) {
			case "SENT" -> "done";
			case "FAILED", "UNKNOWN" -> "bad";
			case "CLAIMED" -> "run";
			default -> "wait";
		};
		String audience = (rung.audience() != null) ? text(rung.audience().messageKey(), locale) : "";
		return new Rung(rung.rung(), audience, rung.plannedAt(), text("console.reminder." + state, locale), tone,
				(rung.why() != null) ? text(rung.why().messageKey(), locale) : "");
	}

	/** What became of the messages of one rung, all people and ways taken together. */
	private static String claimed(List<NoticeView> notices) {
		if (notices.stream().anyMatch((notice) -> notice.state().given())) {
			return "SENT";
		}
		if (notices.stream().anyMatch((notice) -> notice.state() == NoticeState.UNKNOWN)) {
			return "UNKNOWN";
		}
		boolean settled = !notices.isEmpty() && notices.stream().allMatch((notice) -> notice.state().settled());
		return settled ? "FAILED" : "CLAIMED";
	}

	private String text(String key, Locale locale) {
		return this.messages.getMessage(key, null, locale);
	}

	@PostMapping("/console/deadlines/{reference}/extension")
	String extend(@PathVariable String reference, @RequestParam(defaultValue = "0") int days,
			@RequestParam(defaultValue = "") String reason, RedirectAttributes told, Locale locale) {
		this.staff.extendAuthorityReview(new FilingReference(reference), days, reason, this.actors.current());
		told.addFlashAttribute("told",
				this.messages.getMessage("console.extension.done",
						new Object[] { this.deadlines.running(reference, DeadlineKind.AUTHORITY_REVIEW)
							.map((deadline) -> this.words.due(deadline, locale))
							.orElse("") },
						locale));
		return "redirect:/console/deadlines/" + reference;
	}

}
