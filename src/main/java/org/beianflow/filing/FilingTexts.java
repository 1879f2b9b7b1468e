package org.beianflow.filing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.beianflow.access.CheckResult;
import org.beianflow.deadline.Deadline;
import org.beianflow.deadline.DeadlineKind;
import org.beianflow.deadline.Deadlines;
import org.beianflow.deadline.DeadlineUnit;
import org.beianflow.deadline.DeadlineWords;
import org.beianflow.fee.RefundReason;
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

	/** Under so many hours a limit in hours is due soon. */
	private static final int SOON_HOURS = 4;

	private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

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

	/**
	 * How much of a deadline is left.
	 *
	 * @param text in words
	 * @param tone {@code ok}, {@code soon}, {@code overdue} or {@code waiting}
	 * (suspended)
	 */
	public record Remaining(String text, String tone) {

	}

	/** The sentence at the head of a filing's page. */
	public String next(Filing filing, Locale locale) {
		FilingState state = filing.state();
		Optional<Deadline> deadline = clockOf(state)
			.flatMap((kind) -> this.deadlines.running(filing.reference().value(), kind));
		int items = state.turn() == FilingState.Turn.APPLICANT
				? this.reviews.openItems(filing.reference().value()).size() : 0;
		String ground = deadline.map((running) -> legalBasis(running.kind(), locale)).orElse("");
		String due = deadline.map((running) -> due(running, locale)).orElse("");
		String left = deadline.map((running) -> remaining(running, locale).text()).orElse("");
		boolean overdue = deadline.map((running) -> this.deadlines.remaining(running).overdue()).orElse(false);
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

	/**
	 * When a deadline ends, for example 2026年12月18日（周五）24:00; a suspended one has no end.
	 */
	public String due(Deadline deadline, Locale locale) {
		return (deadline.dueAt() != null) ? moment(deadline.dueAt(), locale)
				: this.messages.getMessage("filing.suspended", null, locale);
	}

	/** A point in time for people; midnight ends the day before as 24:00. */
	public String moment(Instant instant, Locale locale) {
		var local = instant.atZone(FilingSettings.ZONE);
		boolean midnight = local.toLocalTime().toSecondOfDay() == 0;
		LocalDate day = midnight ? local.toLocalDate().minusDays(1) : local.toLocalDate();
		String time = midnight ? "24:00" : local.format(CLOCK);
		boolean english = Locale.ENGLISH.getLanguage().equals(locale.getLanguage());
		return day(day, locale) + (english ? " " : "") + time;
	}

	/** A day for people: 2026年11月22日（周日） or 22 November 2026 (Sun). */
	public String day(LocalDate day, Locale locale) {
		boolean english = Locale.ENGLISH.getLanguage().equals(locale.getLanguage());
		String weekday = day.getDayOfWeek().getDisplayName(TextStyle.SHORT, english ? Locale.ENGLISH : Locale.CHINA);
		return english ? day.format(DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH)) + " (" + weekday + ")"
				: day.format(DateTimeFormatter.ofPattern("yyyy年M月d日")) + "（" + weekday + "）";
	}

	/** How much is left of a deadline. */
	public Remaining remaining(Deadline deadline, Locale locale) {
		if (!deadline.open()) {
			return new Remaining(this.messages.getMessage("filing.remaining.closed", null, locale), "waiting");
		}
		if (deadline.suspended()) {
			return new Remaining(this.messages.getMessage("filing.suspended", null, locale), "waiting");
		}
		return new Remaining(this.words.left(deadline, locale), tone(deadline));
	}

	private String tone(Deadline deadline) {
		org.beianflow.deadline.Remaining left = this.deadlines.remaining(deadline);
		if (left.overdue()) {
			return "overdue";
		}
		boolean byDay = left.unit() == DeadlineUnit.WORKING_DAYS || left.unit() == DeadlineUnit.CALENDAR_DAYS;
		boolean soon = byDay ? left.days() <= 1 : left.time().toHours() < SOON_HOURS;
		return soon ? "soon" : "ok";
	}

	public String name(DeadlineKind kind, Locale locale) {
		return this.messages.getMessage(kind.messageKey(), null, locale);
	}

	/** On what ground a deadline stands, in words; empty where it is only agreed. */
	public String legalBasis(DeadlineKind kind, Locale locale) {
		return this.messages.getMessage(kind.basisKey(), null, "", locale);
	}

	String legalBasis(DeadlineKind kind) {
		return legalBasis(kind, Locale.SIMPLIFIED_CHINESE);
	}

	/** The authority of a province, for example 北京市通信管理局. */
	public String authority(String province) {
		return Province.ofCode(province).map((one) -> one.title() + "通信管理局").orElse("省通信管理局");
	}

	String grounds(List<LegalGround> grounds) {
		return String.join("；", grounds.stream().map((ground) -> "《" + ground.law() + "》" + ground.article()).toList());
	}

	String refundReason(RefundReason reason) {
		return this.messages.getMessage("fee.refund.reason." + reason, null, reason.name(), Locale.SIMPLIFIED_CHINESE);
	}

	String check(CheckResult result) {
		return (result == null) ? this.messages.getMessage("filing.access.noAttempt", null, Locale.SIMPLIFIED_CHINESE)
				: this.messages.getMessage("access.check." + result.kind(), null, result.kind().name(),
						Locale.SIMPLIFIED_CHINESE);
	}

	String nothingSeen() {
		return this.messages.getMessage("filing.access.nothingSeen", null, Locale.SIMPLIFIED_CHINESE);
	}

	/** On what ground a clock stands while the applicant supplements. */
	String supplementGround() {
		return this.messages.getMessage("filing.suspension.supplement", null, Locale.SIMPLIFIED_CHINESE);
	}

	String applicationFormTitle() {
		return this.messages.getMessage("filing.form.title", null, Locale.SIMPLIFIED_CHINESE);
	}

}
