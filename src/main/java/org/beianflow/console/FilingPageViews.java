package org.beianflow.console;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.beianflow.access.AccessAttempt;
import org.beianflow.access.AccessVerifications;
import org.beianflow.access.CheckResult;
import org.beianflow.access.Verdict;
import org.beianflow.account.Action;
import org.beianflow.account.CurrentActor;
import org.beianflow.account.Permissions;
import org.beianflow.account.Scope;
import org.beianflow.account.StaffDirectory;
import org.beianflow.account.StaffMember;
import org.beianflow.audit.Actor;
import org.beianflow.check.Finding;
import org.beianflow.deadline.Deadline;
import org.beianflow.deadline.Deadlines;
import org.beianflow.deadline.DeadlineWords;
import org.beianflow.fee.Fees;
import org.beianflow.fee.Payment;
import org.beianflow.fee.Refund;
import org.beianflow.filing.Dossier;
import org.beianflow.filing.FieldCatalogue;
import org.beianflow.filing.Filing;
import org.beianflow.filing.FilingRounds;
import org.beianflow.filing.Filings;
import org.beianflow.filing.FilingSummary;
import org.beianflow.filing.FilingTexts;
import org.beianflow.filing.FindingStore;
import org.beianflow.filing.FormDiff;
import org.beianflow.filing.StaffDesk;
import org.beianflow.filing.StaffTask;
import org.beianflow.filing.StaffTasksStore;
import org.beianflow.material.MaterialKind;
import org.beianflow.material.Materials;
import org.beianflow.material.MaterialVersion;
import org.beianflow.notice.Notices;
import org.beianflow.notice.NoticeView;
import org.beianflow.review.ReturnItem;
import org.beianflow.review.ReviewOutcome;
import org.beianflow.review.Reviews;

import org.springframework.context.MessageSource;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.stereotype.Component;

/** One filing as the staff sees it: each part only for those who may see it. */
@Component
class FilingPageViews {

	private static final Pattern PAPER_OF_ROUND = Pattern
		.compile("F\\d+-(\\d+)-(form|application|materials)\\.(json|pdf)");

	private final Filings filings;

	private final FilingRounds filingRounds;

	private final Dossier dossier;

	private final FindingStore findings;

	private final StaffTasksStore tasks;

	private final StaffDesk desk;

	private final Deadlines deadlines;

	private final DeadlineWords words;

	private final Notices notices;

	private final Materials materials;

	private final Reviews reviews;

	private final AccessVerifications accessVerifications;

	private final Fees fees;

	private final StaffDirectory staff;

	private final Permissions permissions;

	private final MessageSource messages;

	private final ObjectMapper json;

	FilingPageViews(Filings filings, FilingRounds filingRounds, Dossier dossier, FindingStore findings,
			StaffTasksStore tasks, StaffDesk desk, Deadlines deadlines, DeadlineWords words, Notices notices,
			Materials materials, Reviews reviews, AccessVerifications accessVerifications, Fees fees,
			StaffDirectory staff, Permissions permissions, MessageSource messages, ObjectMapper json) {
		this.filings = filings;
		this.filingRounds = filingRounds;
		this.dossier = dossier;
		this.findings = findings;
		this.tasks = tasks;
		this.desk = desk;
		this.deadlines = deadlines;
		this.words = words;
		this.notices = notices;
		this.materials = materials;
		this.reviews = reviews;
		this.accessVerifications = accessVerifications;
		this.fees = fees;
		this.staff = staff;
		this.permissions = permissions;
		this.messages = messages;
		this.json = json;
	}

	/**
	 * What a person may see and do on the page.
	 *
	 * @param dossier the form, its rounds, decisions and notes: those who judge or
	 * inspect filings, never finance
	 * @param unmask personal data in full, one field at a time
	 * @param materials materials that show no person
	 * @param identity materials that do
	 * @param notices the messages
	 * @param noticePage the page of a message with its resend
	 * @param evidence what access verification saw
	 * @param bundle everything in one file
	 */
	record Rights(boolean dossier, boolean unmask, boolean materials, boolean identity, boolean notices,
			boolean noticePage, boolean evidence, boolean bundle) {

	}

	/** The head of the page. */
	record Head(String reference, String name, String domain, String kind, String state, String tone, String turn,
			String province, int round, Instant since, Instant submittedAt, String number) {

	}

	/** The clock the filing stands under. */
	record ClockLine(String name, String due, String left, String tone, String basis, String provisional) {

	}

	/** An open task. */
	record TaskLine(String id, String name, String assignee, Instant since, Instant dueAt, boolean overdue,
			boolean mine) {

	}

	/** A part of the dossier. */
	record PartView(String title, List<RowView> rows) {

	}

	/** A field of the dossier; {@code shown} where it was just unmasked. */
	record RowView(String path, String id, String label, String value, boolean masked, boolean shown) {

	}

	/** A finding of the automatic checks. */
	record FindingLine(String label, String tone, String verdict, String text) {

	}

	/** A step of the road. */
	record StepLine(Instant at, String state, String by, Duration stayed, boolean last) {

	}

	/** A time limit. */
	record LimitLine(String kind, String name, String basis, Instant startedAt, String due, String left, String tone) {

	}

	/** A material. */
	record MaterialLine(String id, String label, int version, String state, String tone, String mediaType, long size,
			String sha256, Instant at) {

	}

	/** A round. */
	record RoundLine(int number, Instant submittedAt, String sha256, List<ChangeLine> changes, String pdf) {

	}

	/** A changed field. */
	record ChangeLine(String label, String before, String after) {

	}

	/** A decision. */
	record DecisionLine(int round, String stage, String outcome, String tone, Instant at, String by, String message,
			List<String> items, List<String> grounds) {

	}

	/** A note or a call among staff. */
	record NoteLine(Instant at, String by, String what, String text) {

	}

	/** An attempt of access verification. */
	record AttemptLine(int number, int window, boolean requested, Instant at, String verdict, String tone,
			List<CheckLine> checks) {

	}

	/** A check of an attempt. */
	record CheckLine(String kind, String domain, String verdict, String tone, String text, String expected,
			String seen) {

	}

	/** The fee; amounts in 分. */
	record FeeLine(String number, String reference, String state, String tone, long total, long received,
			long outstanding, Instant issuedAt, Instant dueAt, List<MoneyLine> moves) {

	}

	/** Money that came or goes back; less than nothing for what goes back. */
	record MoneyLine(String way, String state, long fen, Instant at) {

	}

	/** What a person may see of this filing. */
	Rights rights(Filing filing, CurrentActor who) {
		Scope scope = filing.scope();
		boolean judges = this.permissions.allows(who, Action.REVIEW_NOTE, scope);
		boolean unmask = this.permissions.allows(who, Action.PERSONAL_DATA_UNMASK, scope);
		return new Rights(judges, unmask, this.permissions.allows(who, Action.MATERIAL_READ, scope),
				this.permissions.allows(who, Action.MATERIAL_READ_IDENTITY, scope),
				this.permissions.allows(who, Action.NOTICE_READ, scope),
				this.permissions.allows(who, Action.NOTICE_LIST, scope),
				this.permissions.allows(who, Action.ACCESS_EVIDENCE_READ, scope), unmask && filing.round() > 0);
	}

	Head head(Filing filing, Words words) {
		Locale locale = words.locale();
		FilingSummary summary = this.filings.summaries(List.of(filing.reference().value())).get(0);
		return new Head(summary.reference(), summary.name(), summary.domain(),
				text("filing.kind." + filing.kind(), locale), text("filing.state." + filing.state(), locale),
				words.stateTone(filing.state()), text("console.filing.turn." + filing.state().turn(), locale),
				words.province(filing.province()), filing.round(), filing.stateSince(), filing.submittedAt(),
				summary.filingNumber());
	}

	/** By when whoever has the turn must have acted. */
	Optional<ClockLine> clock(Filing filing, Locale locale) {
		return FilingTexts.clockOf(filing.state())
			.flatMap((kind) -> this.deadlines.running(filing.reference().value(), kind))
			.map((deadline) -> {
				DeadlineWords.Standing standing = this.words.standing(deadline, locale);
				return new ClockLine(this.words.name(deadline.kind(), locale), this.words.due(deadline, locale),
						standing.text(), tone(standing), this.words.basis(deadline.kind(), locale),
						this.words.provisional(deadline, locale).orElse(null));
			});
	}

	private static String tone(DeadlineWords.Standing standing) {
		return switch (standing.tone()) {
			case "overdue" -> "bad";
			case "soon" -> "soon";
			case "waiting" -> "wait";
			default -> "run";
		};
	}

	List<TaskLine> tasks(Filing filing, CurrentActor who, Instant now, Locale locale) {
		List<StaffTasksStore.OpenTask> open = this.tasks.of(filing.reference().value());
		Set<String> mine = new HashSet<>();
		this.desk.open(open.stream().map(StaffTasksStore.OpenTask::taskId).toList(), who)
			.forEach((task) -> mine.add(task.taskId()));
		return open.stream()
			.map((task) -> new TaskLine(task.taskId(),
					StaffTask.byKey(task.taskKey()).map((kind) -> text("filing.task." + kind, locale)).orElse(""),
					(task.assignee() != null) ? name(task.assignee()) : null, task.createdAt(), task.dueAt(),
					task.dueAt() != null && !now.isBefore(task.dueAt()), mine.contains(task.taskId())))
			.toList();
	}

	/** The form, masked but for the field that was just unmasked. */
	List<PartView> dossier(Filing filing, String shown, Locale locale) {
		JsonNode form = this.json.valueToTree(filing.form());
		List<Dossier.Part> open = (shown != null) ? this.dossier.parts(form, false, locale) : List.of();
		return this.dossier.parts(form, true, locale)
			.stream()
			.map((part) -> new PartView(part.title(),
					part.rows().stream().map((row) -> row(row, shown, open)).toList()))
			.toList();
	}

	private static RowView row(Dossier.Row row, String shown, List<Dossier.Part> open) {
		String id = "field-" + row.path().replaceAll("[^A-Za-z0-9]+", "-");
		if (row.masked() && row.path().equals(shown)) {
			String value = open.stream()
				.flatMap((part) -> part.rows().stream())
				.filter((one) -> one.path().equals(shown))
				.map(Dossier.Row::value)
				.findFirst()
				.orElse(row.value());
			return new RowView(row.path(), id, row.label(), value, false, true);
		}
		return new RowView(row.path(), id, row.label(), row.value(), row.masked(), false);
	}

	/** The fields that are masked, in their parts. */
	static List<PartView> masked(List<PartView> parts) {
		return parts.stream()
			.map((part) -> new PartView(part.title(), part.rows().stream().filter(RowView::masked).toList()))
			.filter((part) -> !part.rows().isEmpty())
			.toList();
	}

	/** Whether there is a masked field at this path. */
	boolean isMasked(Filing filing, String path, Locale locale) {
		return this.dossier.parts(this.json.valueToTree(filing.form()), true, locale)
			.stream()
			.flatMap((part) -> part.rows().stream())
			.anyMatch((row) -> row.masked() && row.path().equals(path));
	}

	List<FindingLine> findings(Filing filing, Locale locale) {
		return this.findings.of(filing.reference(), filing.round())
			.stream()
			.filter((finding) -> finding.state() != Finding.State.PASS)
			.map((finding) -> new FindingLine(this.dossier.label(finding.path(), locale), switch (finding.state()) {
				case PASS -> "done";
				case WARN -> "soon";
				case FAIL -> "bad";
				case UNCHECKED -> "wait";
			}, text("filing.finding.state." + finding.state(), locale), sentence(finding, locale)))
			.toList();
	}

	private String sentence(Finding finding, Locale locale) {
		Object[] arguments = finding.arguments()
			.stream()
			.map((argument) -> (argument instanceof MessageSourceResolvable name)
					? this.messages.getMessage(name, locale) : argument)
			.toArray();
		return this.messages.getMessage(finding.messageKey(), arguments, finding.messageKey(), locale);
	}

	/** The road, newest step first, with how long the filing stood there. */
	List<StepLine> timeline(Filing filing, Instant now, Locale locale) {
		List<StepLine> lines = new ArrayList<>();
		Instant next = filing.state().ended() ? null : now;
		List<Filing.Step> steps = new ArrayList<>(this.filings.history(filing.reference()));
		steps.sort(Comparator.comparing(Filing.Step::at).reversed());
		for (Filing.Step step : steps) {
			lines.add(new StepLine(step.at(), text("filing.state." + step.to(), locale), by(step.actor(), locale),
					(next != null) ? Duration.between(step.at(), next) : null, lines.isEmpty()));
			next = step.at();
		}
		return lines;
	}

	private String by(Actor actor, Locale locale) {
		return (actor.kind() == Actor.Kind.STAFF) ? name(actor.id())
				: text("console.filing.actor." + actor.kind(), locale);
	}

	List<LimitLine> limits(Filing filing, Locale locale) {
		return this.deadlines.of(filing.reference().value())
			.stream()
			.sorted(Comparator.comparing(Deadline::open).thenComparing(Deadline::startedAt).reversed())
			.map((deadline) -> {
				DeadlineWords.Standing standing = this.words.standing(deadline, locale);
				String ended = deadline.late() ? "soon" : "done";
				return new LimitLine(deadline.kind().name(), this.words.name(deadline.kind(), locale),
						this.words.basis(deadline.kind(), locale), deadline.startedAt(),
						this.words.due(deadline, locale), standing.text(), deadline.open() ? tone(standing) : ended);
			})
			.toList();
	}

	/** The messages, newest first. */
	List<NoticeView> notices(Filing filing) {
		List<NoticeView> list = new ArrayList<>(this.notices.list(filing.reference().value()));
		list.sort(Comparator.comparing(NoticeView::id).reversed());
		return list;
	}

	/** The materials and papers this person may open. */
	List<MaterialLine> materials(Filing filing, Rights rights, Locale locale) {
		return visible(filing, rights).stream().map((version) -> line(version, locale)).toList();
	}

	List<MaterialVersion> visible(Filing filing, Rights rights) {
		List<MaterialVersion> visible = new ArrayList<>();
		if (rights.materials()) {
			String reference = filing.reference().value();
			visible.addAll(this.materials.list(reference));
			visible.addAll(this.materials.documents(reference));
			visible.removeIf((version) -> filing.showsPerson(version.kind()) && !rights.identity());
		}
		return visible;
	}

	private MaterialLine line(MaterialVersion version, Locale locale) {
		boolean paper = version.kind() == MaterialKind.GENERATED;
		return new MaterialLine(version.id().toString(), label(version, locale), version.version(),
				paper ? null : text("filing.material.state." + version.state(), locale), switch (version.state()) {
					case RECEIVED -> "wait";
					case ACCEPTED -> "done";
					case REJECTED -> "bad";
					case EXPIRED -> "soon";
				}, version.mediaType(), version.size(), version.sha256(), version.uploadedAt());
	}

	/** What a material is called. */
	String label(MaterialVersion version, Locale locale) {
		if (version.kind() == MaterialKind.GENERATED) {
			return paper(version.slot(), locale);
		}
		String name = text(version.kind().messageKey(), locale);
		if (version.slot().isEmpty()) {
			return name;
		}
		List<String> parts = new ArrayList<>();
		for (String part : version.slot().split("\\.")) {
			parts.add(part.chars().allMatch(Character::isDigit)
					? text("console.filing.service", new Object[] { Integer.parseInt(part) + 1 }, locale)
					: this.messages.getMessage("filing.slot." + part, null, part, locale));
		}
		return text("console.filing.of", new Object[] { name, String.join(" ", parts) }, locale);
	}

	/** What a paper of the system is called; those of a round bear its number. */
	private String paper(String slot, Locale locale) {
		Matcher ofRound = PAPER_OF_ROUND.matcher(slot);
		if (ofRound.matches()) {
			return text("console.filing.paper." + ofRound.group(2), new Object[] { ofRound.group(1) }, locale);
		}
		if (slot.endsWith("-archive.json")) {
			return text("console.filing.paper.archive", locale);
		}
		return slot.endsWith(".zip")
				? text("console.filing.paper.package", new Object[] { slot.replace(".zip", "") }, locale) : slot;
	}

	List<RoundLine> rounds(Filing filing, Locale locale) {
		List<RoundLine> lines = new ArrayList<>();
		String before = null;
		for (FilingRounds.Round round : this.filingRounds.of(filing.reference())) {
			String form = this.filingRounds.form(filing.reference(), round.number()).orElseThrow();
			lines.add(0, new RoundLine(round.number(), round.submittedAt(), round.formSha256(),
					(before != null) ? changes(before, form, locale) : List.of(), round.pdfDocument()));
			before = form;
		}
		return lines;
	}

	private List<ChangeLine> changes(String before, String after, Locale locale) {
		try {
			JsonNode form = this.json.readTree(after);
			return FormDiff.between(this.json.readTree(before), form).stream().map((change) -> {
				FieldCatalogue.Field field = FieldCatalogue.at(change.path()).orElse(null);
				return new ChangeLine(this.dossier.label(change.path(), locale), shown(field, change.before(), locale),
						shown(field, change.after(), locale));
			}).toList();
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("a stored form cannot be read");
		}
	}

	private String shown(FieldCatalogue.Field field, String value, Locale locale) {
		if (value == null || field == null) {
			return value;
		}
		return this.dossier.shown(field, FieldCatalogue.mask(field, value), locale);
	}

	List<DecisionLine> decisions(Filing filing, Locale locale) {
		List<DecisionLine> lines = new ArrayList<>();
		this.reviews.decisions(filing.reference().value())
			.forEach((decision) -> lines.add(0,
					new DecisionLine(decision.round(), text("filing.stage." + decision.stage(), locale),
							text("filing.outcome." + decision.outcome(), locale),
							decision.outcome().isReturn() ? "soon" : refused(decision.outcome()) ? "bad" : "done",
							decision.decidedAt(), name(decision.decidedBy()), decision.visibleMessage(),
							decision.items().stream().map((item) -> item(item, locale)).toList(),
							decision.grounds()
								.stream()
								.map((ground) -> "《" + ground.law() + "》" + ground.article())
								.toList())));
		return lines;
	}

	private static boolean refused(ReviewOutcome outcome) {
		return outcome.isRefusal() || outcome == ReviewOutcome.REJECTED || outcome == ReviewOutcome.SENDING_FAILED;
	}

	private String item(ReturnItem item, Locale locale) {
		String about = (item.path() != null) ? this.dossier.label(item.path(), locale) : (item.materialKind() != null)
				? text("material.kind." + item.materialKind(), locale) : text("filing.scope." + item.scope(), locale);
		String wrong = text("console.filing.item", new Object[] { about, item.error() }, locale);
		return (item.suggestion() != null && !item.suggestion().isBlank()) ? wrong + " " + item.suggestion() : wrong;
	}

	/** Notes and calls, newest first. */
	List<NoteLine> notes(Filing filing, Locale locale) {
		String reference = filing.reference().value();
		List<NoteLine> lines = new ArrayList<>();
		this.reviews.internalNotes(reference)
			.forEach((note) -> lines.add(new NoteLine(note.writtenAt(), name(note.author()),
					text("filing.stage." + note.stage(), locale), note.text())));
		this.reviews.calls(reference)
			.forEach((call) -> lines.add(new NoteLine(call.calledAt(), name(call.caller()),
					text("console.filing.call",
							new Object[] { call.attempt(), text("filing.call." + call.outcome(), locale) }, locale),
					call.note())));
		lines.sort(Comparator.comparing(NoteLine::at).reversed());
		return lines;
	}

	/** What access verification saw, as it was written down. */
	List<AccessAttempt> evidence(Filing filing) {
		return this.accessVerifications.evidence(filing.reference().value());
	}

	/** The same in words, newest attempt first. */
	List<AttemptLine> attempts(Filing filing, Locale locale) {
		return evidence(filing).stream()
			.sorted(Comparator.comparing(AccessAttempt::number).reversed())
			.map((attempt) -> new AttemptLine(attempt.number(), attempt.window(), attempt.requested(),
					attempt.startedAt(), text("access.verdict." + attempt.verdict(), locale), tone(attempt.verdict()),
					attempt.checks().stream().map((check) -> check(check, locale)).toList()))
			.toList();
	}

	private CheckLine check(CheckResult check, Locale locale) {
		Object[] arguments = check.arguments().toArray();
		String remedy = (check.verdict() != Verdict.PASS)
				? this.messages.getMessage(check.finding() + ".remedy", arguments, "", locale) : "";
		return new CheckLine(text("access.check." + check.kind(), locale), check.domain(),
				text("access.verdict." + check.verdict(), locale), tone(check.verdict()),
				(text(check.finding(), arguments, locale) + " " + remedy).strip(), check.expected(), check.seen());
	}

	private static String tone(Verdict verdict) {
		return switch (verdict) {
			case PASS -> "done";
			case WARN -> "soon";
			case FAIL, ERROR -> "bad";
		};
	}

	/** What is charged and what came in; nothing of the payer. */
	Optional<FeeLine> fee(Filing filing, Locale locale) {
		String reference = filing.reference().value();
		return this.fees.noticeOf(reference).map((notice) -> {
			List<MoneyLine> moves = new ArrayList<>();
			for (Payment payment : this.fees.paymentsOf(reference)) {
				moves.add(new MoneyLine(text("portal.fee.channel." + payment.channel(), locale),
						text("portal.fee.payment." + payment.state(), locale),
						(payment.receivedFen() > 0) ? payment.receivedFen() : payment.amountFen(),
						payment.createdAt()));
			}
			for (Refund refund : this.fees.refundsOf(reference)) {
				moves.add(new MoneyLine(text("console.filing.fee.refund", locale),
						text("portal.fee.state." + (refund.done() ? "REFUNDED" : "REFUND_DUE"), locale),
						-refund.amountFen(), refund.done() ? refund.doneAt() : refund.dueSince()));
			}
			return new FeeLine(notice.number(), notice.reference(), text("portal.fee.state." + notice.state(), locale),
					switch (notice.state()) {
						case PAID, WAIVED, REFUNDED -> "done";
						case EXPIRED -> "bad";
						case TRANSFER_DECLARED, REFUND_DUE -> "run";
						case ISSUED, VOIDED -> "wait";
					}, notice.totalFen(), notice.receivedFen(), notice.outstandingFen(), notice.issuedAt(),
					notice.dueAt(), moves);
		});
	}

	String name(String staffId) {
		return this.staff.find(staffId).map(StaffMember::name).orElse(staffId);
	}

	private String text(String key, Locale locale) {
		return text(key, null, locale);
	}

	private String text(String key, Object[] arguments, Locale locale) {
		return this.messages.getMessage(key, arguments, key, locale);
	}

}
