package org.beianflow.console;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import org.beianflow.account.Action;
import org.beianflow.account.CurrentActor;
import org.beianflow.account.CurrentActors;
import org.beianflow.account.Permissions;
import org.beianflow.deadline.Deadline;
import org.beianflow.deadline.DeadlineKind;
import org.beianflow.deadline.DeadlineWords;
import org.beianflow.deadline.Deadlines;
import org.beianflow.deadline.Explanation;
import org.beianflow.filing.Filing;
import org.beianflow.filing.FilingDesk;
import org.beianflow.filing.FilingReference;
import org.beianflow.filing.ReminderLedger;
import org.beianflow.filing.StaffDesk;

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

	private final ReminderLedger ledger;

	private final CurrentActors actors;

	private final Permissions permissions;

	private final org.springframework.context.MessageSource messages;

	FilingDeadlineController(FilingDesk desk, StaffDesk staff, Deadlines deadlines, DeadlineWords words,
			ReminderLedger ledger, CurrentActors actors, Permissions permissions,
			org.springframework.context.MessageSource messages) {
		this.desk = desk;
		this.staff = staff;
		this.deadlines = deadlines;
		this.words = words;
		this.ledger = ledger;
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
		List<Account> accounts = this.deadlines.of(reference)
			.stream()
			.sorted(Comparator.comparing(Deadline::open)
				.reversed()
				.thenComparing(Deadline::id, Comparator.reverseOrder()))
			.map((deadline) -> new Account(deadline, this.words.explain(deadline, locale),
					this.words.standing(deadline, locale).tone(),
					this.ledger.of(deadline).stream().map((entry) -> rung(entry, locale)).toList()))
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

	private Rung rung(ReminderLedger.Entry entry, Locale locale) {
		String tone = switch (entry.state()) {
			case SENT -> "done";
			case FAILED, UNKNOWN -> "bad";
			case CLAIMED -> "run";
			default -> "wait";
		};
		String audience = (entry.audience() != null) ? text(entry.audience().messageKey(), locale) : "";
		return new Rung(entry.rung(), audience, entry.plannedAt(), text("console.reminder." + entry.state(), locale),
				tone, (entry.why() != null) ? text(entry.why().messageKey(), locale) : "");
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
