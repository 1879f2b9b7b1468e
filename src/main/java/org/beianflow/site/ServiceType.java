package org.beianflow.site;

/**
 * The kinds of services that are filed, with the suffix of their filing numbers
 * (domain.md §15).
 */
public enum ServiceType {

	/** 网站. */
	WEBSITE("", "网站", "Website"),
	/** APP. */
	APP("A", "APP", "App"),
	/** 小程序. */
	MINI_PROGRAM("X", "小程序", "Mini program"),
	/** 快应用. */
	QUICK_APP("K", "快应用", "Quick app");

	private final String suffix;

	private final String title;

	private final String englishTitle;

	ServiceType(String suffix, String title, String englishTitle) {
		this.suffix = suffix;
		this.title = title;
		this.englishTitle = englishTitle;
	}

	/** What follows the sequence in the service's number; empty for websites. */
	public String suffix() {
		return this.suffix;
	}

	/** The Chinese name. */
	public String title() {
		return this.title;
	}

	public String englishTitle() {
		return this.englishTitle;
	}

}
