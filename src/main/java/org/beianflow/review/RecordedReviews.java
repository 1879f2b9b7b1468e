package org.beianflow.review;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.beianflow.audit.Actor;
import org.beianflow.audit.AuditTrail;
import org.beianflow.check.Refusal;
import org.beianflow.check.Violation;
import org.beianflow.deadline.Deadline;
import org.beianflow.deadline.DeadlineKind;
import org.beianflow.deadline.DeadlineLength;
import org.beianflow.deadline.DeadlineRules;
import org.beianflow.deadline.Deadlines;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reviews kept in the database. */
@Service
class RecordedReviews implements Reviews {

	private final ReviewRecords records;

	private final DecisionRules rules;

	private final SeparationOfDuties separation;

	private final AuditTrail audit;

	private final Deadlines deadlines;

	private final DeadlineRules lengths;

	private final Clock clock;

	private final ReviewSettings settings;

	private final OfficeHours officeHours;

	RecordedReviews(ReviewRecords records, ReasonCatalogue catalogue, SeparationOfDuties separation, AuditTrail audit,
			Deadlines deadlines, DeadlineRules lengths, Clock clock, ReviewSettings settings, OfficeHours officeHours) {
		this.records = records;
		this.rules = new DecisionRules(catalogue);
		this.separation = separation;
		this.audit = audit;
		this.deadlines = deadlines;
		this.lengths = lengths;
		this.clock = clock;
		this.settings = settings;
		this.officeHours = officeHours;
	}

	@Override
	@Transactional
	public SavedDraft saveDraft(String filing, String taskId, ReviewStage stage, int version, ReviewDraft draft,
			Actor actor) {
		if (this.records.decisionOf(taskId).isPresent()) {
			throw new Refusal(Refusal.Kind.CONFLICT, "review.draft.decided");
		}
		refuseIfAny("review.draft.invalid", this.rules.ofDraft(draft));
		SavedDraft next = new SavedDraft(filing, taskId, stage, version + 1, draft, actor.id(), this.clock.instant());
		if (version == 0) {
			insert(next);
		}
		else if (!this.records.updateDraft(next)) {
			throw stale();
		}
		return next;
	}

	private void insert(SavedDraft first) {
		if (this.records.draft(first.taskId()).isPresent()) {
			throw stale();
		}
		try {
			this.records.insertDraft(first);
		}
		catch (DuplicateKeyException ex) {
			throw stale();
		}
	}

	private static Refusal stale() {
		return new Refusal(Refusal.Kind.STALE, "review.draft.stale");
	}

	@Override
	@Transactional(readOnly = true)
	public Optional<SavedDraft> draft(String taskId) {
		return this.records.draft(taskId);
	}

	@Override
	@Transactional
	public ReviewDecision freeze(String filing, String taskId, ReviewStage stage, Actor actor) {
		this.records.lockDraft(taskId);
		Optional<ReviewDecision> frozen = this.records.decisionOf(taskId);
		if (frozen.isPresent()) {
			return frozen.get();
		}
		this.separation.check(filing, stage, actor.id());
		SavedDraft saved = this.records.draft(taskId)
			.filter((draft) -> draft.filing().equals(filing) && draft.stage() == stage)
			.orElseThrow(() -> new Refusal(Refusal.Kind.CONFLICT, "review.draft.none"));
		ReviewDraft draft = saved.draft();
		List<OpenItem> open = this.records.openItems(filing);
		refuseIfAny("review.decision.incomplete", this.rules.ofDecision(stage, draft, circumstances(filing, open)));
		return record(saved, open, actor);
	}

	private DecisionRules.Circumstances circumstances(String filing, List<OpenItem> open) {
		Tries tries = tries(filing);
		return new DecisionRules.Circumstances(open, this.records.confirmations(filing),
				this.settings.phoneCheck() && !tries.reached(), tries.missed().size());
	}

	private ReviewDecision record(SavedDraft saved, List<OpenItem> open, Actor actor) {
		ReviewDraft draft = saved.draft();
		String filing = saved.filing();
		Instant now = this.clock.instant();
		boolean looksAtOpenItems = saved.stage().judgesContent() && !draft.outcome().isRefusal();
		List<OpenItem> reappearing = looksAtOpenItems && draft.outcome().isReturn()
				? open.stream().filter((item) -> Boolean.FALSE.equals(draft.resolutions().get(item.id()))).toList()
				: List.of();
		List<ReturnItem> items = new ArrayList<>();
		reappearing.forEach((item) -> items.add(item.item()));
		items.addAll(draft.items());
		ReviewDecision decision = new ReviewDecision(0, filing, this.records.returns(filing) + 1, saved.stage(),
				saved.taskId(), draft.outcome(), items, draft.grounds(), draft.verdicts(), draft.visibleMessage(),
				actor.id(), now);
		long id = this.records.insertDecision(decision);
		for (int i = 0; i < items.size(); i++) {
			Long from = (i < reappearing.size()) ? Long.valueOf(reappearing.get(i).id()) : null;
			this.records.insertItem(id, i, items.get(i), from);
		}
		if (looksAtOpenItems) {
			open.forEach((item) -> this.records.closeItem(item.id(), id, draft.resolutions().get(item.id())));
		}
		if (draft.internalNote() != null && !draft.internalNote().isBlank()) {
			this.records.insertNote(filing, new InternalNote(saved.stage(), actor.id(), draft.internalNote(), now));
		}
		this.records.deleteDraft(saved.taskId());
		audit(decision, actor);
		return decision.with(id, items);
	}

	private void audit(ReviewDecision decision, Actor actor) {
		Map<String, String> facts = new TreeMap<>();
		facts.put("stage", decision.stage().name());
		facts.put("outcome", decision.outcome().name());
		facts.put("round", String.valueOf(decision.round()));
		if (!decision.items().isEmpty()) {
			Set<String> codes = new TreeSet<>();
			decision.items().forEach((item) -> codes.add(item.code()));
			facts.put("codes", String.join(",", codes));
		}
		this.audit.record(decision.filing(), actor, "review.decided", facts);
	}

	@Override
	@Transactional(readOnly = true)
	public List<ReviewDecision> decisions(String filing) {
		return this.records.decisions(filing);
	}

	@Override
	@Transactional(readOnly = true)
	public Optional<ReviewDecision> decisionOf(String taskId) {
		return this.records.decisionOf(taskId);
	}

	@Override
	@Transactional(readOnly = true)
	public int round(String filing) {
		return this.records.returns(filing) + 1;
	}

	@Override
	@Transactional(readOnly = true)
	public List<OpenItem> openItems(String filing) {
		return this.records.openItems(filing);
	}

	@Override
	@Transactional
	public void askConfirmations(String filing, Collection<String> codes) {
		this.records.replaceConfirmations(filing, codes);
	}

	@Override
	@Transactional(readOnly = true)
	public Set<String> askedConfirmations(String filing) {
		return this.records.confirmations(filing);
	}

	@Override
	@Transactional(readOnly = true)
	public List<InternalNote> internalNotes(String filing) {
		return this.records.notes(filing);
	}

	@Override
	@Transactional
	public void addInternalNote(String filing, ReviewStage stage, String text, Actor actor) {
		refuseIfAny("review.note.invalid", this.rules.ofNote(text, DecisionRules.MESSAGE_LIMIT, true));
		this.records.insertNote(filing, new InternalNote(stage, actor.id(), text, this.clock.instant()));
		this.audit.record(filing, actor, "review.noted", Map.of("stage", stage.name()));
	}

	@Override
	@Transactional
	public CallAttempt recordCall(String filing, int attempt, CallAttempt.Outcome outcome, String note, Actor actor) {
		refuseIfAny("review.call.invalid", this.rules.ofNote(note, DecisionRules.TEXT_LIMIT, false));
		int next = this.records.calls(filing).size() + 1;
		if (attempt != next) {
			throw new Refusal(Refusal.Kind.CONFLICT, "review.call.attempt", attempt, next);
		}
		Instant now = this.clock.instant();
		CallAttempt call = new CallAttempt(attempt, outcome, counts(filing, outcome, now), note, actor.id(), now);
		try {
			this.records.insertCall(filing, call);
		}
		catch (DuplicateKeyException ex) {
			throw new Refusal(Refusal.Kind.CONFLICT, "review.call.attempt", attempt, next + 1);
		}
		this.audit.record(filing, actor, "review.called", Map.of("attempt", String.valueOf(attempt), "outcome",
				outcome.name(), "counts", String.valueOf(call.counts())));
		return call;
	}

	private boolean counts(String filing, CallAttempt.Outcome outcome, Instant now) {
		if (outcome == CallAttempt.Outcome.REACHED) {
			return true;
		}
		List<CallAttempt> missed = tries(filing).missed();
		return this.officeHours.contain(now)
				&& (missed.isEmpty() || !now.isBefore(again(filing, missed.get(missed.size() - 1))));
	}

	@Override
	@Transactional(readOnly = true)
	public List<CallAttempt> calls(String filing) {
		return this.records.calls(filing);
	}

	@Override
	@Transactional(readOnly = true)
	public Optional<Instant> nextCallAt(String filing) {
		Tries tries = tries(filing);
		if (tries.reached() || tries.missed().size() != 1) {
			return Optional.empty();
		}
		return Optional.of(again(filing, tries.missed().get(0)));
	}

	/** From when on another try counts (T3): office hours, as many as the table says. */
	private Instant again(String filing, CallAttempt missed) {
		String province = this.deadlines.latest(filing, DeadlineKind.PROVIDER_REVIEW)
			.map(Deadline::province)
			.orElseThrow(() -> new IllegalStateException("The review of " + filing + " has no limit"));
		DeadlineLength gap = this.lengths.length(DeadlineKind.PHONE_CHECK_RETRY, province,
				LocalDate.ofInstant(missed.calledAt(), OfficeHours.SHANGHAI));
		return this.officeHours.after(missed.calledAt(), Duration.ofHours(gap.amount()));
	}

	/**
	 * The calls that matter now: a return for not answering starts the count again, and
	 * so does an answer.
	 */
	private Tries tries(String filing) {
		Instant since = this.records.lastContactReturn(filing).orElse(Instant.MIN);
		boolean reached = false;
		List<CallAttempt> missed = new ArrayList<>();
		for (CallAttempt call : this.records.calls(filing)) {
			if (call.calledAt().isAfter(since)) {
				if (call.outcome() == CallAttempt.Outcome.REACHED) {
					reached = true;
					missed.clear();
				}
				else if (call.counts()) {
					missed.add(call);
				}
			}
		}
		return new Tries(reached, missed);
	}

	private record Tries(boolean reached, List<CallAttempt> missed) {
	}

	@Override
	@Transactional(readOnly = true)
	public List<CodeCount> statisticsByCode(Instant from, Instant to) {
		return this.records.statistics(from, to);
	}

	private static void refuseIfAny(String key, List<Violation> violations) {
		if (!violations.isEmpty()) {
			throw Refusal.invalid(key, violations);
		}
	}

}
