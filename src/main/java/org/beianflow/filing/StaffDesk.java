package org.beianflow.filing;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.beianflow.access.AccessVerifications;
import org.beianflow.account.Action;
import org.beianflow.account.CurrentActor;
import org.beianflow.account.Permissions;
import org.beianflow.account.Scope;
import org.beianflow.audit.Actor;
import org.beianflow.audit.AuditTrail;
import org.beianflow.check.Refusal;
import org.beianflow.check.Violation;
import org.beianflow.deadline.DeadlineKind;
import org.beianflow.deadline.Deadlines;
import org.beianflow.fee.Amounts;
import org.beianflow.fee.BankReceipt;
import org.beianflow.fee.Fees;
import org.beianflow.notice.NoticeKind;
import org.beianflow.review.CallAttempt;
import org.beianflow.review.OpenItem;
import org.beianflow.review.PersonalNumbers;
import org.beianflow.review.ReviewDecision;
import org.beianflow.review.ReviewOutcome;
import org.beianflow.review.Reviews;
import org.beianflow.review.ReviewStage;

import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The door for staff: what the form of a task shows, the draft of its decision, notes and
 * calls, and the freezing of the decision when the task is completed. Whatever a client
 * sends on completion, the outcome is the one of the frozen decision.
 */
@Component
public class StaffDesk {

	/**
	 * The act of an extension in the audit trail; its fact {@code reason} is told to the
	 * applicant.
	 */
	static final String REVIEW_EXTENDED = "filing.review.extended";

	private final StaffTasksStore tasks;

	private final Filings filings;

	private final Reviews reviews;

	private final Duties duties;

	private final Fees fees;

	private final AccessVerifications accessVerifications;

	private final AuthorityPackages packages;

	private final FindingStore findings;

	private final FilingNotices notices;

	private final FilingProcess process;

	private final Deadlines deadlines;

	private final Permissions permissions;

	private final AuditTrail audit;

	private final FilingSettings settings;

	private final ObjectMapper json;

	private final MaterialVerdicts materialVerdicts;

	private final SubmissionCheck submissionCheck;

	private final TransactionTemplate trial;

	private final Clock clock;

	StaffDesk(StaffTasksStore tasks, Filings filings, Reviews reviews, Duties duties, Fees fees,
			AccessVerifications accessVerifications, AuthorityPackages packages, FindingStore findings,
			FilingNotices notices, FilingProcess process, Deadlines deadlines, Permissions permissions,
			AuditTrail audit, FilingSettings settings, MaterialVerdicts materialVerdicts,
			SubmissionCheck submissionCheck, ObjectMapper json, PlatformTransactionManager transactions, Clock clock) {
		this.tasks = tasks;
		this.filings = filings;
		this.reviews = reviews;
		this.duties = duties;
		this.fees = fees;
		this.accessVerifications = accessVerifications;
		this.packages = packages;
		this.findings = findings;
		this.notices = notices;
		this.process = process;
		this.deadlines = deadlines;
		this.permissions = permissions;
		this.audit = audit;
		this.settings = settings;
		this.materialVerdicts = materialVerdicts;
		this.submissionCheck = submissionCheck;
		this.json = json;
		this.trial = new TransactionTemplate(transactions);
		this.clock = clock;
	}

	/** A task with what it is about. */
	public record Work(StaffTasksStore.OpenTask open, StaffTask task, Filing filing, DecisionForm draft) {

	}

	/**
	 * The task, if this person may work on it.
	 * @throws Refusal NOT_FOUND for a task that is closed or not for this person
	 */
	@Transactional(readOnly = true)
	public Work work(String taskId, CurrentActor who) {
		StaffTasksStore.OpenTask open = this.tasks.find(taskId).orElseThrow(StaffDesk::unknown);
		StaffTask task = StaffTask.byKey(open.taskKey()).orElseThrow(StaffDesk::unknown);
		Filing filing = this.filings.find(new FilingReference(open.reference())).orElseThrow(StaffDesk::unknown);
		if (!mayWork(open, who)) {
			throw unknown();
		}
		return new Work(open, task, filing, draft(taskId));
	}

	boolean mayWork(StaffTasksStore.OpenTask task, CurrentActor who) {
		return who.roles().stream().anyMatch((role) -> role.group().filter(task.groups()::contains).isPresent())
				&& this.permissions.allows(who, Action.TASK_WORK, Scope.ofProvince(task.province()));
	}

	private DecisionForm draft(String taskId) {
		return this.tasks.draft(taskId).map((draft) -> {
			try {
				return this.json.readValue(draft.content(), DecisionForm.class).version(draft.version());
			}
			catch (JsonProcessingException ex) {
				throw new IllegalStateException("a stored draft cannot be read");
			}
		}).orElse(DecisionForm.EMPTY);
	}

	/** The open tasks among these that this person may see. */
	@Transactional(readOnly = true)
	public List<StaffTasksStore.OpenTask> open(List<String> taskIds, CurrentActor who) {
		return this.tasks.find(taskIds).stream().filter((task) -> mayWork(task, who)).toList();
	}

	/**
	 * Keeps what was entered so far.
	 * @return the new version
	 * @throws Refusal STALE if somebody saved in the meantime; CONFLICT if the task is
	 * claimed by somebody else
	 */
	@Transactional
	public int saveDraft(String taskId, DecisionForm form, CurrentActor who) {
		requireMine(work(taskId, who), who);
		try {
			return this.tasks.saveDraft(taskId, form.version(), this.json.writeValueAsString(form.version(0)),
					this.clock.instant());
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("a draft cannot be written as JSON");
		}
	}

	private static void requireMine(Work work, CurrentActor who) {
		if (work.open().assignee() == null) {
			throw new Refusal(Refusal.Kind.CONFLICT, "filing.task.unclaimed");
		}
		if (!work.open().assignee().equals(who.id())) {
			throw new Refusal(Refusal.Kind.CONFLICT, "filing.task.other");
		}
	}

	/**
	 * Says everything that is missing for the decision, without deciding.
	 * @throws Refusal as {@link #complete} would
	 */
	public void tryDecision(String taskId, CurrentActor who) {
		Work work = work(taskId, who);
		requireMine(work, who);
		this.trial.executeWithoutResult((status) -> {
			status.setRollbackOnly();
			decide(work, who.actor());
		});
	}

	/** Whether this person may take the task at all, whatever the grants say. */
	public void checkAssignee(String reference, String taskKey, String userId) {
		StaffTask.byKey(taskKey)
			.flatMap(StaffTask::stage)
			.ifPresent((stage) -> this.duties.check(new FilingReference(reference), stage, userId));
	}

	/**
	 * Freezes the decision of a task that is being completed.
	 * @param userId who completes it
	 * @return the outcome, by the name of the variable that the diagram reads
	 * @throws Refusal INVALID with everything that is missing; FORBIDDEN by separation of
	 * duties
	 */
	@Transactional
	public Map<String, Object> complete(String taskId, String userId) {
		StaffTasksStore.OpenTask open = this.tasks.find(taskId).orElseThrow(StaffDesk::unknown);
		StaffTask task = StaffTask.byKey(open.taskKey()).orElseThrow(StaffDesk::unknown);
		Filing filing = this.filings.load(new FilingReference(open.reference()));
		return decide(new Work(open, task, filing, draft(taskId)), Actor.staff(userId));
	}

	private Map<String, Object> decide(Work work, Actor actor) {
		DecisionForm form = work.draft();
		if (form.outcome() == null || form.outcome().isBlank()) {
			throw Refusal.invalid("filing.decision.incomplete",
					List.of(Violation.of("outcome", "DECISION", "filing.decision.none")));
		}
		requireFree(work);
		work.task().stage().ifPresent((stage) -> freeze(work, stage, actor));
		Map<String, Object> outcome = switch (work.task()) {
			case PROVIDER_REVIEW -> Map.of("providerReviewOutcome", form.outcome(), "returnsUsedUp",
					returnsUsedUp(work.filing().reference().value()));
			case FURTHER_RETURN -> Map.of("furtherReturnOutcome", form.outcome(), "providerReviewOutcome",
					form.outcome().equals("CONTINUED") ? ReviewOutcome.RETURNED.name() : form.outcome());
			case REFUSAL_CHECK, AUTHORITY_REFUSAL_CHECK -> Map.of("refusalCheckOutcome", form.outcome());
			case AUTHORITY_REVIEW -> Map.of("authorityReviewOutcome", form.outcome());
			case FINAL_REVIEW -> Map.of("finalReviewOutcome", form.outcome());
			case SENDING, SENDING_FAILURE -> sent(work, actor);
			case TRANSFER -> matched(work, actor);
			case MANUAL_ACCESS -> accessConfirmed(work, actor);
			case CALL_APPLICANT -> called(work);
			case RECTIFICATION -> {
				oneOf(form, "MENDED", "HANDED_OVER");
				yield Map.of();
			}
			case UNDELIVERED_NOTICE -> Map.of("undeliveredOutcome", oneOf(form, "RESEND", "GIVE_UP"));
			case REFUND -> refunded(work, actor);
		};
		this.audit.record(work.filing().reference().value(), actor, "filing.task.decided",
				Map.of("task", work.task().name(), "outcome", form.outcome()));
		return outcome;
	}

	/**
	 * Two filings may ask for the same domain; the first one that gets its number has it.
	 * Whoever would approve the other one learns it here, while it can still be returned.
	 */
	private void requireFree(Work work) {
		boolean approves = switch (work.task()) {
			case AUTHORITY_REVIEW -> work.draft().outcome().equals(ReviewOutcome.APPROVED.name());
			case FINAL_REVIEW -> work.draft().outcome().equals(ReviewOutcome.ISSUED.name());
			default -> false;
		};
		List<Violation> taken = approves ? this.submissionCheck.filedMeanwhile(work.filing()) : List.of();
		if (!taken.isEmpty()) {
			throw Refusal.invalid("filing.decision.domain.filed", taken);
		}
	}

	private Map<String, Object> sent(Work work, Actor actor) {
		DecisionForm form = work.draft();
		boolean sent = form.outcome().equals("SENT");
		if (sent) {
			require(form, "receiptNumber");
		}
		this.packages.answer(work.filing().reference(), sent,
				form.items().isEmpty() ? null : form.items().get(0).code(), form.inputs().get("receiptNumber"), actor);
		return Map.of("sendingOutcome", form.outcome());
	}

	private Map<String, Object> matched(Work work, Actor actor) {
		DecisionForm form = work.draft();
		boolean matched = oneOf(form, "MATCHED", "MISMATCH").equals("MATCHED");
		this.fees.match(work.filing().reference().value(), matched, fen(form, "receivedAmount"), form.message(), actor);
		return Map.of("transferOutcome", form.outcome());
	}

	private Map<String, Object> accessConfirmed(Work work, Actor actor) {
		boolean accepted = work.draft().outcome().equals("APPROVED");
		this.accessVerifications.confirmManual(work.filing().reference().value(), accepted, work.draft().message(),
				actor);
		return Map.of("evidenceOutcome", accepted ? "ACCEPTED" : "REJECTED");
	}

	private Map<String, Object> called(Work work) {
		String reference = work.filing().reference().value();
		oneOf(work.draft(), "INFORMED");
		requireReached(reference);
		if (work.filing().state() == FilingState.ACCESS_PENDING) {
			this.accessVerifications.noticeSent(reference, this.clock.instant());
		}
		return Map.of();
	}

	private Map<String, Object> refunded(Work work, Actor actor) {
		DecisionForm form = work.draft();
		oneOf(form, "REFUNDED");
		require(form, "bankReference");
		this.fees.refundsOf(work.filing().reference().value())
			.stream()
			.filter((refund) -> !refund.done() && String.valueOf(refund.id()).equals(work.open().about()))
			.findFirst()
			.ifPresent((refund) -> this.fees.recordRefund(refund.id(), form.inputs().get("bankReference"), actor));
		return Map.of();
	}

	private void freeze(Work work, ReviewStage stage, Actor actor) {
		try {
			freezeDecision(work, stage, actor);
		}
		catch (Refusal refusal) {
			throw inWords(refusal, work.filing());
		}
	}

	/** What is still to be confirmed is named by what it says, not by its key. */
	private Refusal inWords(Refusal refusal, Filing filing) {
		if (refusal.violations().isEmpty()) {
			return refusal;
		}
		Map<Object, MessageName> words = new HashMap<>();
		this.findings.of(filing.reference(), filing.round())
			.forEach((finding) -> words.put(AutomaticChecks.key(finding),
					new MessageName(finding.messageKey(), finding.arguments().toArray())));
		return Refusal.invalid(refusal.messageKey(),
				refusal.violations()
					.stream()
					.map((violation) -> new Violation(violation.path(), violation.code(), violation.messageKey(),
							violation.arguments()
								.stream()
								.map((argument) -> words.containsKey(argument) ? words.get(argument) : argument)
								.toList()))
					.toList());
	}

	private void freezeDecision(Work work, ReviewStage stage, Actor actor) {
		String reference = work.filing().reference().value();
		int version = this.reviews.draft(work.open().taskId()).map((saved) -> saved.version()).orElse(0);
		Map<Long, Boolean> resolutions = new HashMap<>();
		for (OpenItem open : this.reviews.openItems(reference)) {
			resolutions.put(open.id(), !"false".equals(work.draft().inputs().get("resolved-" + open.id())));
		}
		this.reviews.saveDraft(reference, work.open().taskId(), stage, version, work.draft().asReviewDraft(resolutions),
				actor);
		ReviewDecision decision = this.reviews.freeze(reference, work.open().taskId(), stage, actor);
		this.materialVerdicts.follow(decision, actor);
		this.audit.record(reference, actor, "filing.decided", Map.of("stage", stage.name(), "outcome",
				decision.outcome().name(), "round", String.valueOf(decision.round())));
	}

	/** Whether the return that was just decided is one more than is usual. */
	private boolean returnsUsedUp(String reference) {
		return this.reviews.decisions(reference)
			.stream()
			.filter((decision) -> decision.stage() == ReviewStage.PROVIDER
					&& decision.outcome() == ReviewOutcome.RETURNED)
			.count() > this.settings.maxReturns();
	}

	private void requireReached(String reference) {
		boolean reached = this.reviews.calls(reference)
			.stream()
			.anyMatch((call) -> call.outcome() == CallAttempt.Outcome.REACHED);
		if (!reached) {
			throw Refusal.invalid("filing.decision.incomplete",
					List.of(Violation.of("calls", "DECISION", "filing.decision.call")));
		}
	}

	private static String oneOf(DecisionForm form, String... allowed) {
		for (String one : allowed) {
			if (one.equals(form.outcome())) {
				return one;
			}
		}
		throw Refusal.invalid("filing.decision.incomplete",
				List.of(Violation.of("outcome", "DECISION", "filing.decision.none")));
	}

	private static void require(DecisionForm form, String input) {
		require(form.inputs().get(input), input);
	}

	private static void require(String value, String input) {
		if (value == null || value.isBlank()) {
			throw Refusal.invalid("filing.decision.incomplete", List.of(Violation.of("inputs." + input, "DECISION",
					"filing.decision.input", new MessageName("filing.input." + input))));
		}
	}

	private static long fen(DecisionForm form, String input) {
		return fen(form.inputs().get(input), input);
	}

	/**
	 * An amount in yuan as people write it, in 分.
	 * @throws Refusal INVALID at this input where it is missing or no amount
	 */
	static long fen(String amount, String input) {
		require(amount, input);
		return Amounts.fen(amount)
			.orElseThrow(() -> Refusal.invalid("filing.decision.incomplete", List.of(Violation.of("inputs." + input,
					"DECISION", "filing.decision.amount", new MessageName("filing.input." + input)))));
	}

	/** The first person of finance enters what the bank statement shows. */
	@Transactional
	public void recordReceipt(String taskId, CurrentActor who) {
		Work work = work(taskId, who);
		requireMine(work, who);
		this.fees.recordReceipt(work.filing().reference().value(), new BankReceipt(fen(work.draft(), "receivedAmount"),
				work.draft().inputs().get("bankReference"), work.draft().message()), who.actor());
	}

	/** Notes something that only staff reads. */
	@Transactional
	public void addNote(String taskId, String text, CurrentActor who) {
		Work work = work(taskId, who);
		this.reviews.addInternalNote(work.filing().reference().value(),
				work.task().stage().orElse(ReviewStage.PROVIDER), text, who.actor());
	}

	/**
	 * Logs a call to the applicant; a missed one tells the applicant when the next comes
	 * (T3).
	 */
	@Transactional
	public void recordCall(String taskId, CallAttempt.Outcome outcome, String note, CurrentActor who) {
		Work work = work(taskId, who);
		requireMine(work, who);
		String reference = work.filing().reference().value();
		this.reviews.recordCall(reference, this.reviews.calls(reference).size() + 1, outcome, note, who.actor());
		if (outcome == CallAttempt.Outcome.NOT_REACHED && this.reviews.nextCallAt(reference).isPresent()) {
			this.notices.post(work.filing(), NoticeKind.CALL_MISSED);
		}
	}

	/**
	 * Shows personal data in full, with a reason that goes into the audit log.
	 * @throws Refusal INVALID without a reason that may be kept
	 */
	@Transactional
	public Filing unmask(String taskId, String reason, CurrentActor who) {
		Work work = work(taskId, who);
		this.permissions.require(who, Action.PERSONAL_DATA_UNMASK, work.filing().scope());
		String why = DisclosureReason.of(reason, "filing.unmask.reason");
		this.audit.record(work.filing().reference().value(), who.actor(), "filing.personal-data.shown",
				Map.of("reason", why));
		return work.filing();
	}

	/**
	 * Extends the authority's review once (T11: at most 10 working days, before its end,
	 * with a reason the applicant reads; 行政许可法 art. 42).
	 */
	@Transactional
	public void extendAuthorityReview(FilingReference reference, int workingDays, String reason, CurrentActor who) {
		Filing filing = this.filings.load(reference);
		this.permissions.require(who, Action.DECISION_EXTENSION, filing.scope());
		if (PersonalNumbers.standIn(reason)) {
			throw Refusal.invalid("review.text.personal",
					List.of(Violation.of("reason", "PERSONAL", "review.text.personal")));
		}
		this.deadlines.extend(reference.value(), DeadlineKind.AUTHORITY_REVIEW, workingDays, reason, who.actor());
		this.audit.record(reference.value(), who.actor(), REVIEW_EXTENDED,
				Map.of("workingDays", String.valueOf(workingDays), "reason", reason));
		this.process.happened(reference, FilingProcess.Event.REVIEW_EXTENDED);
	}

	private static Refusal unknown() {
		return new Refusal(Refusal.Kind.NOT_FOUND, "filing.task.unknown");
	}

}
