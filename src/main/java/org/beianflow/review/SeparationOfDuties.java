package org.beianflow.review;

import org.beianflow.check.Refusal;

/**
 * Who may not judge a filing because of what they did on it before (domain.md §5, four
 * eyes). Enforced when a task is assigned and when it is completed.
 */
public interface SeparationOfDuties {

	/**
	 * Refuses the person where another stage of the filing was decided by the same person
	 * (reviewer ≠ refusal checker ≠ chief), the person created the filing, or was
	 * excluded from it.
	 * @throws Refusal {@code FORBIDDEN}, saying what the person did before
	 */
	void check(String filing, ReviewStage stage, String userId);

	/**
	 * Keeps a person away from judging a filing, for example who created it for a client.
	 */
	void exclude(String filing, String userId, Exclusion reason);

	/** Why a person is kept away. */
	enum Exclusion {

		/** The person created the filing. */
		CREATED_FILING,
		/** The person has to stay out, for example as a relative (回避). */
		CONFLICT_OF_INTEREST

	}

}
