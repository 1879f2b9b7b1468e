package org.beianflow.review;

/** What the reviewer thinks of one field or material. */
public enum Verdict {

	/** 合格. */
	OK,
	/** 有问题. */
	DEFECT

}
