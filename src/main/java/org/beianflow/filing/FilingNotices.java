package org.beianflow.filing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.beianflow.access.AccessStatus;
import org.beianflow.access.AccessVerifications;
import org.beianflow.access.NumberDisplay;
import org.beianflow.account.Applicant;
import org.beianflow.account.Applicants;
import org.beianflow.account.Role;
import org.beianflow.audit.AuditTrail;
import org.beianflow.account.StaffDirectory;
import org.beianflow.deadline.Deadline;
import org.beianflow.deadline.DeadlineKind;
import org.beianflow.deadline.Deadlines;
import org.beianflow.deadline.Reminder;
import org.beianflow.fee.FeeLine;
import org.beianflow.fee.FeeNotice;
import org.beianflow.fee.Fees;
import org.beianflow.fee.Payment;
import org.beianflow.fee.Refund;
import org.beianflow.notice.NoticeChannel;
import org.beianflow.notice.NoticeFact;
import org.beianflow.notice.NoticeKind;
import org.beianflow.notice.NoticeRequest;
import org.beianflow.notice.NoticeView;
import org.beianflow.notice.Notices;
import org.beianflow.notice.Recipient;
import org.beianflow.number.FilingNumbers;
import org.beianflow.number.IssuedNumbers;
import org.beianflow.privacy.Masking;
import org.beianflow.review.Reviews;
import org.beianflow.review.ReviewDecision;
import org.beianflow.subject.PersonInCharge;
import org.beianflow.subject.SubjectNature;
import org.beianflow.verification.SmsStatus;
import org.beianflow.verification.SmsVerifications;

import org.springframework.stereotype.Component;

/**
 * Who is told what about a filing: finds the recipients and the facts of each kind of
 * notice (domain.md §11).
 */
@Component
class FilingNotices {

	/** T17, T18: to show the number, and to file with the police. */
	private static final int DUTY_DAYS = 30;

	/**
	 * T13: told with the approval; the window itself opens when the notice is sent, never
	 * earlier.
	 */
	private static final Duration ACCESS_WINDOW = Duration.ofHours(24);

	private final Notices notices;

	private final AuditTrail audit;

	private final Applicants applicants;

	private final StaffDirectory staff;

	private final Deadlines deadlines;

	private final Fees fees;

	private final AccessVerifications accessVerifications;

	private final SmsVerifications smsVerifications;

	private final Reviews reviews;

	private final FilingNumbers numbers;

	private final FilingTexts texts;

	private final Clock clock;

	FilingNotices(Notices notices, Applicants applicants, StaffDirectory staff, Deadlines deadlines, Fees fees,
			AccessVerifications accessVerifications, SmsVerifications smsVerifications, Reviews reviews,
			FilingNumbers numbers, FilingTexts texts, AuditTrail audit, Clock clock) {
		this.notices = notices;
		this.audit = audit;
		this.applicants = applicants;
		this.staff = staff;
		this.deadlines = deadlines;
		this.fees = fees;
		this.accessVerifications = accessVerifications;
		this.smsVerifications = smsVerifications;
		this.reviews = reviews;
		this.numbers = numbers;
		this.texts = texts;
		this.clock = clock;
	}

	/** Tells the applicant, or whom the kind is meant for. */
	void post(Filing filing, NoticeKind kind, String occurrence, Map<String, Object> facts) {
		List<Recipient> recipients = switch (kind.audience()) {
			case APPLICANT -> (kind == NoticeKind.NUMBER_ISSUED) ? withPrincipal(filing) : List.of(applicant(filing));
			case VENDOR -> vendors(filing);
			case STAFF, PERSON -> throw new IllegalArgumentException(kind + " names its recipients");
		};
		if (!recipients.isEmpty()) {
			this.notices.post(new NoticeRequest(filing.reference().value(), filing.province(), kind, occurrence,
					recipients, complete(kind, facts), null));
		}
	}

	/**
	 * The principal hears of the number too (domain.md §11), unless it is the same
	 * person.
	 */
	private List<Recipient> withPrincipal(Filing filing) {
		Recipient applicant = applicant(filing);
		Recipient principal = person(filing, "subject.principal", 0);
		boolean same = Objects.equals(applicant.mobile(), principal.mobile())
				|| Objects.equals(applicant.mail(), principal.mail());
		return same ? List.of(applicant) : List.of(applicant, principal);
	}

	/** Tells the members of staff groups who work for the filing's province. */
	void postToGroup(Filing filing, NoticeKind kind, Set<Role> roles, String occurrence, Map<String, Object> facts) {
		// Who has two of the roles is told once.
		Map<String, Recipient> members = new LinkedHashMap<>();
		roles.forEach((role) -> this.staff.withRole(role, filing.province())
			.forEach((member) -> members.put(member.id(), Recipient.staff(member.id(), member.mail()))));
		if (members.isEmpty()) {
			roles.forEach((role) -> members.put(role.name(), Recipient.staff(role.group().orElseThrow(), null)));
		}
		this.notices.post(new NoticeRequest(filing.reference().value(), filing.province(), kind, occurrence,
				List.copyOf(members.values()), complete(kind, facts), null));
	}

	private Recipient applicant(Filing filing) {
		Applicant applicant = this.applicants.find(filing.applicantId());
		return new Recipient("applicant:" + applicant.id(), Locale.forLanguageTag(applicant.locale()),
				applicant.email(), applicant.phone());
	}

	private static List<Recipient> vendors(Filing filing) {
		return filing.form()
			.services()
			.stream()
			.map((service) -> service.access().providerId())
			.distinct()
			.map(Recipient::vendor)
			.toList();
	}

	/** Leaves out what is null, so that optional facts are simply missing. */
	private static Map<String, Object> complete(NoticeKind kind, Map<String, Object> facts) {
		Map<String, Object> complete = new HashMap<>();
		for (NoticeFact fact : kind.facts()) {
			Object value = facts.get(fact.name());
			if (value != null) {
				complete.put(fact.name(), value);
			}
		}
		return complete;
	}

	// --- the notices of the road, each with the facts it tells ---

	/**
	 * Posts a notice that the diagram names; its facts are what is true now.
	 */
	void post(Filing filing, NoticeKind kind) {
		String reference = filing.reference().value();
		String occurrence = "round-" + filing.round();
		switch (kind) {
			case FILING_SUBMITTED -> post(filing, kind, occurrence, Map.of("receivedAt", filing.submittedAt(),
					"expectedBy", dueAt(filing, DeadlineKind.PROVIDER_REVIEW)));
			case PROVIDER_RETURNED, AUTHORITY_RETURNED -> {
				if (filing.returnCause() == Filing.ReturnCause.SMS_VERIFICATION) {
					post(filing, NoticeKind.SMS_VERIFICATION_FAILED);
					return;
				}
				post(filing, kind, occurrence, Map.of("itemCount", this.reviews.openItems(reference).size(), "round",
						filing.round(), "dueAt", dueAt(filing, DeadlineKind.SUPPLEMENT)));
			}
			case SMS_VERIFICATION_FAILED -> {
				Map<String, Object> facts = missing(this.smsVerifications.status(reference).orElseThrow());
				facts.put("sendAgainFrom", FilingDesk.sendAgainFrom(filing));
				facts.put("dueAt", dueAt(filing, DeadlineKind.SUPPLEMENT));
				post(filing, kind, occurrence, facts);
			}
			case AUTHORITY_SUPPLEMENT -> post(filing, kind, occurrence, Map.of("itemCount",
					this.reviews.openItems(reference).size(), "dueAt", dueAt(filing, DeadlineKind.SUPPLEMENT)));
			case PROVIDER_PASSED_FEE_DUE, FEE_EXPIRED, PAYMENT_RECEIVED, PAYMENT_MISMATCH -> postOfFee(filing, kind);
			case REFUND -> refunds(filing);
			case CALL_MISSED -> {
				int attempts = this.reviews.calls(reference).size();
				post(filing, kind, "call-" + attempts,
						Map.of("nextCallAt", this.reviews.nextCallAt(reference).orElseThrow()));
			}
			case SENT_TO_AUTHORITY -> {
				Deadline review = deadline(filing, DeadlineKind.AUTHORITY_REVIEW);
				post(filing, kind, occurrence, Map.of("authority", this.texts.authority(filing.province()),
						"receivedAt", review.startedAt(), "dueAt", review.dueAt(), "legalBasis",
						this.texts.legalBasis(DeadlineKind.AUTHORITY_REVIEW), "provisional", review.provisional()));
			}
			case EXTENSION -> extension(filing);
			case AUTHORITY_APPROVED -> {
				Map<String, Object> facts = new HashMap<>(
						Map.of("accessDueAt", this.clock.instant().plus(ACCESS_WINDOW), "domains", filing.domains(),
								"addresses", filing.addresses()));
				// A number that comes with the approval leaves no path yet.
				if (filing.state() == FilingState.ACCESS_PENDING) {
					facts.put("verificationPath", this.accessVerifications.status(reference).tokenPath());
				}
				post(filing, kind, occurrence, facts);
			}
			case ACCESS_FAILED -> {
				AccessStatus status = this.accessVerifications.status(reference);
				Map<String, Object> facts = new HashMap<>(failing(status));
				facts.put("attemptsLeft", status.maxWindows() - status.window());
				facts.put("retryBy", (status.restartDueAt() != null) ? status.restartDueAt() : status.dueAt());
				post(filing, kind, occurrence + "-window-" + status.window(), facts);
			}
			case NUMBER_ISSUED, VENDOR_NUMBER_ISSUED ->
				throw new IllegalArgumentException(kind + " carries the numbers; see numbers()");
			case REFUSED -> refusal(filing);
			case NOT_ACCEPTED -> post(filing, kind, occurrence, Map.of("reasons", reasons(lastRefusal(filing))));
			case EXPIRED ->
				post(filing, kind, "end", Map.of("wait", expiredWait(filing), "expiredAt", this.clock.instant()));
			case WITHDRAWN -> post(filing, kind, "end",
					Map.of("how", (filing.state() == FilingState.ABANDONED) ? "ABANDONED" : "WITHDRAWN"));
			case DISPLAY_REMINDER, POLICE_REMINDER, DEADLINE_REMINDER, ACCESS_REMINDER, SMS_VERIFICATION_REMINDER,
					SMS_PERSON_REMINDER, STAFF_REMINDER, STAFF_OVERDUE, DATE_MOVED, STAFF_DATES_MOVED, MORNING_DIGEST ->
				throw new IllegalArgumentException(kind + " is sent by a clock, not by the road");
			case STAFF_PAYMENT_MISMATCH, STAFF_PAYMENT_RECEIVED, STAFF_REFUND ->
				throw new IllegalArgumentException(kind + " goes out with the notice to the applicant");
		}
	}

	private void postOfFee(Filing filing, NoticeKind kind) {
		FeeNotice fee = this.fees.noticeOf(filing.reference().value()).orElseThrow();
		switch (kind) {
			case PROVIDER_PASSED_FEE_DUE ->
				post(filing, kind, fee.reopened() ? "reopened" : "first", feeFacts(filing, fee));
			case FEE_EXPIRED -> post(filing, kind, fee.number(),
					Map.of("amount", fee.outstandingFen(), "reopenUntil", fee.reopenUntil()));
			case PAYMENT_RECEIVED -> {
				Map<String, Object> facts = Map.of("amount", fee.receivedFen(), "referenceCode", fee.reference(),
						"receivedAt", this.clock.instant());
				post(filing, kind, fee.number(), facts);
				postToGroup(filing, NoticeKind.STAFF_PAYMENT_RECEIVED, Set.of(Role.FINANCE), fee.number(), facts);
			}
			case PAYMENT_MISMATCH -> mismatch(filing, fee);
			default -> throw new IllegalArgumentException(kind + " is not about the fee");
		}
	}

	/** To the applicant, and to finance. */
	private void mismatch(Filing filing, FeeNotice fee) {
		List<Payment> payments = this.fees.paymentsOf(filing.reference().value());
		Payment last = payments.get(payments.size() - 1);
		String occurrence = "payment-" + last.id();
		// What arrived counts towards the sum, so it was owed before.
		Map<String, Object> facts = Map.of("expected", fee.outstandingFen() + last.receivedFen(), "received",
				last.receivedFen(), "outstanding", fee.outstandingFen(), "referenceCode", fee.reference(), "dueAt",
				fee.dueAt());
		post(filing, NoticeKind.PAYMENT_MISMATCH, occurrence, facts);
		postToGroup(filing, NoticeKind.STAFF_PAYMENT_MISMATCH, Set.of(Role.FINANCE), occurrence, facts);
	}

	private Map<String, Object> feeFacts(Filing filing, FeeNotice fee) {
		Map<String, Long> lines = new LinkedHashMap<>();
		for (FeeLine line : fee.lines()) {
			lines.merge(line.description(), line.amountFen(), Long::sum);
		}
		Map<String, Object> facts = new HashMap<>();
		facts.put("noticeNumber", fee.number());
		facts.put("issuedOn", day(fee.issuedAt()));
		facts.put("payer", shownName(filing));
		facts.put("siteName", filing.form().services().get(0).website().name());
		facts.put("lines", lines);
		facts.put("amount", fee.outstandingFen());
		facts.put("referenceCode", fee.reference());
		facts.put("accountHolder", fee.account().holder());
		facts.put("bank", fee.account().bank());
		facts.put("account", fee.account().number());
		facts.put("dueAt", fee.dueAt());
		return facts;
	}

	/**
	 * The reason of an extension stands in the audit trail, where its approver gave it.
	 */
	private void extension(Filing filing) {
		Deadline review = deadline(filing, DeadlineKind.AUTHORITY_REVIEW);
		String reason = this.audit.of(filing.reference().value())
			.stream()
			.filter((entry) -> entry.act().equals(StaffDesk.REVIEW_EXTENDED))
			.map((entry) -> entry.facts().get("reason"))
			.reduce((first, second) -> second)
			.orElseThrow();
		post(filing, NoticeKind.EXTENSION, "extension",
				Map.of("reason", reason, "days", review.extendedBy(), "newDueAt", review.dueAt(), "legalBasis",
						this.texts.legalBasis(DeadlineKind.AUTHORITY_REVIEW), "provisional", review.provisional()));
	}

	private void refunds(Filing filing) {
		for (Refund refund : this.fees.refundsOf(filing.reference().value())) {
			if (refund.done()) {
				Map<String, Object> facts = Map.of("amount", refund.amountFen(), "referenceCode",
						refund.bankReference(), "refund", refund.reason());
				post(filing, NoticeKind.REFUND, "refund-" + refund.id(), facts);
				postToGroup(filing, NoticeKind.STAFF_REFUND, Set.of(Role.FINANCE), "refund-" + refund.id(), facts);
			}
		}
	}

	private void refusal(Filing filing) {
		ReviewDecision decision = lastRefusal(filing);
		LocalDate refusedOn = day(this.clock.instant());
		post(filing, NoticeKind.REFUSED, "end",
				Map.of("authority", this.texts.authority(filing.province()), "applicant", shownName(filing), "siteName",
						filing.form().services().get(0).website().name(), "refusedOn", refusedOn, "reasons",
						reasons(decision), "legalBasis", this.texts.grounds(decision.grounds()),
						// T27: 60 calendar days to complain or appeal.
						"appealBy", refusedOn.plusDays(60)));
	}

	private ReviewDecision lastRefusal(Filing filing) {
		return this.reviews.decisions(filing.reference().value())
			.stream()
			.filter((one) -> one.outcome().isRefusal())
			.reduce((first, second) -> second)
			.orElseThrow();
	}

	/** Each once: people write into the message what they ticked in the list. */
	static List<String> reasons(ReviewDecision decision) {
		Set<String> reasons = new LinkedHashSet<>();
		decision.items().forEach((item) -> reasons.add(item.error().strip()));
		if (decision.visibleMessage() != null && !decision.visibleMessage().isBlank()) {
			reasons.add(decision.visibleMessage().strip());
		}
		return List.copyOf(reasons);
	}

	/** Tells the applicant and the cloud vendor the issued numbers. */
	void numbers(Filing filing, NoticeKind kind, IssuedNumbers numbers, Instant issuedAt, String footerHtml) {
		List<String> services = numbers.services().stream().map(Object::toString).toList();
		post(filing, kind, "number",
				(kind == NoticeKind.VENDOR_NUMBER_ISSUED)
						? Map.of("domains", filing.domains(), "addresses", filing.addresses(), "subjectNumber",
								numbers.subject().toString(), "serviceNumbers", services, "issuedAt", issuedAt)
						: Map.of("subjectNumber", numbers.subject().toString(), "serviceNumbers", services,
								"footerHtml", footerHtml, "displayBy", day(issuedAt).plusDays(DUTY_DAYS), "policeBy",
								day(issuedAt).plusDays(DUTY_DAYS)));
	}

	/** What the last attempt found wanting, for the notices of access verification. */
	Map<String, Object> failing(AccessStatus status) {
		Map<String, Object> facts = new HashMap<>();
		status.unmet().stream().findFirst().ifPresent((first) -> {
			facts.put("failingCheck", first.kind());
			if (first.seen() != null && !first.seen().isBlank()) {
				facts.put("seen", first.seen());
			}
		});
		return facts;
	}

	/** A rung of an applicant's ladder. */
	void remindApplicant(Filing filing, Reminder reminder) {
		String reference = filing.reference().value();
		switch (reminder.kind()) {
			case ACCESS_VERIFICATION, ACCESS_RETRY -> {
				Map<String, Object> facts = failing(this.accessVerifications.status(reference));
				facts.put("dueAt", reminder.dueAt());
				post(filing, NoticeKind.ACCESS_REMINDER, reminder.occurrence(), facts);
			}
			case SMS_VERIFICATION -> remindSmsVerification(filing, reminder);
			case NUMBER_DISPLAY, RECTIFICATION -> remindOfDisplay(filing, reminder);
			case POLICE_FILING ->
				post(filing, NoticeKind.POLICE_REMINDER, reminder.occurrence(), Map.of("dueAt", reminder.dueAt()));
			default -> post(filing, NoticeKind.DEADLINE_REMINDER, reminder.occurrence(),
					Map.of("wait", wait(reminder.kind()), "dueAt", reminder.dueAt()));
		}
	}

	private void remindOfDisplay(Filing filing, Reminder reminder) {
		IssuedNumbers issued = this.numbers.find(filing.reference().value()).orElseThrow();
		Map<String, Object> facts = new HashMap<>(Map.of("number", issued.shownBy(0), "dueAt", reminder.dueAt(),
				"footerHtml", NumberDesk.footerHtml(issued)));
		Map<String, String> lastSeen = new LinkedHashMap<>();
		this.audit.of(filing.reference().value())
			.stream()
			.filter((entry) -> entry.act().equals(NumberDesk.DISPLAY_CHECKED))
			.forEach((entry) -> lastSeen.put(entry.facts().get("domain"), entry.facts().get("seen")));
		lastSeen.values()
			.stream()
			.filter((seen) -> !seen.equals(NumberDisplay.Seen.SHOWN.name()))
			.findFirst()
			.ifPresent((seen) -> facts.put("display", seen));
		post(filing, NoticeKind.DISPLAY_REMINDER, reminder.occurrence(), facts);
	}

	/** To the applicant, and to each person who has not answered. */
	private void remindSmsVerification(Filing filing, Reminder reminder) {
		SmsStatus status = this.smsVerifications.status(filing.reference().value()).orElseThrow();
		if (status.missing().isEmpty()) {
			return;
		}
		Map<String, Object> facts = missing(status);
		facts.put("dueAt", reminder.dueAt());
		post(filing, NoticeKind.SMS_VERIFICATION_REMINDER, reminder.occurrence(), facts);
		List<Recipient> persons = status.missing()
			.stream()
			.map((missing) -> person(filing, missing.path(), missing.position()))
			.toList();
		this.notices
			.post(new NoticeRequest(filing.reference().value(), filing.province(), NoticeKind.SMS_PERSON_REMINDER,
					reminder.occurrence(), persons, Map.of("dueAt", reminder.dueAt()), reminder.dueAt()));
	}

	private static Recipient person(Filing filing, String path, int position) {
		PersonInCharge person = filing.form().personsInCharge().get(path);
		return new Recipient("person-" + position + ":" + filing.reference(), Locale.SIMPLIFIED_CHINESE, person.email(),
				person.mobile());
	}

	private static Map<String, Object> missing(SmsStatus status) {
		Map<String, Object> facts = new HashMap<>();
		facts.put("missingCount", status.missing().size());
		facts.put("missing", status.missing().stream().map((person) -> person.name() + " " + person.mobile()).toList());
		return facts;
	}

	private static String wait(DeadlineKind kind) {
		return switch (kind) {
			case DRAFT_IDLE -> "DRAFT";
			case FEE_PAYMENT -> "FEE";
			case ACCESS_RESTART -> "ACCESS_RETRY";
			default -> "SUPPLEMENT";
		};
	}

	/** What became of the newest notice of this kind on the ways that leave the house. */
	String delivery(FilingReference reference, NoticeKind kind) {
		List<NoticeView> sent = newest(reference, kind);
		if (sent.stream().anyMatch((notice) -> notice.state().given())) {
			return "DELIVERED";
		}
		return sent.stream().allMatch((notice) -> notice.state().settled()) ? "UNDELIVERED" : "PENDING";
	}

	/** When the first channel gave the newest notice of this kind. */
	Optional<Instant> givenAt(FilingReference reference, NoticeKind kind) {
		return newest(reference, kind).stream()
			.filter((notice) -> notice.state().given())
			.map(NoticeView::settledAt)
			.min(Instant::compareTo);
	}

	/** Mail and SMS only: what is written into the account alone has told nobody yet. */
	private List<NoticeView> newest(FilingReference reference, NoticeKind kind) {
		List<NoticeView> all = this.notices.list(reference.value())
			.stream()
			.filter((notice) -> notice.kind() == kind && notice.channel() != NoticeChannel.IN_APP)
			.toList();
		String occurrence = all.isEmpty() ? null : all.get(all.size() - 1).occurrence();
		return all.stream().filter((notice) -> notice.occurrence().equals(occurrence)).toList();
	}

	private Instant dueAt(Filing filing, DeadlineKind kind) {
		return deadline(filing, kind).dueAt();
	}

	private Deadline deadline(Filing filing, DeadlineKind kind) {
		return this.deadlines.running(filing.reference().value(), kind)
			.orElseThrow(() -> new IllegalStateException(filing.reference() + " has no running " + kind));
	}

	private String expiredWait(Filing filing) {
		if (filing.round() == 0) {
			return "DRAFT";
		}
		boolean unpaid = this.fees.noticeOf(filing.reference().value()).filter(FeeNotice::closed).isPresent();
		return unpaid ? "FEE" : "SUPPLEMENT";
	}

	private static String shownName(Filing filing) {
		String name = filing.form().subject().name();
		return (filing.form().subject().nature() == SubjectNature.INDIVIDUAL) ? Masking.name(name) : name;
	}

	private static LocalDate day(Instant instant) {
		return instant.atZone(FilingSettings.ZONE).toLocalDate();
	}

}
