package org.beianflow.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.beianflow.access.AccessAttempt;
import org.beianflow.access.AccessVerifications;
import org.beianflow.access.CheckResult;
import org.beianflow.account.Action;
import org.beianflow.account.CurrentActor;
import org.beianflow.account.Permissions;
import org.beianflow.account.StaffDirectory;
import org.beianflow.account.StaffMember;
import org.beianflow.check.Finding;
import org.beianflow.deadline.Deadline;
import org.beianflow.deadline.DeadlineWords;
import org.beianflow.deadline.Deadlines;
import org.beianflow.fee.FeeNotice;
import org.beianflow.fee.Fees;
import org.beianflow.fee.Payment;
import org.beianflow.filing.DecisionForm;
import org.beianflow.filing.Dossier;
import org.beianflow.filing.Filing;
import org.beianflow.filing.FilingDesk;
import org.beianflow.filing.FilingReference;
import org.beianflow.filing.FilingSummary;
import org.beianflow.filing.Filings;
import org.beianflow.filing.FindingStore;
import org.beianflow.filing.PackageStore;
import org.beianflow.filing.StaffDesk;
import org.beianflow.filing.StaffTask;
import org.beianflow.filing.StaffTasksStore;
import org.beianflow.material.MaterialKind;
import org.beianflow.material.MaterialVersion;
import org.beianflow.material.Materials;
import org.beianflow.notice.NoticeView;
import org.beianflow.notice.Notices;
import org.beianflow.review.ReasonCatalogue;
import org.beianflow.review.ReturnItem;
import org.beianflow.review.ReviewOutcome;
import org.beianflow.review.Reviews;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** How the API shows a staff task: everything its form draws and asks. */
@Component
class TaskViews {

	/**
	 * Tasks whose form shows the dossier; finance and operators do not see it (domain.md
	 * §5).
	 */
	private static final Set<StaffTask> WITH_DOSSIER = EnumSet.of(StaffTask.PROVIDER_REVIEW, StaffTask.REFUSAL_CHECK,
			StaffTask.FURTHER_RETURN, StaffTask.SENDING, StaffTask.SENDING_FAILURE, StaffTask.AUTHORITY_REVIEW,
			StaffTask.AUTHORITY_REFUSAL_CHECK, StaffTask.FINAL_REVIEW, StaffTask.MANUAL_ACCESS,
			StaffTask.CALL_APPLICANT);

	/** Tasks in which each field gets a verdict. */
	private static final Set<StaffTask> WITH_VERDICTS = EnumSet.of(StaffTask.PROVIDER_REVIEW,
			StaffTask.AUTHORITY_REVIEW, StaffTask.FINAL_REVIEW);

	private static final Set<StaffTask> WITH_CALLS = EnumSet.of(StaffTask.PROVIDER_REVIEW, StaffTask.CALL_APPLICANT);

	private final Filings filings;

	private final FilingViews filingViews;

	private final DeadlineWords deadlineWords;

	private final Dossier dossier;

	private final FindingStore findings;

	private final Materials materials;

	private final Reviews reviews;

	private final ReasonCatalogue reasons;

	private final Deadlines deadlines;

	private final AccessVerifications accessVerifications;

	private final Fees fees;

	private final PackageStore packages;

	private final Notices notices;

	private final StaffDirectory staff;

	private final Permissions permissions;

	private final MessageSource messages;

	private final ObjectMapper json;

	TaskViews(Filings filings, FilingViews filingViews, DeadlineWords deadlineWords, Dossier dossier,
			FindingStore findings, Materials materials, Reviews reviews, ReasonCatalogue reasons, Deadlines deadlines,
			AccessVerifications accessVerifications, Fees fees, PackageStore packages, Notices notices,
			StaffDirectory staff, Permissions permissions, MessageSource messages, ObjectMapper json) {
		this.filings = filings;
		this.filingViews = filingViews;
		this.deadlineWords = deadlineWords;
		this.dossier = dossier;
		this.findings = findings;
		this.materials = materials;
		this.reviews = reviews;
		this.reasons = reasons;
		this.deadlines = deadlines;
		this.accessVerifications = accessVerifications;
		this.fees = fees;
		this.packages = packages;
		this.notices = notices;
		this.staff = staff;
		this.permissions = permissions;
		this.messages = messages;
		this.json = json;
	}

	/** What the card of a task shows in a list. */
	record Card(String taskId, String filing, String applicant, String stage, String remaining, String remainingTone) {

	}

	/** A task with everything its form needs. */
	record TaskView(String taskId, String filing, String applicant, String stageName, String stateName, int round,
			DeadlineWords.Standing remaining, List<FindingView> findings, List<PartView> sections, boolean masked,
			boolean verdictsWanted, String factsTitle, List<Fact> facts, List<MaterialLine> materials,
			List<DecisionView> decisions, List<FilingViews.RoundView> rounds, boolean callLog, List<CallView> calls,
			List<NoteView> notes, List<OutcomeView> outcomes, List<ReasonView> reasons, List<ActionView> actions,
			DecisionForm draft) {

	}

	record FindingView(String path, String verdict, String verdictName, String label, String text) {

	}

	record PartView(String title, List<RowView> rows) {

	}

	record RowView(String path, String label, String value, boolean masked, boolean changed, String before) {

	}

	record Fact(String label, String value, String url) {

	}

	record MaterialLine(String key, String label, String mediaType, long size, int version, String state,
			String stateName, boolean isNew, String url) {

	}

	record DecisionView(int round, String stageName, String outcomeName, String at, String by, String message,
			List<DecidedItem> items) {

	}

	record DecidedItem(String label, String error, String suggestion) {

	}

	record CallView(int attempt, String outcomeName, String at, String by, String note) {

	}

	record NoteView(String at, String by, String text) {

	}

	record OutcomeView(String code, String label, String explanation, boolean items, boolean ground, boolean message,
			List<InputView> inputs, List<Confirmation> confirmations) {

	}

	record InputView(String name, String label, String type, boolean required) {

	}

	record Confirmation(String key, String label) {

	}

	record ReasonView(String code, String title, String error, String suggestion) {

	}

	/** Something the form can do beside deciding. */
	record ActionView(String path, String label) {

	}

	List<Card> cards(List<StaffTasksStore.OpenTask> tasks, Locale locale) {
		List<String> references = tasks.stream().map(StaffTasksStore.OpenTask::reference).distinct().toList();
		Map<String, FilingSummary> summaries = new HashMap<>();
		this.filings.summaries(references).forEach((summary) -> summaries.put(summary.reference(), summary));
		Map<String, List<Deadline>> clocks = this.deadlines.running(references);
		List<Card> cards = new ArrayList<>();
		for (StaffTasksStore.OpenTask task : tasks) {
			StaffTask kind = StaffTask.byKey(task.taskKey()).orElse(null);
			DeadlineWords.Standing remaining = (kind == null) ? null
					: clocks.getOrDefault(task.reference(), List.of())
						.stream()
						.filter((deadline) -> kind.clock().filter(deadline.kind()::equals).isPresent())
						.findFirst()
						.map((deadline) -> this.deadlineWords.standing(deadline, locale))
						.orElse(null);
			FilingSummary summary = summaries.get(task.reference());
			cards.add(new Card(task.taskId(), task.reference(), (summary != null) ? summary.name() : null,
					(kind != null) ? stage(kind, locale) : null, (remaining != null) ? remaining.text() : null,
					(remaining != null) ? remaining.tone() : null));
		}
		return cards;
	}

	TaskView view(StaffDesk.Work work, CurrentActor who, boolean masked, Locale locale) {
		Filing filing = work.filing();
		String reference = filing.reference().value();
		StaffTask task = work.task();
		boolean withDossier = WITH_DOSSIER.contains(task);
		List<FilingViews.RoundView> rounds = withDossier ? this.filingViews.rounds(filing, masked, locale) : List.of();
		return new TaskView(work.open().taskId(), reference, summary(reference).name(), stage(task, locale),
				text("filing.state." + filing.state(), locale), filing.round(),
				task.clock()
					.flatMap((kind) -> this.deadlines.running(reference, kind))
					.map((deadline) -> this.deadlineWords.standing(deadline, locale))
					.orElse(null),
				withDossier ? findings(filing, locale) : List.of(),
				withDossier ? sections(filing, rounds, masked, locale) : List.of(), withDossier && masked,
				WITH_VERDICTS.contains(task), text("filing.facts." + task, locale),
				facts(work.open(), task, filing, locale), withDossier ? materials(filing, who, locale) : List.of(),
				withDossier ? decisions(filing, locale) : List.of(), rounds, WITH_CALLS.contains(task),
				WITH_CALLS.contains(task) ? calls(filing, locale) : List.of(), notes(filing, locale),
				outcomes(task, reference, locale), reasons(task, locale), (task == StaffTask.TRANSFER)
						? List.of(new ActionView("receipt", text("filing.action.receipt", locale))) : List.of(),
				(work.draft().version() > 0) ? work.draft() : null);
	}

	private FilingSummary summary(String reference) {
		return this.filings.summaries(List.of(reference)).get(0);
	}

	private String stage(StaffTask task, Locale locale) {
		return text("filing.task." + task, locale);
	}

	private List<FindingView> findings(Filing filing, Locale locale) {
		return this.findings.of(filing.reference(), filing.round())
			.stream()
			.map((finding) -> new FindingView(finding.path(), finding.state().name(),
					text("filing.finding.state." + finding.state(), locale), this.dossier.label(finding.path(), locale),
					this.messages.getMessage(finding.messageKey(), finding.arguments().toArray(), finding.messageKey(),
							locale)))
			.toList();
	}

	private List<PartView> sections(Filing filing, List<FilingViews.RoundView> rounds, boolean masked, Locale locale) {
		Map<String, FilingViews.Changed> changed = new HashMap<>();
		if (!rounds.isEmpty()) {
			rounds.get(rounds.size() - 1).changes().forEach((change) -> changed.put(field(change.path()), change));
		}
		JsonNode form = this.json.valueToTree(filing.form());
		return this.dossier.parts(form, masked, locale)
			.stream()
			.map((part) -> new PartView(part.title(),
					part.rows()
						.stream()
						.map((row) -> new RowView(row.path(), row.label(), row.value(), row.masked(),
								changed.containsKey(row.path()),
								changed.containsKey(row.path()) ? changed.get(row.path()).before() : null))
						.toList()))
			.toList();
	}

	/** A change inside a list is shown at the row of the list. */
	private static String field(String path) {
		return path.replaceFirst("(\\.[A-Za-z]+)\\[\\d+].*$", "$1");
	}

	private List<MaterialLine> materials(Filing filing, CurrentActor who, Locale locale) {
		boolean identity = this.permissions.allows(who, Action.MATERIAL_READ_IDENTITY, filing.scope());
		Instant since = filing.submittedAt();
		List<MaterialLine> lines = new ArrayList<>();
		for (MaterialVersion version : this.materials.list(filing.reference().value())) {
			if (version.kind() != MaterialKind.TRANSFER_SLIP && (identity || !filing.showsPerson(version.kind()))) {
				lines.add(line(version, FilingDesk.materialKey(version.kind(), version.slot()),
						filing.round() > 1 && since != null && isNew(filing, version), locale));
			}
		}
		for (MaterialVersion document : this.materials.documents(filing.reference().value())) {
			if (document.mediaType().equals("application/pdf") || document.mediaType().equals("application/zip")) {
				lines.add(line(document, null, false, locale));
			}
		}
		return lines;
	}

	private boolean isNew(Filing filing, MaterialVersion version) {
		List<FilingViews.RoundView> rounds = this.filingViews.rounds(filing, true, Locale.SIMPLIFIED_CHINESE);
		return rounds.size() > 1 && version.uploadedAt().isAfter(rounds.get(rounds.size() - 2).submittedAt());
	}

	private MaterialLine line(MaterialVersion version, String key, boolean isNew, Locale locale) {
		String label = (key == null) ? version.slot()
				: text(version.kind().messageKey(), locale) + (version.slot().isEmpty() ? ""
						: "（" + text("filing.slot." + version.slot(), version.slot(), locale) + "）");
		return new MaterialLine(key, label, version.mediaType(), version.size(), version.version(),
				version.state().name(), text("filing.material.state." + version.state(), locale), isNew,
				"/api/v1/filings/" + version.filing() + "/documents/" + version.id());
	}

	private List<DecisionView> decisions(Filing filing, Locale locale) {
		return this.reviews.decisions(filing.reference().value())
			.stream()
			.map((decision) -> new DecisionView(decision.round(), text("filing.stage." + decision.stage(), locale),
					text("filing.outcome." + decision.outcome(), locale),
					this.deadlineWords.moment(decision.decidedAt(), locale), name(decision.decidedBy()),
					decision.visibleMessage(),
					decision.items()
						.stream()
						.map((item) -> new DecidedItem(label(item, locale), item.error(), item.suggestion()))
						.toList()))
			.toList();
	}

	private String label(ReturnItem item, Locale locale) {
		if (item.path() != null) {
			return this.dossier.label(item.path(), locale);
		}
		return (item.materialKind() != null) ? item.materialKind() : text("filing.scope." + item.scope(), locale);
	}

	List<CallView> calls(Filing filing, Locale locale) {
		return this.reviews.calls(filing.reference().value())
			.stream()
			.map((call) -> new CallView(call.attempt(), text("filing.call." + call.outcome(), locale),
					this.deadlineWords.moment(call.calledAt(), locale), name(call.caller()), call.note()))
			.toList();
	}

	List<NoteView> notes(Filing filing, Locale locale) {
		return this.reviews.internalNotes(filing.reference().value())
			.stream()
			.map((note) -> new NoteView(this.deadlineWords.moment(note.writtenAt(), locale), name(note.author()),
					note.text()))
			.toList();
	}

	private String name(String staffId) {
		return this.staff.find(staffId).map(StaffMember::name).orElse(staffId);
	}

	private List<ReasonView> reasons(StaffTask task, Locale locale) {
		if (task.stage().isEmpty()) {
			return List.of();
		}
		boolean english = Locale.ENGLISH.getLanguage().equals(locale.getLanguage());
		return this.reasons.all()
			.stream()
			.map((reason) -> new ReasonView(reason.code(), english ? reason.en() : reason.zh(), reason.error(),
					reason.suggestion()))
			.toList();
	}

	private List<OutcomeView> outcomes(StaffTask task, String reference, Locale locale) {
		List<OutcomeView> outcomes = new ArrayList<>();
		for (String code : codes(task)) {
			outcomes.add(new OutcomeView(code, text("filing.outcome." + code, locale),
					this.messages.getMessage("filing.outcome." + code + ".explanation", null, null, locale),
					Set.of("RETURNED", "SUPPLEMENT", "RETURNED_ACCESS", "SENDING_FAILED", "REFUSED", "NOT_ACCEPTED")
						.contains(code),
					Set.of("REFUSED", "NOT_ACCEPTED").contains(code),
					Set.of("RETURNED", "SUPPLEMENT", "RETURNED_ACCESS", "REFUSED", "NOT_ACCEPTED", "REVIEW_AGAIN",
							"REJECTED", "MISMATCH")
						.contains(code),
					inputs(task, code, locale), confirmations(task, code, reference, locale)));
		}
		return outcomes;
	}

	private static List<String> codes(StaffTask task) {
		return switch (task) {
			case TRANSFER -> List.of("MATCHED", "MISMATCH");
			case CALL_APPLICANT -> List.of("INFORMED");
			case RECTIFICATION -> List.of("MENDED", "HANDED_OVER");
			case UNDELIVERED_NOTICE -> List.of("RESEND", "GIVE_UP");
			case REFUND -> List.of("REFUNDED");
			default -> task.stage()
				.map((stage) -> ReviewOutcome.of(stage).stream().map(Enum::name).toList())
				.orElse(List.of());
		};
	}

	private List<InputView> inputs(StaffTask task, String code, Locale locale) {
		if (code.equals("SENT")) {
			return List.of(input("receiptNumber", "text", locale));
		}
		if (task == StaffTask.TRANSFER) {
			return List.of(input("receivedAmount", "text", locale), input("bankReference", "text", locale));
		}
		if (task == StaffTask.REFUND) {
			return List.of(input("bankReference", "text", locale));
		}
		return List.of();
	}

	private InputView input(String name, String type, Locale locale) {
		return new InputView(name, text("filing.input." + name, locale), type, true);
	}

	/** What no source could tell has to be looked into by the reviewer (ruling 25). */
	private List<Confirmation> confirmations(StaffTask task, String code, String reference, Locale locale) {
		if (!code.equals("APPROVED") || task != StaffTask.PROVIDER_REVIEW) {
			return List.of();
		}
		List<Confirmation> confirmations = new ArrayList<>();
		Set<String> seen = new HashSet<>();
		List<Finding> unchecked = this.filings.find(new FilingReference(reference))
			.map((filing) -> this.findings.of(filing.reference(), filing.round()))
			.orElse(List.of());
		Set<String> asked = this.reviews.askedConfirmations(reference);
		for (Finding finding : unchecked) {
			String key = finding.messageKey() + "@" + finding.path();
			if (asked.contains(key) && seen.add(key)) {
				confirmations.add(new Confirmation(key, this.messages.getMessage(finding.messageKey(),
						finding.arguments().toArray(), finding.messageKey(), locale)));
			}
		}
		return confirmations;
	}

	private List<Fact> facts(StaffTasksStore.OpenTask open, StaffTask task, Filing filing, Locale locale) {
		String reference = filing.reference().value();
		List<Fact> facts = new ArrayList<>();
		switch (task) {
			case SENDING,
					SENDING_FAILURE ->
				this.packages.of(filing.reference())
					.forEach((made) -> facts.add(new Fact(text("filing.fact.package", locale), made.number(),
							"/api/v1/filings/" + reference + "/documents/" + made.document())));
			case TRANSFER, REFUND -> money(open, task, reference, facts, locale);
			case MANUAL_ACCESS, FINAL_REVIEW -> evidence(reference, facts, locale);
			case UNDELIVERED_NOTICE -> this.notices.list(reference)
				.stream()
				.filter((notice) -> notice.state().undelivered() && String.valueOf(notice.id()).equals(open.about()))
				.forEach((notice) -> facts.add(undelivered(notice, locale)));
			case RECTIFICATION -> filing.domains()
				.forEach((domain) -> facts
					.add(new Fact(text("filing.fact.domain", locale), domain, "http://" + domain)));
			default -> {
				// The dossier says it all.
			}
		}
		return facts;
	}

	private void money(StaffTasksStore.OpenTask open, StaffTask task, String reference, List<Fact> facts,
			Locale locale) {
		FeeNotice fee = this.fees.noticeOf(reference).orElse(null);
		if (fee == null) {
			return;
		}
		facts.add(new Fact(text("filing.fact.feeReference", locale), fee.reference(), null));
		facts.add(new Fact(text("filing.fact.outstanding", locale), yuan(fee.outstandingFen()), null));
		for (Payment payment : this.fees.paymentsOf(reference)) {
			String slip = payment.slipMaterialVersionId();
			facts.add(new Fact(text("filing.payment." + payment.state(), locale),
					yuan(payment.amountFen()) + " / " + yuan(payment.receivedFen()) + " "
							+ ((payment.reference() != null) ? payment.reference() : "")
							+ ((payment.recordedBy() != null) ? " " + name(payment.recordedBy()) : ""),
					(slip != null) ? "/api/v1/filings/" + reference + "/documents/" + slip : null));
		}
		if (task == StaffTask.REFUND) {
			this.fees.refundsOf(reference)
				.stream()
				.filter((refund) -> !refund.done() && String.valueOf(refund.id()).equals(open.about()))
				.forEach((refund) -> facts
					.add(new Fact(text("filing.fact.refund", locale), yuan(refund.amountFen()), null)));
		}
	}

	private static String yuan(long fen) {
		return String.format(Locale.ROOT, "¥%d.%02d", fen / 100, fen % 100);
	}

	private void evidence(String reference, List<Fact> facts, Locale locale) {
		List<AccessAttempt> attempts = this.accessVerifications.evidence(reference);
		if (!attempts.isEmpty()) {
			for (CheckResult result : attempts.get(0).checks()) {
				facts.add(new Fact(text("access.check." + result.kind(), locale) + " " + result.domain(),
						text("access.verdict." + result.verdict(), locale) + " " + result.expected() + " → "
								+ result.seen(),
						null));
			}
		}
	}

	private Fact undelivered(NoticeView notice, Locale locale) {
		return new Fact(text("filing.fact.notice", locale),
				notice.subject() + " " + notice.channel() + " " + notice.address() + " " + notice.state(), null);
	}

	private String text(String key, String otherwise, Locale locale) {
		return this.messages.getMessage(key, null, otherwise, locale);
	}

	private String text(String key, Locale locale) {
		return this.messages.getMessage(key, null, key, locale);
	}

}
