package org.beianflow.portal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import org.beianflow.account.CurrentActor;
import org.beianflow.account.CurrentActors;
import org.beianflow.check.Refusal;
import org.beianflow.filing.Filing;
import org.beianflow.filing.FilingDesk;
import org.beianflow.filing.FilingReference;
import org.beianflow.filing.FilingSettings;
import org.beianflow.filing.FilingState;
import org.beianflow.filing.FilingSummary;
import org.beianflow.filing.FilingTexts;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** An applicant's own filings, with whose turn it is on each. */
@Controller
class MyFilings {

	private final FilingDesk desk;

	private final FilingTexts texts;

	private final CurrentActors actors;

	private final MessageSource messages;

	MyFilings(FilingDesk desk, FilingTexts texts, CurrentActors actors, MessageSource messages) {
		this.desk = desk;
		this.texts = texts;
		this.actors = actors;
		this.messages = messages;
	}

	/**
	 * A filing in the list.
	 *
	 * @param tone {@code you}, {@code wait} or {@code done}
	 * @param next whose turn it is and by when
	 * @param act key of the one thing to do now
	 * @param draft whether it was never submitted
	 */
	record Line(String reference, String kind, String state, String tone, String turn, String name, String domain,
			String number, String next, String act, boolean draft, LocalDate since) {

	}

	@GetMapping("/my")
	String list(Model model, Locale locale) {
		CurrentActor who = this.actors.current();
		List<Line> lines = this.desk.own(who)
			.stream()
			.sorted(Comparator.comparing((FilingSummary filing) -> filing.state().turn() != FilingState.Turn.APPLICANT)
				.thenComparing((filing) -> filing.state().ended())
				.thenComparing(FilingSummary::stateSince, Comparator.reverseOrder()))
			.map((filing) -> line(filing, who, locale))
			.toList();
		model.addAttribute("lines", lines);
		return "portal/my";
	}

	private Line line(FilingSummary summary, CurrentActor who, Locale locale) {
		FilingState state = summary.state();
		Filing filing = this.desk.read(new FilingReference(summary.reference()), who);
		String tone = switch (state.turn()) {
			case APPLICANT, PERSONS_IN_CHARGE -> "you";
			case NOBODY -> (state == FilingState.FILED) ? "done" : "ended";
			default -> "wait";
		};
		return new Line(summary.reference(), text("filing.kind." + summary.kind(), locale),
				text("filing.state." + state, locale), tone, text("filing.turn." + state.turn(), locale),
				summary.name(), summary.domain(), summary.filingNumber(), this.texts.next(filing, locale),
				"portal.my.act." + act(state), state == FilingState.DRAFT, day(summary.stateSince()));
	}

	private static String act(FilingState state) {
		return switch (state) {
			case DRAFT -> "continue";
			case PRELIM_RETURNED, AUTHORITY_RETURNED -> "correct";
			case PAYMENT_PENDING -> "pay";
			case SMS_VERIFY, ACCESS_PENDING, ACCESS_FAILED -> "verify";
			default -> "open";
		};
	}

	@GetMapping("/filings/{reference}/draft/deletion")
	String confirmDeletion(@PathVariable String reference, Model model) {
		model.addAttribute("filing", draft(reference));
		return "portal/delete-draft";
	}

	@PostMapping("/filings/{reference}/draft/deletion")
	String delete(@PathVariable String reference) {
		this.desk.deleteDraft(new FilingReference(reference), this.actors.current());
		return "redirect:/my?deleted";
	}

	private Filing draft(String reference) {
		Filing filing = this.desk.read(new FilingReference(reference), this.actors.current());
		if (filing.round() > 0) {
			throw new Refusal(Refusal.Kind.CONFLICT, "filing.delete.submitted", reference);
		}
		return filing;
	}

	private static LocalDate day(Instant at) {
		return LocalDate.ofInstant(at, FilingSettings.ZONE);
	}

	private String text(String key, Locale locale) {
		return this.messages.getMessage(key, null, locale);
	}

}
