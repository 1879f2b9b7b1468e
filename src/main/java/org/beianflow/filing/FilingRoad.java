package org.beianflow.filing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.beianflow.access.AccessVerifications;
import org.beianflow.audit.Actor;
import org.beianflow.audit.AuditTrail;
import org.beianflow.deadline.Deadline;
import org.beianflow.deadline.DeadlineKind;
import org.beianflow.deadline.Deadlines;
import org.beianflow.deadline.Reminder;
import org.beianflow.fee.FeeQuestion;
import org.beianflow.fee.Fees;
import org.beianflow.fee.RefundReason;
import org.beianflow.notice.NoticeKind;
import org.beianflow.review.ReturnItem;
import org.beianflow.review.Reviews;
import org.beianflow.review.ReviewStage;
import org.beianflow.subject.Province;
import org.beianflow.verification.SmsVerifications;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door for the process: what becomes of a filing on its road. Each verb is one step
 * of the diagram; it may come twice, after a crash, and then does nothing more.
 */
@Component
@Transactional
public class FilingRoad {

	private static final Actor SYSTEM = Actor.system("process");

	private static final Duration DELIVERY_CHECK = Duration.ofMinutes(15);

	/** First look at the home page: 3 days after the number (T17). */
	private static final Duration FIRST_DISPLAY_CHECK = Duration.ofDays(3);

	private static final Duration NEXT_DISPLAY_CHECK = Duration.ofDays(1);

	private final Filings filings;

	private final RoundSeal seal;

	private final AutomaticChecks automaticChecks;

	private final FilingNotices notices;

	private final Deadlines deadlines;

	private final Fees fees;

	private final Reviews reviews;

	private final AccessVerifications accessVerifications;

	private final SmsVerifications smsVerifications;

	private final AuthorityPackages packages;

	private final NumberDesk numbers;

	private final Reminders reminders;

	private final FilingTexts texts;

	private final AuditTrail audit;

	private final Clock clock;

	FilingRoad(Filings filings, RoundSeal seal, AutomaticChecks automaticChecks, FilingNotices notices,
			Deadlines deadlines, Fees fees, Reviews reviews, AccessVerifications accessVerifications,
			SmsVerifications smsVerifications, AuthorityPackages packages, NumberDesk numbers, Reminders reminders,
			FilingTexts texts, AuditTrail audit, Clock clock) {
		this.filings = filings;
		this.seal = seal;
		this.automaticChecks = automaticChecks;
		this.notices = notices;
		this.deadlines = deadlines;
		this.fees = fees;
		this.reviews = reviews;
		this.accessVerifications = accessVerifications;
		this.smsVerifications = smsVerifications;
		this.packages = packages;
		this.numbers = numbers;
		this.reminders = reminders;
		this.texts = texts;
		this.audit = audit;
		this.clock = clock;
	}

	// --- clocks ---

	/**
	 * When a clock ends and reminds next.
	 *
	 * @param dueAt end, exclusive
	 * @param nextReminderAt next rung of its ladder; the end where none is left, never
	 * null
	 */
	public record Times(Instant dueAt, Instant nextReminderAt) {

	}

	static Times times(Deadlines deadlines, FilingReference reference, DeadlineKind kind) {
		Instant dueAt = deadlines.running(reference.value(), kind).map(Deadline::dueAt).orElse(Deadlines.PARKED);
		return new Times(dueAt, deadlines.nextReminderAt(reference.value(), kind));
	}

	/** A draft may have no province yet; its own clock is the same everywhere. */
	static String provinceOrDefault(Filing filing) {
		return (filing.province() != null) ? filing.province() : Province.BEIJING.code();
	}

	/** Starts a clock now, or finds it running. */
	public Times openDeadline(FilingReference reference, DeadlineKind kind) {
		Filing filing = this.filings.load(reference);
		this.deadlines.open(reference.value(), kind, provinceOrDefault(filing), this.clock.instant());
		return times(this.deadlines, reference, kind);
	}

	/** The wait of a clock is over; a suspended clock goes on standing. */
	public void closeDeadline(FilingReference reference, DeadlineKind kind) {
		boolean suspended = this.deadlines.running(reference.value(), kind).map(Deadline::suspended).orElse(false);
		if (!suspended) {
			this.deadlines.close(reference.value(), kind);
		}
	}

	/**
	 * Sends the reminder that is due, if it was not sent yet.
	 * @return when the next one is due; empty where none is left
	 */
	public Optional<Instant> remind(FilingReference reference, DeadlineKind kind) {
		Filing filing = this.filings.load(reference);
		if (this.deadlines.running(reference.value(), kind).isEmpty()) {
			return Optional.empty();
		}
		Optional<Reminder> reminder = this.deadlines.claimReminder(reference.value(), kind);
		reminder.ifPresent((due) -> this.reminders.send(filing, due));
		return this.deadlines.hasNext(reference.value(), kind)
				? Optional.of(this.deadlines.nextReminderAt(reference.value(), kind)) : Optional.empty();
	}

	/**
	 * Stops a clock while the applicant supplements (行政许可法 art. 32(4); ruling 19), notes
	 * what is to be supplemented and starts the applicant's own time.
	 */
	public void suspendDeadline(FilingReference reference, DeadlineKind kind) {
		if (this.deadlines.running(reference.value(), kind).map(Deadline::suspended).orElse(true)) {
			return;
		}
		this.deadlines.suspend(reference.value(), kind, this.texts.supplementGround(), SYSTEM);
		// What is to be supplemented was told at once, as T9 asks.
		this.deadlines.close(reference.value(), DeadlineKind.COMPLETENESS_NOTICE);
		Filing filing = this.filings.load(reference);
		planReturn(filing, Filing.ReturnCause.AUTHORITY_SUPPLEMENT);
		this.filings.save(filing);
	}

	/** Lets a stopped clock go on with what is left of it. */
	public Times resumeDeadline(FilingReference reference, DeadlineKind kind) {
		if (this.deadlines.running(reference.value(), kind).map(Deadline::suspended).orElse(false)) {
			this.deadlines.resume(reference.value(), kind, SYSTEM);
		}
		return times(this.deadlines, reference, kind);
	}

	// --- submission and reviews ---

	/** A wait begins: the filing enters the state it stands for. */
	public void enterState(FilingReference reference, FilingState state) {
		Filing filing = this.filings.load(reference);
		advance(filing, state);
		if (state == FilingState.ACCESS_PENDING) {
			this.accessVerifications.open(reference.value(), filing.province(), filing.verificationTargets());
		}
	}

	/**
	 * Seals what was submitted in the present round.
	 * @return where the filing goes on
	 */
	public Filing.Continuation sealRound(FilingReference reference) {
		this.seal.seal(reference);
		return this.filings.load(reference).continuation();
	}

	/** Runs the automatic checks; their findings are advice to the reviewer. */
	public void runChecks(FilingReference reference) {
		this.automaticChecks.run(this.filings.load(reference));
	}

	/** A case worker took the review of a submitted filing, or put it back. */
	public void taskAssigned(FilingReference reference, String taskKey, String assignee) {
		if (!taskKey.equals(StaffTask.PROVIDER_REVIEW.key())) {
			return;
		}
		Filing filing = this.filings.load(reference);
		boolean waiting = filing.state() == FilingState.PRELIM_PENDING || filing.state() == FilingState.RESUBMITTED;
		if (assignee != null && waiting) {
			filing.advance(FilingState.PRELIM_REVIEW, Actor.staff(assignee), this.clock.instant());
			this.filings.save(filing);
		}
		else if (assignee == null && filing.state() == FilingState.PRELIM_REVIEW) {
			advance(filing, (filing.round() > 1) ? FilingState.RESUBMITTED : FilingState.PRELIM_PENDING);
		}
	}

	/** Posts a notice that the diagram names. */
	public void sendNotice(FilingReference reference, NoticeKind kind) {
		Filing filing = this.filings.load(reference);
		switch (kind) {
			case NUMBER_ISSUED, VENDOR_NUMBER_ISSUED -> this.numbers.tell(filing, kind);
			default -> this.notices.post(filing, kind);
		}
	}

	/**
	 * Notes what the applicant has to mend, from the last decision or the failed
	 * verification.
	 * @return the state in which the filing will wait for its applicant
	 */
	public FilingState openReturn(FilingReference reference) {
		Filing filing = this.filings.load(reference);
		Filing.ReturnCause cause = returnCause(filing);
		FilingState returned = planReturn(filing, cause);
		this.filings.save(filing);
		this.audit.record(reference.value(), SYSTEM, "filing.returned",
				Map.of("cause", cause.name(), "round", String.valueOf(filing.round())));
		return returned;
	}

	private FilingState planReturn(Filing filing, Filing.ReturnCause cause) {
		Set<String> paths = new TreeSet<>();
		Set<String> materials = new TreeSet<>();
		if (cause == Filing.ReturnCause.SMS_VERIFICATION) {
			this.smsVerifications.status(filing.reference().value())
				.ifPresent((status) -> status.missing().forEach((person) -> paths.add(person.path())));
		}
		else if (cause != Filing.ReturnCause.ACCESS) {
			this.reviews.openItems(filing.reference().value()).forEach((open) -> list(open.item(), paths, materials));
		}
		// The notice of the return names the end of this time, so it starts here (T4).
		this.deadlines.open(filing.reference().value(), DeadlineKind.SUPPLEMENT, filing.province(),
				this.clock.instant());
		return filing.planReturn(cause, paths, materials);
	}

	/** Who sends it back follows from where it stands. */
	private static Filing.ReturnCause returnCause(Filing filing) {
		return switch (filing.state()) {
			case PRELIM_PENDING, PRELIM_REVIEW, RESUBMITTED -> Filing.ReturnCause.PROVIDER;
			case FORWARD_PENDING, FORWARD_FAILED -> Filing.ReturnCause.SENDING;
			case SMS_VERIFY -> Filing.ReturnCause.SMS_VERIFICATION;
			case AUTHORITY_REVIEW -> Filing.ReturnCause.AUTHORITY;
			case ACCESS_PENDING, ACCESS_FAILED -> Filing.ReturnCause.ACCESS;
			case FINAL_REVIEW -> Filing.ReturnCause.FINAL_REVIEW;
			case PRELIM_RETURNED, AUTHORITY_RETURNED -> filing.returnCause();
			default -> throw new IllegalStateException(filing.reference() + " is not returned from " + filing.state());
		};
	}

	private static void list(ReturnItem item, Set<String> paths, Set<String> materials) {
		if (item.path() != null && !item.path().isBlank()) {
			paths.add(item.path());
		}
		if (item.materialKind() != null) {
			materials.add(FilingDesk.materialKey(item.materialKind(), item.slot()));
		}
	}

	// --- fee ---

	/**
	 * What the provider's service costs.
	 * @return whether there is anything to pay
	 */
	public boolean assessFee(FilingReference reference) {
		Filing filing = this.filings.load(reference);
		FilingForm.ServiceEntry first = filing.form().services().get(0);
		return !this.fees
			.assessFor(reference.value(),
					new FeeQuestion(first.access().providerId(), filing.kind().name(),
							filing.form().subject().nature().name(), first.website().type().name(),
							filing.form().services().size()))
			.isFree();
	}

	/** The applicant announced a transfer: finance is to match it. */
	public void transferDeclared(FilingReference reference) {
		advance(this.filings.load(reference), FilingState.PAYMENT_CONFIRM);
	}

	/** The transfer did not settle the fee: the applicant is to pay again. */
	public void transferMismatch(FilingReference reference) {
		advance(this.filings.load(reference), FilingState.PAYMENT_PENDING);
	}

	/** The fee is settled: the filing is ready to be sent to the authority. */
	public void feeSettled(FilingReference reference) {
		Filing filing = this.filings.load(reference);
		advance(filing, FilingState.FORWARD_PENDING);
		if (this.fees.noticeOf(reference.value()).filter((notice) -> notice.receivedFen() > 0).isPresent()) {
			this.notices.post(filing, NoticeKind.PAYMENT_RECEIVED);
		}
	}

	// --- the authority ---

	/** Builds the package for the authority: form, materials and hashes, numbered. */
	public void preparePackage(FilingReference reference) {
		this.packages.prepare(this.filings.load(reference));
	}

	/**
	 * The persons in charge have to answer now (domain.md §8.4).
	 * @return how many they are
	 */
	public int openSmsVerification(FilingReference reference) {
		Filing filing = this.filings.load(reference);
		int persons = this.smsVerifications.open(reference.value(), filing.province(), filing.personsToVerify());
		advance(filing, FilingState.SMS_VERIFY);
		return persons;
	}

	/**
	 * Sends a person in charge a new code.
	 * @param person position, from 0
	 * @return whether the person has answered meanwhile
	 */
	public boolean sendSmsCode(FilingReference reference, int person) {
		return this.smsVerifications.sendCode(reference.value(), person);
	}

	/**
	 * Ends the SMS verification.
	 * @return whether everybody answered
	 */
	public boolean concludeSmsVerification(FilingReference reference) {
		return this.smsVerifications.conclude(reference.value());
	}

	/**
	 * T9 has passed: unless the authority asked for a supplement within it, the filing
	 * counts as accepted for review (行政许可法 art. 32(4)). The limit has had its effect and
	 * ends.
	 */
	public void recordDeemedAccepted(FilingReference reference) {
		boolean told = this.reviews.decisions(reference.value())
			.stream()
			.anyMatch((decision) -> decision.stage() == ReviewStage.AUTHORITY && decision.outcome().isReturn());
		if (!told) {
			this.audit.record(reference.value(), SYSTEM, "filing.deemed-accepted", Map.of());
		}
		this.deadlines.close(reference.value(), DeadlineKind.COMPLETENESS_NOTICE);
	}

	/**
	 * Whether the notice of a decision has reached the applicant.
	 *
	 * @param outcome {@code DELIVERED}, {@code UNDELIVERED} or {@code PENDING}
	 * @param nextCheckAt when to look again while it is pending
	 */
	public record Delivery(String outcome, Instant nextCheckAt) {

	}

	/**
	 * Looks what became of the newest notice of a decision, on all its channels. Reads
	 * without a lock: access verification, which goes on beside it, takes its own row
	 * first and the filing second.
	 */
	public Delivery checkDelivery(FilingReference reference, boolean approved) {
		String outcome = this.notices.delivery(reference,
				approved ? NoticeKind.AUTHORITY_APPROVED : NoticeKind.REFUSED);
		return new Delivery(outcome, this.clock.instant().plus(DELIVERY_CHECK));
	}

	// --- access ---

	/**
	 * The notice of the approval was given, by a channel or by telephone: the first
	 * window of access verification counts from here (ruling 17).
	 */
	public void approvalGiven(FilingReference reference) {
		this.accessVerifications.noticeSent(reference.value(),
				this.notices.givenAt(reference, NoticeKind.AUTHORITY_APPROVED).orElse(this.clock.instant()));
	}

	// --- the number and after ---

	/**
	 * Issues the number, enters the register and ends the filing, in this one
	 * transaction.
	 */
	public void issueNumber(FilingReference reference) {
		Filing filing = this.filings.load(reference);
		if (filing.state() == FilingState.FILED) {
			return;
		}
		String number = this.numbers.issue(filing);
		filing.advance(FilingState.FILED, SYSTEM, this.clock.instant());
		this.filings.save(filing);
		this.filings.recordNumber(reference, number);
		this.audit.record(reference.value(), SYSTEM, "filing.number.issued", Map.of("number", number));
	}

	/** Archives the whole file at the end, once. */
	public void archive(FilingReference reference) {
		this.seal.archive(reference, this.numbers.all(reference));
	}

	/** Makes the numbers known to the public (T16). */
	public void publish(FilingReference reference) {
		this.numbers.publish(reference);
	}

	/**
	 * What the process after the filing starts with.
	 *
	 * @param province six-digit code
	 * @param goLiveCheck whether access is verified only now, because the number came
	 * with the approval
	 * @param firstDisplayCheckAt when the home page is looked at for the first time
	 */
	public record AfterFiling(String province, boolean goLiveCheck, Instant firstDisplayCheckAt) {

	}

	public AfterFiling afterFiling(FilingReference reference) {
		Filing filing = this.filings.load(reference);
		boolean goLive = filing.profile().accessVerification()
				&& filing.profile().numberIssuedAt() == FlowProfile.NumberIssuedAt.AUTHORITY_APPROVAL;
		return new AfterFiling(filing.province(), goLive, this.clock.instant().plus(FIRST_DISPLAY_CHECK));
	}

	/**
	 * Whether the number stands on the home page.
	 *
	 * @param displayed whether number and link were seen
	 * @param nextCheckAt when to look again if not
	 */
	public record DisplayCheck(boolean displayed, Instant nextCheckAt) {

	}

	/** Looks at the home page for the number and the link (33号令 art. 13; T17). */
	public DisplayCheck checkNumberDisplay(FilingReference reference) {
		Filing filing = this.filings.load(reference);
		boolean displayed = this.numbers.displayed(filing);
		return new DisplayCheck(displayed, this.clock.instant().plus(NEXT_DISPLAY_CHECK));
	}

	/** T18 has passed without a report of the filing with the police. */
	public void flagPoliceOverdue(FilingReference reference) {
		this.audit.record(reference.value(), SYSTEM, "filing.police.overdue", Map.of());
	}

	// --- ends ---

	/** The filing ends without a number. */
	public void close(FilingReference reference, FilingState end) {
		Filing filing = this.filings.load(reference);
		if (filing.state() == end) {
			return;
		}
		if (filing.state().verifiesAccess()) {
			this.accessVerifications.conclude(reference.value());
		}
		advance(filing, end);
		this.fees.refund(reference.value(), (end == FilingState.EXPIRED) ? RefundReason.EXPIRED : RefundReason.REFUSED,
				SYSTEM);
		this.deadlines.closeAll(reference.value());
	}

	private void advance(Filing filing, FilingState to) {
		if (filing.state() == to) {
			// The step comes a second time after a crash, or the applicant's act was
			// first.
			return;
		}
		FilingState from = filing.state();
		filing.advance(to, SYSTEM, this.clock.instant());
		this.filings.save(filing);
		this.audit.record(filing.reference().value(), SYSTEM, "filing.moved",
				Map.of("from", from.name(), "to", to.name()));
	}

}
