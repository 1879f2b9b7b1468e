package org.beianflow.review;

import java.util.EnumSet;
import java.util.Set;

/**
 * What a reviewer decided. Each outcome belongs to certain stages; the name is what the
 * gateway behind the stage reads.
 */
public enum ReviewOutcome {

	/** 通过. */
	APPROVED(Demands.CLEAN, ReviewStage.PROVIDER, ReviewStage.AUTHORITY, ReviewStage.MANUAL_ACCESS),
	/** 退回补正: ends the stage, the applicant supplements. */
	RETURNED(Demands.ITEMS, ReviewStage.PROVIDER, ReviewStage.AUTHORITY, ReviewStage.FINAL, ReviewStage.SENDING),
	/** 要求补正: the authority's clock stops while the applicant supplements (ruling 19). */
	SUPPLEMENT(Demands.ITEMS, ReviewStage.AUTHORITY),
	/** 退回重做接入核验. */
	RETURNED_ACCESS(Demands.ITEMS, ReviewStage.FINAL),
	/** 不予受理, by the provider; a second person checks it, or has decided it. */
	NOT_ACCEPTED(Demands.GROUNDS, ReviewStage.PROVIDER, ReviewStage.FURTHER_RETURN),
	/** 确认不予受理. */
	CONFIRMED(Demands.NOTHING, ReviewStage.REFUSAL_CHECK),
	/** 再退回一次. */
	CONTINUED(Demands.NOTHING, ReviewStage.FURTHER_RETURN),
	/** 回到初审. */
	REVIEW_AGAIN(Demands.NOTE, ReviewStage.REFUSAL_CHECK, ReviewStage.FURTHER_RETURN),
	/** 已报送. */
	SENT(Demands.NOTHING, ReviewStage.SENDING),
	/** 报送失败, with the code of the interface (domain.md §12). */
	SENDING_FAILED(Demands.ITEMS, ReviewStage.SENDING),
	/** 人工核验未通过. */
	REJECTED(Demands.MESSAGE, ReviewStage.MANUAL_ACCESS),
	/** 不予备案, by the authority. */
	REFUSED(Demands.GROUNDS, ReviewStage.AUTHORITY, ReviewStage.FINAL),
	/** 签发备案号. */
	ISSUED(Demands.CLEAN, ReviewStage.FINAL);

	/** What has to be there before the outcome can be decided. */
	enum Demands {

		NOTHING,
		/** A text for the applicant. */
		MESSAGE,
		/** A text for the next reviewer, in either field. */
		NOTE,
		/** At least one item with its error in words. */
		ITEMS,
		/** Reasons and their legal ground. */
		GROUNDS,
		/** Nothing left open. */
		CLEAN

	}

	private final Demands demands;

	private final Set<ReviewStage> stages;

	ReviewOutcome(Demands demands, ReviewStage first, ReviewStage... more) {
		this.demands = demands;
		this.stages = EnumSet.of(first, more);
	}

	Demands demands() {
		return this.demands;
	}

	public boolean belongsTo(ReviewStage stage) {
		return this.stages.contains(stage);
	}

	/** Whether the applicant has to mend something and comes back. */
	public boolean isReturn() {
		return this == RETURNED || this == SUPPLEMENT || this == RETURNED_ACCESS;
	}

	/** Whether the filing ends here, once confirmed. */
	public boolean isRefusal() {
		return this == NOT_ACCEPTED || this == REFUSED;
	}

	/** The outcomes of a stage, in the order a form shows them. */
	public static Set<ReviewOutcome> of(ReviewStage stage) {
		EnumSet<ReviewOutcome> outcomes = EnumSet.allOf(ReviewOutcome.class);
		outcomes.removeIf((outcome) -> !outcome.belongsTo(stage));
		return outcomes;
	}

}
