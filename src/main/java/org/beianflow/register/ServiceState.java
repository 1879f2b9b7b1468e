package org.beianflow.register;

import java.util.Set;

/** How a service's record stands (domain.md §8.3). */
public enum ServiceState {

	/** 有效. */
	ACTIVE("有效", "Active"),
	/** 整改中. */
	RECTIFYING("整改中", "Being rectified"),
	/** 已取消接入. */
	ACCESS_CANCELLED("已取消接入", "Access cancelled"),
	/** 空壳网站. */
	SHELL_SITE("空壳网站", "Without access"),
	/** 已注销; never revived. */
	CANCELLED("已注销", "Cancelled");

	private final String title;

	private final String englishTitle;

	ServiceState(String title, String englishTitle) {
		this.title = title;
		this.englishTitle = englishTitle;
	}

	/** The Chinese name. */
	public String title() {
		return this.title;
	}

	public String englishTitle() {
		return this.englishTitle;
	}

	/** What may follow. */
	public Set<ServiceState> next() {
		return switch (this) {
			case ACTIVE -> Set.of(RECTIFYING, ACCESS_CANCELLED, SHELL_SITE, CANCELLED);
			case RECTIFYING -> Set.of(ACTIVE, ACCESS_CANCELLED, CANCELLED);
			case ACCESS_CANCELLED -> Set.of(ACTIVE, SHELL_SITE, CANCELLED);
			case SHELL_SITE -> Set.of(ACTIVE, CANCELLED);
			case CANCELLED -> Set.of();
		};
	}

}
