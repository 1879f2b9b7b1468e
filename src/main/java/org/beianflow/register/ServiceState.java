package org.beianflow.register;

/** How a service's record stands (domain.md §8.3). */
public enum ServiceState {

	/** 有效. */
	ACTIVE,
	/** 整改中. */
	RECTIFYING,
	/** 已取消接入. */
	ACCESS_CANCELLED,
	/** 空壳网站. */
	SHELL_SITE,
	/** 已注销; never revived. */
	CANCELLED

}
