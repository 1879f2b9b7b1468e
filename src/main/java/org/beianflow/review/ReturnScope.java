package org.beianflow.review;

/** What a return item is about (domain.md §12). */
public enum ReturnScope {

	/** 主体. */
	SUBJECT,
	/** 负责人. */
	PERSON,
	/** 服务. */
	SERVICE,
	/** 域名. */
	DOMAIN,
	/** 接入. */
	ACCESS,
	/** 材料. */
	MATERIAL,
	/** 流程. */
	PROCESS

}
