package org.beianflow.review;

/** What the applicant has to do about a return item (domain.md §12). */
public enum Severity {

	/** 补充: something is missing. */
	SUPPLEMENT,
	/** 更正: something is wrong. */
	CORRECT,
	/** 阻断: it cannot go on while this stands. */
	BLOCK

}
