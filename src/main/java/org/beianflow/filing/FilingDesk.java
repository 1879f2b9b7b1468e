package org.beianflow.filing;

import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.beianflow.access.AccessVerifications;
import org.beianflow.account.Action;
import org.beianflow.account.CurrentActor;
import org.beianflow.account.Permissions;
import org.beianflow.account.Scope;
import org.beianflow.audit.AuditTrail;
import org.beianflow.check.Refusal;
import org.beianflow.check.Violation;
import org.beianflow.deadline.DeadlineKind;
import org.beianflow.deadline.Deadlines;
import org.beianflow.fee.Fees;
import org.beianflow.fee.RefundReason;
import org.beianflow.material.ChecklistEntry;
import org.beianflow.material.MaterialChecklist;
import org.beianflow.material.MaterialKind;
import org.beianflow.material.MaterialVersion;
import org.beianflow.material.Materials;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door for applicants: everything they do with a filing. Each act checks permission,
 * lets the aggregate decide, writes the audit trail and tells the process, all in one
 * transaction, so that nothing is ever half done.
 */
@Component
public class FilingDesk {

	/**
	 * Unchanged, a filing whose SMS verification lapsed waits a day (domain.md 8.2-7).
	 */
	private static final Duration SEND_AGAIN_AFTER = Duration.ofHours(24);

	/** Length of a number given by the police (R16). */
	private static final int POLICE_NUMBER = 14;

	private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

	private final Filings filings;

	private final FilingRounds rounds;

	private final FilingProcess process;

	private final SubmissionCheck submissionCheck;

	private final IdempotencyKeys idempotencyKeys;

	private final Materials materials;

	private final MaterialChecklist checklist;

	private final ChecklistQuestions questions;

	private final Deadlines deadlines;

	private final Fees fees;

	private final AccessVerifications accessVerifications;

	private final Permissions permissions;

	private final Duties duties;

	private final AuditTrail audit;

	private final FilingSettings settings;

	private final ObjectMapper json;

	private final Clock clock;

	FilingDesk(Filings filings, FilingRounds rounds, FilingProcess process, SubmissionCheck submissionCheck,
			IdempotencyKeys idempotencyKeys, Materials materials, MaterialChecklist checklist,
			ChecklistQuestions questions, Deadlines deadlines, Fees fees, AccessVerifications accessVerifications,
			Permissions permissions, Duties duties, AuditTrail audit, FilingSettings settings, ObjectMapper json,
			Clock clock) {
		this.filings = filings;
		this.rounds = rounds;
		this.process = process;
		this.submissionCheck = submissionCheck;
		this.idempotencyKeys = idempotencyKeys;
		this.materials = materials;
		this.checklist = checklist;
		this.questions = questions;
		this.deadlines = deadlines;
		this.fees = fees;
		this.accessVerifications = accessVerifications;
		this.permissions = permissions;
		this.duties = duties;
		this.audit = audit;
		this.settings = settings;
		this.json = json;
		this.clock = clock;
	}

	/**
	 * Makes a draft and begins its process.
	 * @param idempotencyKey chosen by the caller; the same key with the same content
	 * gives the same filing again; null for none
	 * @throws Refusal CONFLICT if the key was used for other content; INVALID if the form
	 * holds data of persons and nobody agreed to that
	 */
	@Transactional
	public Filing open(FilingKind kind, FilingForm form, String idempotencyKey, CurrentActor who) {
		this.permissions.require(who, Action.FILING_CREATE, Scope.of(who.id(), null));
		String request = kind + write(form);
		if (idempotencyKey != null) {
			Optional<String> known = this.idempotencyKeys.find(who.id(), idempotencyKey, request);
			if (known.isPresent()) {
				return this.filings.find(new FilingReference(known.get())).orElseThrow();
			}
		}
		requireConsent(form);
		Instant now = this.clock.instant();
		Filing filing = Filing.draft(this.filings.nextReference(now), kind, form, who.actor(), now);
		this.filings.add(filing);
		if (idempotencyKey != null) {
			this.idempotencyKeys.remember(who.id(), idempotencyKey, request, filing.reference(), now);
		}
		record(filing, who, "filing.opened",
				Map.of("kind", kind.name(), "consents", String.join(",", form.consented())));
		this.deadlines.open(filing.reference().value(), DeadlineKind.DRAFT_IDLE, FilingRoad.provinceOrDefault(filing),
				now);
		this.process.begin(filing.reference(),
				FilingRoad.times(this.deadlines, filing.reference(), DeadlineKind.DRAFT_IDLE));
		return reload(filing.reference());
	}

	/**
	 * Saves an edited form: of a draft in any state of completeness, of a returned filing
	 * only the listed fields.
	 * @param expectedVersion the version the edit was made on, or null not to check
	 * @throws Refusal STALE, or INVALID with one violation for each field that is not
	 * open or for each consent without which the form may not hold what it holds
	 */
	@Transactional
	public Filing edit(FilingReference reference, FilingForm form, Long expectedVersion, CurrentActor who) {
		Filing filing = own(reference, Action.FILING_EDIT, who);
		requireVersion(filing, expectedVersion);
		List<FormDiff.Change> changes = FormDiff.between(tree(filing.form()), tree(form));
		Instant now = this.clock.instant();
		boolean firstEditToday = !sameDay(filing.lastEditedAt(), now);
		boolean verifying = filing.state() == FilingState.ACCESS_PENDING || filing.state() == FilingState.ACCESS_FAILED;
		requireConsent(form);
		filing.edit(form, changes, now);
		if (verifying && !changes.isEmpty()) {
			verifyInstead(filing, who);
		}
		this.filings.save(filing);
		record(filing, who, "filing.edited",
				Map.of("fields", String.join(",", changes.stream().map(FormDiff.Change::path).toList())));
		if (filing.state() == FilingState.DRAFT && firstEditToday) {
			// T1 runs from the last edit; moving it once a day is exact enough for 45
			// days.
			this.deadlines.restart(reference.value(), DeadlineKind.DRAFT_IDLE, now);
		}
		return reload(reference);
	}

	private void requireConsent(FilingForm form) {
		requireNone(SubmissionCheck.consentsBefore(form, tree(form)));
	}

	/** What has to be agreed to before anything about persons is entered or uploaded. */
	public static List<Violation> missingConsents(FilingForm form) {
		return SubmissionCheck.consents(form, FilingForm.Consents.BEFORE_ENTERING);
	}

	private static void requireNone(List<Violation> missingConsents) {
		if (!missingConsents.isEmpty()) {
			throw Refusal.invalid("filing.consent.first", missingConsents);
		}
	}

	/**
	 * What is registered has to be what was verified: changed access data are in order,
	 * and from now on they are what the verification looks for.
	 */
	private void verifyInstead(Filing filing, CurrentActor who) {
		List<Violation> wrong = this.submissionCheck.accessData(filing.form());
		if (!wrong.isEmpty()) {
			throw Refusal.invalid("filing.edit.access.invalid", wrong);
		}
		this.accessVerifications.retarget(filing.reference().value(), filing.verificationTargets(), who.actor());
	}

	/** Everything that stands in the way of submitting, without submitting. */
	@Transactional
	public List<Violation> check(FilingReference reference, CurrentActor who) {
		Filing filing = own(reference, Action.FILING_READ, who);
		return this.submissionCheck.violations(filing);
	}

	/**
	 * Submits a draft, or a returned filing again.
	 * @param expectedVersion the version the applicant saw, or null not to check
	 * @throws Refusal INVALID with all violations at once; CONFLICT if the subject has
	 * another running filing or the filing does not wait for its applicant
	 */
	@Transactional
	public Filing submit(FilingReference reference, Long expectedVersion, CurrentActor who) {
		Filing filing = own(reference, Action.FILING_SUBMIT, who);
		requireVersion(filing, expectedVersion);
		boolean first = filing.state() == FilingState.DRAFT;
		if (!first && filing.state() != FilingState.PRELIM_RETURNED
				&& filing.state() != FilingState.AUTHORITY_RETURNED) {
			throw new Refusal(Refusal.Kind.CONFLICT, "filing.step.wrong", reference.value(),
					new Filing.StateName(filing.state()));
		}
		List<Violation> violations = this.submissionCheck.violations(filing);
		if (!violations.isEmpty()) {
			throw Refusal.invalid("filing.submit.invalid", violations);
		}
		Instant now = this.clock.instant();
		String form = write(filing.form());
		if (first) {
			filing.submit(this.settings.profile(), who.actor(), now);
			this.rounds.add(reference, filing.round(), form, now);
			this.filings.save(filing);
			record(filing, who, "filing.submitted", Map.of("round", "1", "profile", filing.profile().name()));
			this.process.submitted(reference, filing.province(), filing.profile());
		}
		else {
			filing.resubmit(requireCorrected(filing, form), who.actor(), now);
			this.rounds.add(reference, filing.round(), form, now);
			this.filings.save(filing);
			record(filing, who, "filing.resubmitted", Map.of("round", String.valueOf(filing.round())));
			this.process.resubmitted(reference);
		}
		return reload(reference);
	}

	/**
	 * How much changed since the last round.
	 * @throws Refusal if nothing of what was asked for changed, or if nothing at all
	 * changed less than 24 hours after a lapsed SMS verification
	 */
	private Filing.Correction requireCorrected(Filing filing, String form) {
		FilingReference reference = filing.reference();
		List<FormDiff.Change> changes = FormDiff.between(read(lastForm(filing)), read(form));
		Set<String> uploaded = uploadedSince(reference, lastRound(filing).submittedAt());
		Filing.Correction correction = !uploaded.isEmpty() ? Filing.Correction.CONTENT
				: changes.isEmpty() ? Filing.Correction.NOTHING
						: changes.stream().allMatch((change) -> EditScope.isAccessData(change.path()))
								? Filing.Correction.ACCESS_DATA : Filing.Correction.CONTENT;
		if (filing.returnCause() == Filing.ReturnCause.SMS_VERIFICATION) {
			Instant from = sendAgainFrom(filing);
			if (correction == Filing.Correction.NOTHING && this.clock.instant().isBefore(from)) {
				throw new Refusal(Refusal.Kind.CONFLICT, "filing.resubmit.sms.early",
						from.atZone(FilingSettings.ZONE).format(MOMENT));
			}
			return correction;
		}
		List<Violation> untouched = new ArrayList<>();
		for (String path : filing.listedPaths()) {
			EditScope item = EditScope.listed(Set.of(path));
			if (changes.stream().noneMatch((change) -> item.allows(change.path()))) {
				untouched.add(Violation.of(path, "UNCHANGED", "filing.resubmit.item.unchanged"));
			}
		}
		for (String material : filing.listedMaterials()) {
			if (!uploaded.contains(material)) {
				untouched
					.add(Violation.of("materials[" + material + "]", "UNCHANGED", "filing.resubmit.item.unchanged"));
			}
		}
		int listed = filing.listedPaths().size() + filing.listedMaterials().size();
		if (listed > 0 && untouched.size() == listed) {
			throw Refusal.invalid("filing.resubmit.unchanged", untouched);
		}
		return correction;
	}

	/**
	 * From when a filing whose SMS verification lapsed may be sent again as it is
	 * (domain.md 8.2-7).
	 */
	public static Instant sendAgainFrom(Filing filing) {
		return filing.stateSince().plus(SEND_AGAIN_AFTER);
	}

	private FilingRounds.Round lastRound(Filing filing) {
		return this.rounds.find(filing.reference(), filing.round()).orElseThrow();
	}

	private String lastForm(Filing filing) {
		return this.rounds.form(filing.reference(), filing.round()).orElseThrow();
	}

	/**
	 * What a resubmission would hand in.
	 *
	 * @param changes changed fields since the last submission
	 * @param uploads materials uploaded since, as {@link #materialKey} names them
	 */
	public record Pending(List<FormDiff.Change> changes, Set<String> uploads) {

		public Pending {
			changes = List.copyOf(changes);
			uploads = Set.copyOf(uploads);
		}

		public boolean isEmpty() {
			return this.changes.isEmpty() && this.uploads.isEmpty();
		}

	}

	/** What has changed since the last submission; nothing for a draft. */
	@Transactional(readOnly = true)
	public Pending pending(FilingReference reference, CurrentActor who) {
		Filing filing = read(reference, who);
		if (filing.round() == 0) {
			return new Pending(List.of(), Set.of());
		}
		return new Pending(FormDiff.between(read(lastForm(filing)), tree(filing.form())),
				uploadedSince(reference, lastRound(filing).submittedAt()));
	}

	/** What belongs to the application; the proof of a transfer is for finance. */
	private Set<String> uploadedSince(FilingReference reference, Instant since) {
		Set<String> uploaded = new HashSet<>();
		for (MaterialVersion version : this.materials.list(reference.value())) {
			if (version.kind() != MaterialKind.TRANSFER_SLIP && version.uploadedAt().isAfter(since)) {
				uploaded.add(materialKey(version.kind(), version.slot()));
			}
		}
		return uploaded;
	}

	/**
	 * How a material is named in return items and edit scopes, for example
	 * {@code M3/0.front}.
	 */
	public static String materialKey(MaterialKind kind, String slot) {
		return materialKey(kind.code(), slot);
	}

	static String materialKey(String code, String slot) {
		return (slot == null || slot.isEmpty()) ? code : code + "/" + slot;
	}

	/**
	 * Takes a document.
	 * @throws Refusal CONFLICT if this material cannot be uploaded now, INVALID if nobody
	 * agreed to data of persons, and whatever the materials module refuses
	 */
	public MaterialVersion upload(FilingReference reference, MaterialKind kind, String slot, String fileName,
			InputStream content, CurrentActor who) {
		Filing filing = this.filings.find(reference).orElseThrow(() -> unknown(reference));
		this.permissions.require(who, Action.MATERIAL_UPLOAD, filing.scope());
		if (!filing.mayUpload(materialKey(kind, slot))) {
			throw new Refusal(Refusal.Kind.CONFLICT, "filing.material.closed", new MessageName(kind.messageKey()));
		}
		requireNone(missingConsents(filing.form()));
		return this.materials.upload(reference.value(), kind, slot, fileName, content, who.actor());
	}

	/**
	 * Takes a document back, so that the checklist shows it as missing.
	 * @throws Refusal CONFLICT if this material cannot be changed now, NOT_FOUND if none
	 * lies there
	 */
	@Transactional
	public void withdrawMaterial(FilingReference reference, MaterialKind kind, String slot, CurrentActor who) {
		Filing filing = own(reference, Action.MATERIAL_UPLOAD, who);
		if (filing.state() != FilingState.DRAFT) {
			throw new Refusal(Refusal.Kind.CONFLICT, "filing.material.kept");
		}
		this.materials.withdraw(reference.value(), kind, slot, who.actor());
	}

	/** Withdraws a submitted filing; possible until it is sent to the authority. */
	@Transactional
	public Filing withdraw(FilingReference reference, CurrentActor who) {
		Filing filing = own(reference, Action.FILING_WITHDRAW, who);
		filing.withdraw(who.actor(), this.clock.instant());
		this.filings.save(filing);
		record(filing, who, "filing.withdrawn", Map.of());
		this.fees.refund(reference.value(), RefundReason.WITHDRAWN, who.actor());
		this.process.happened(reference, FilingProcess.Event.WITHDRAWN);
		this.deadlines.closeAll(reference.value());
		return reload(reference);
	}

	/** Gives a filing up while it waits for its applicant. */
	@Transactional
	public Filing abandon(FilingReference reference, CurrentActor who) {
		Filing filing = own(reference, Action.FILING_WITHDRAW, who);
		boolean verifiesAccess = filing.state().verifiesAccess();
		filing.abandon(who.actor(), this.clock.instant());
		this.filings.save(filing);
		if (verifiesAccess) {
			this.accessVerifications.conclude(reference.value());
		}
		record(filing, who, "filing.abandoned", Map.of());
		this.fees.refund(reference.value(), RefundReason.WITHDRAWN, who.actor());
		this.process.happened(reference, FilingProcess.Event.ABANDONED);
		this.deadlines.closeAll(reference.value());
		return reload(reference);
	}

	/**
	 * The applicant reports the filing with the police 公安联网备案 (T18, R16).
	 * @param number the 14 digits of the police's number
	 * @throws Refusal INVALID for the number, CONFLICT if nothing is due
	 */
	@Transactional
	public void reportPoliceFiling(FilingReference reference, String number, CurrentActor who) {
		Filing filing = own(reference, Action.FILING_SUBMIT, who);
		String digits = (number != null) ? number.replaceAll("\\D", "") : "";
		if (digits.length() != POLICE_NUMBER) {
			throw Refusal.invalid("filing.police.number",
					List.of(Violation.of("policeNumber", "5001", "filing.police.number")));
		}
		if (this.deadlines.running(reference.value(), DeadlineKind.POLICE_FILING).isEmpty()) {
			throw new Refusal(Refusal.Kind.CONFLICT, "filing.police.notDue");
		}
		record(filing, who, "filing.police.reported", Map.of("number", digits));
		this.process.happened(reference, FilingProcess.Event.POLICE_FILING_REPORTED);
		this.deadlines.close(reference.value(), DeadlineKind.POLICE_FILING);
	}

	/** Deletes a draft that was never submitted, with its documents and its process. */
	@Transactional
	public void deleteDraft(FilingReference reference, CurrentActor who) {
		Filing filing = own(reference, Action.FILING_WITHDRAW, who);
		if (filing.round() > 0) {
			throw new Refusal(Refusal.Kind.CONFLICT, "filing.delete.submitted", reference.value());
		}
		this.process.deleted(reference);
		this.deadlines.closeAll(reference.value());
		this.materials.erase(reference.value(), who.actor());
		this.filings.deleteDraft(reference);
		record(filing, who, "filing.deleted", Map.of());
	}

	/**
	 * Copies an ended filing into a new draft: the form, not the documents, which must be
	 * fresh.
	 * @throws Refusal if it runs still, has its number, or holds nothing (any more)
	 */
	@Transactional
	public Filing copy(FilingReference reference, CurrentActor who) {
		Filing filing = own(reference, Action.FILING_READ, who);
		if (!filing.state().ended() || filing.state() == FilingState.FILED) {
			throw new Refusal(Refusal.Kind.CONFLICT, "filing.copy.running", reference.value(),
					new Filing.StateName(filing.state()));
		}
		if (filing.blank()) {
			throw new Refusal(Refusal.Kind.CONFLICT, "filing.copy.blank", reference.value());
		}
		Filing copy = open(filing.kind(), new FilingForm(filing.form().subject(), filing.form().services(), null), null,
				who);
		record(copy, who, "filing.copied", Map.of("from", reference.value()));
		return copy;
	}

	/** Which documents a filing needs; empty while its form does not say enough. */
	public List<ChecklistEntry> checklist(Filing filing) {
		FilingForm form = filing.form();
		boolean enough = form.subject() != null && form.subject().nature() != null && form.subject().province() != null
				&& !form.services().isEmpty();
		return enough ? this.checklist.forQuestion(this.questions.of(filing)) : List.of();
	}

	/** The filing, if this person may see it. */
	@Transactional(readOnly = true)
	public Filing read(FilingReference reference, CurrentActor who) {
		Filing filing = this.filings.find(reference).orElseThrow(() -> unknown(reference));
		if (!this.permissions.allows(who, Action.FILING_READ, filing.scope())) {
			// Whoever may not see a filing learns nothing of its existence.
			throw unknown(reference);
		}
		return opened(filing);
	}

	/**
	 * A returned filing that cannot be handed in as it is could not be mended either, if
	 * only the listed fields were open: a date that has come too close meanwhile, a field
	 * that a corrected one demands.
	 */
	private Filing opened(Filing filing) {
		if (filing.state() == FilingState.PRELIM_RETURNED || filing.state() == FilingState.AUTHORITY_RETURNED) {
			filing.alsoOpen(() -> inTheWay(filing));
		}
		return filing;
	}

	private Set<String> inTheWay(Filing filing) {
		Set<String> paths = new HashSet<>();
		this.submissionCheck.violations(filing).forEach((violation) -> paths.add(violation.path()));
		FormDiff.between(read(lastForm(filing)), tree(filing.form())).forEach((change) -> paths.add(change.path()));
		return paths;
	}

	@Transactional(readOnly = true)
	public List<FilingSummary> own(CurrentActor who) {
		return this.filings.ofApplicant(who.id());
	}

	private Filing own(FilingReference reference, Action action, CurrentActor who) {
		Filing filing = this.filings.load(reference);
		if (!this.permissions.allows(who, Action.FILING_READ, filing.scope())) {
			throw unknown(reference);
		}
		this.permissions.require(who, action, filing.scope());
		return opened(filing);
	}

	private Filing reload(FilingReference reference) {
		return opened(this.filings.find(reference).orElseThrow());
	}

	private static Refusal unknown(FilingReference reference) {
		return new Refusal(Refusal.Kind.NOT_FOUND, "filing.reference.unknown", reference.value());
	}

	private static void requireVersion(Filing filing, Long expected) {
		if (expected != null && expected != filing.version()) {
			throw new Refusal(Refusal.Kind.STALE, "filing.stale", filing.reference().value());
		}
	}

	private static boolean sameDay(Instant one, Instant other) {
		return one.atZone(FilingSettings.ZONE).toLocalDate().equals(other.atZone(FilingSettings.ZONE).toLocalDate());
	}

	private void record(Filing filing, CurrentActor who, String act, Map<String, String> facts) {
		if (who.isStaff()) {
			this.duties.keepAway(filing.reference(), who.id());
		}
		this.audit.record(filing.reference().value(), who.actor(), act, facts);
	}

	private JsonNode tree(FilingForm form) {
		return this.json.valueToTree(form);
	}

	private String write(FilingForm form) {
		try {
			return this.json.writeValueAsString(form);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("a form cannot be written as JSON");
		}
	}

	private JsonNode read(String form) {
		try {
			return this.json.readTree(form);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("a stored form cannot be read");
		}
	}

}
