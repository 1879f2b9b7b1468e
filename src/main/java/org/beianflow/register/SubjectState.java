package org.beianflow.register;

/** How a subject's record stands (domain.md §8.3). */
public enum SubjectState {

	/** 有效. */
	ACTIVE,
	/** 空壳主体. */
	SHELL,
	/** 已注销; never revived. */
	CANCELLED

}
