package org.beianflow.register;

/**
 * How a subject's record stands (domain.md §8.3). A subject is {@link #SHELL} while none
 * of its services stands; once {@link #CANCELLED} it is never revived.
 */
public enum SubjectState {

	/** 有效. */
	ACTIVE,
	/** 空壳主体. */
	SHELL,
	/** 已注销. */
	CANCELLED

}
