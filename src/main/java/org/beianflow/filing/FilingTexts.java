package org.beianflow.filing;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.beianflow.deadline.Deadline;
import org.beianflow.deadline.DeadlineKind;
import org.beianflow.deadline.Deadlines;
import org.beianflow.deadline.DeadlineWords;
import org.beianflow.review.LegalGround;
import org.beianflow.review.Reviews;
import org.beianflow.subject.Province;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * What the system says of a filing in whole sentences: whose turn it is, what comes next,
 * by when, and on what ground. One place, so that applicants and staff read the same
 * words.
 */
@Component
public class FilingTexts {

	private final MessageSource messages;

	private final Deadlines deadlines;

	private final Reviews reviews;

	private final DeadlineWords words;

	FilingTexts(MessageSource messages, Deadlines deadlines, Reviews reviews, DeadlineWords words) {
		this.messages = messages;
		this.deadlines = deadlines;
		this.reviews = reviews;
		this.words = words;
	}

	/** The sentence at the head of a filing's page. */
	public String next(Filing filing, Locale locale) {
		FilingState state = filing.state();
		Optional<Deadline> deadline = clockOf(state)
			.flatMap((kind) -> this.deadlines.running(filing.reference().value(), kind));
		int items = state.turn() == FilingState.Turn.APPLICANT
				? this.reviews.openItems(filing.reference().value()).size() : 0;
		String ground = deadline.map((running) -> this.words.basis(running.kind(), locale)).orElse("");
		String due = deadline.map((running) -> this.words.due(running, locale)).orElse("");
		Optional<DeadlineWords.Standing> standing = deadline.map((running) -> this.words.standing(running, locale));
		String left = standing.map(DeadlineWords.Standing::text).orElse("");
		boolean overdue = standing.filter((now) -> now.tone().equals("overdue")).isPresent();
		String key = "filing.next." + state + (deadline.isEmpty() ? ".open" : overdue ? ".overdue" : "");
		String sentence = this.messages.getMessage(key, new Object[] { due, left, ground, items }, null, locale);
		if (sentence == null) {
			sentence = this.messages.getMessage("filing.next." + state, new Object[] { due, left, ground, items },
					locale);
		}
		boolean provisional = deadline.map(Deadline::provisional).orElse(false);
		return provisional ? sentence + this.messages.getMessage("filing.provisional", null, locale) : sentence;
	}

	/** The clock that runs in a state, if one does. */
	public static Optional<DeadlineKind> clockOf(FilingState state) {
		return Optional.ofNullable(switch (state) {
			case DRAFT -> DeadlineKind.DRAFT_IDLE;
			case PRELIM_PENDING, PRELIM_REVIEW, RESUBMITTED -> DeadlineKind.PROVIDER_REVIEW;
			case PRELIM_RETURNED, AUTHORITY_RETURNED -> DeadlineKind.SUPPLEMENT;
			case PAYMENT_PENDING -> DeadlineKind.FEE_PAYMENT;
			case PAYMENT_CONFIRM -> DeadlineKind.TRANSFER_RECONCILIATION;
			case FORWARD_PENDING, FORWARD_FAILED -> DeadlineKind.SENDING_TO_AUTHORITY;
			case SMS_VERIFY -> DeadlineKind.SMS_VERIFICATION;
			case AUTHORITY_REVIEW -> DeadlineKind.AUTHORITY_REVIEW;
			case ACCESS_PENDING -> DeadlineKind.ACCESS_VERIFICATION;
			case ACCESS_FAILED -> DeadlineKind.ACCESS_RESTART;
			case FINAL_REVIEW -> DeadlineKind.FINAL_REVIEW;
			case FILED, REFUSED, NOT_ACCEPTED, WITHDRAWN, ABANDONED, EXPIRED -> null;
		});
	}

	/** On what ground a limit stands, in Chinese as notices quote it. */
	String legalBasis(DeadlineKind kind) {
		return this.words.basis(kind, Locale.SIMPLIFIED_CHINESE);
	}

	/** The authority of a province, for example 北京市通信管理局. */
	public String authority(String province) {
		return Province.ofCode(province).map((one) -> one.title() + "通信管理局").orElse("省通信管理局");
	}

	String grounds(List<LegalGround> grounds) {
		return String.join("；", grounds.stream().map((ground) -> "《" + ground.law() + "》" + ground.article()).toList());
	}

	/** On what ground a clock stands while the applicant supplements. */
	String supplementGround() {
		return this.messages.getMessage("filing.suspension.supplement", null, Locale.SIMPLIFIED_CHINESE);
	}

	String applicationFormTitle() {
		return this.messages.getMessage("filing.form.title", null, Locale.SIMPLIFIED_CHINESE);
	}

}
