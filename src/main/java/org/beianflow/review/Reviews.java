package org.beianflow.review;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.beianflow.audit.Actor;
import org.beianflow.check.Refusal;

/**
 * The door of the review module: drafts, decisions, notes and calls (domain.md §12).
 */
public interface Reviews {

	/**
	 * Keeps a draft.
	 * @param version the version it began from; 0 for the first
	 * @throws Refusal {@code STALE} where somebody saved in the meantime,
	 * {@code CONFLICT} where the task is decided, {@code INVALID} where it holds personal
	 * numbers in free text or codes the catalogue does not know
	 */
	SavedDraft saveDraft(String filing, String taskId, ReviewStage stage, int version, ReviewDraft draft, Actor actor);

	Optional<SavedDraft> draft(String taskId);

	/**
	 * Turns the draft into a decision that never changes, or says everything that is
	 * missing. Again for the same task gives the same decision.
	 * @throws Refusal {@code INVALID} with everything missing, {@code CONFLICT} where
	 * there is no draft, {@code FORBIDDEN} for {@link SeparationOfDuties}
	 */
	ReviewDecision freeze(String filing, String taskId, ReviewStage stage, Actor actor);

	/** All decisions of a filing, oldest first. */
	List<ReviewDecision> decisions(String filing);

	Optional<ReviewDecision> decisionOf(String taskId);

	/** Which pass through review the filing is in, from 1. */
	int round(String filing);

	/**
	 * Items nobody has closed yet; what the applicant has to mend, or the reviewer to
	 * look at.
	 */
	List<OpenItem> openItems(String filing);

	/**
	 * The checks without a source that the reviewer has to look into himself before
	 * approving (ruling 25). Replaces those of the round before.
	 * @param codes codes of the checks
	 */
	void askConfirmations(String filing, Collection<String> codes);

	Set<String> askedConfirmations(String filing);

	/** Notes among staff, oldest first. */
	List<InternalNote> internalNotes(String filing);

	void addInternalNote(String filing, ReviewStage stage, String text, Actor actor);

	/**
	 * Logs a call.
	 * @param attempt which call, the next one after the last logged
	 * @throws Refusal {@code CONFLICT} where the number is not the next
	 */
	CallAttempt recordCall(String filing, int attempt, CallAttempt.Outcome outcome, String note, Actor actor);

	List<CallAttempt> calls(String filing);

	/** When the next try counts (T3); empty where none is needed. */
	Optional<Instant> nextCallAt(String filing);

	/**
	 * How often each reason was given in decisions from {@code from} until before
	 * {@code to}.
	 */
	List<CodeCount> statisticsByCode(Instant from, Instant to);

}
