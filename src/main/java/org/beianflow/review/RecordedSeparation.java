package org.beianflow.review;

import java.time.Clock;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.beianflow.check.Refusal;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Separation of duties, read off the decisions and the exclusions. */
@Component
class RecordedSeparation implements SeparationOfDuties {

	/** Per stage: at which other stages the same person must not have decided. */
	private static final Map<ReviewStage, Set<ReviewStage>> APART = new EnumMap<>(ReviewStage.class);

	static {
		apart(ReviewStage.PROVIDER, ReviewStage.REFUSAL_CHECK);
		apart(ReviewStage.PROVIDER, ReviewStage.FURTHER_RETURN);
		apart(ReviewStage.PROVIDER, ReviewStage.AUTHORITY);
		apart(ReviewStage.PROVIDER, ReviewStage.FINAL);
		apart(ReviewStage.REFUSAL_CHECK, ReviewStage.AUTHORITY);
		apart(ReviewStage.REFUSAL_CHECK, ReviewStage.FINAL);
		apart(ReviewStage.FURTHER_RETURN, ReviewStage.AUTHORITY);
		apart(ReviewStage.FURTHER_RETURN, ReviewStage.FINAL);
		apart(ReviewStage.AUTHORITY, ReviewStage.FINAL);
		apart(ReviewStage.MANUAL_ACCESS, ReviewStage.AUTHORITY);
		apart(ReviewStage.MANUAL_ACCESS, ReviewStage.FINAL);
	}

	private final ReviewRecords records;

	private final Clock clock;

	RecordedSeparation(ReviewRecords records, Clock clock) {
		this.records = records;
		this.clock = clock;
	}

	private static void apart(ReviewStage one, ReviewStage other) {
		APART.computeIfAbsent(one, (stage) -> EnumSet.noneOf(ReviewStage.class)).add(other);
		APART.computeIfAbsent(other, (stage) -> EnumSet.noneOf(ReviewStage.class)).add(one);
	}

	@Override
	@Transactional(readOnly = true)
	public void check(String filing, ReviewStage stage, String userId) {
		Optional<Exclusion> exclusion = this.records.exclusion(filing, userId);
		// Sending judges nothing: who created or reviewed a filing may send it.
		if (exclusion.isPresent() && (stage != ReviewStage.SENDING || exclusion.get() != Exclusion.CREATED_FILING)) {
			throw new Refusal(Refusal.Kind.FORBIDDEN, (exclusion.get() == Exclusion.CREATED_FILING)
					? "review.separation.creator" : "review.separation.excluded");
		}
		clash(this.records.decisions(filing), stage, userId).ifPresent((other) -> {
			throw new Refusal(Refusal.Kind.FORBIDDEN, "review.separation." + other);
		});
	}

	/** A stage the person decided that bars them from this one. */
	private static Optional<ReviewStage> clash(List<ReviewDecision> decisions, ReviewStage stage, String userId) {
		Set<ReviewStage> apart = APART.getOrDefault(stage, Set.of());
		ReviewStage refused = null;
		Map<ReviewDecision, ReviewStage> checked = new IdentityHashMap<>();
		for (ReviewDecision decision : decisions) {
			if (decision.outcome().isRefusal()) {
				refused = decision.stage();
			}
			checked.put(decision, refused);
		}
		ReviewStage underCheck = refused;
		return decisions.stream()
			.filter((decision) -> decision.decidedBy().equals(userId) && apart.contains(decision.stage()))
			.filter((decision) -> !ofTheChief(decision.stage(), checked.get(decision), stage)
					&& !ofTheChief(stage, underCheck, decision.stage()))
			.map(ReviewDecision::stage)
			.findFirst();
	}

	/**
	 * A chief who looked at the authority's refusal was not its first reviewer, so the
	 * final review stays open to the same person, and the other way round (domain.md §5).
	 */
	private static boolean ofTheChief(ReviewStage one, ReviewStage refusalOf, ReviewStage other) {
		return one == ReviewStage.REFUSAL_CHECK && refusalOf == ReviewStage.AUTHORITY && other == ReviewStage.FINAL;
	}

	@Override
	@Transactional
	public void exclude(String filing, String userId, Exclusion reason) {
		if (this.records.exclusion(filing, userId).isEmpty()) {
			this.records.insertExclusion(filing, userId, reason, this.clock.instant());
		}
	}

}
