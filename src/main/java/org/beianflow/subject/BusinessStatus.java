package org.beianflow.subject;

/** How the organizer stands in the register of enterprises (经营状态, domain.md §6.1). */
public enum BusinessStatus {

	/** 存续（在营）. */
	OPERATING("存续（在营）", "Operating"),
	/** 吊销. */
	REVOKED("吊销", "Licence revoked"),
	/** 注销. */
	DEREGISTERED("注销", "Deregistered"),
	/** 经营异常. */
	ABNORMAL("经营异常", "Listed as abnormal");

	private final String title;

	private final String englishTitle;

	BusinessStatus(String title, String englishTitle) {
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

	/** Whether a filing is possible; 吊销, 注销 and 经营异常 block it. */
	public boolean permitsFiling() {
		return this == OPERATING;
	}

}
