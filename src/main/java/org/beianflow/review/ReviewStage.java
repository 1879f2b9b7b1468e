package org.beianflow.review;

/** Where in its life a filing is judged. */
public enum ReviewStage {

	/** 初审, by the access provider (T2). */
	PROVIDER,
	/** 复核不予受理: a second person looks at a refusal of the provider. */
	REFUSAL_CHECK,
	/**
	 * 决定是否再退回: the provider has returned it as often as is usual, so its supervisor
	 * decides (domain.md §8.2).
	 */
	FURTHER_RETURN,
	/** 报送管局: what became of the sending (T7). */
	SENDING,
	/** 管局审核 (T10). */
	AUTHORITY,
	/** 人工核验: evidence handed in where the probe cannot reach the site (domain.md §14). */
	MANUAL_ACCESS,
	/** 终审 (T15). */
	FINAL;

	/** Whether this stage looks at the returned items again and closes them. */
	boolean judgesContent() {
		return this == PROVIDER || this == AUTHORITY || this == FINAL;
	}

}
