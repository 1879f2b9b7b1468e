package org.beianflow.filing;

/** What a filing is for (domain.md §7). */
public enum FilingKind {

	/** 首次备案: neither the subject nor the domain is filed yet. */
	FIRST,
	/** 新增互联网信息服务: the subject is filed and active, the domain is not. */
	ADD_SERVICE

}
