package org.beianflow.subject;

/** How the organizer stands in the register of enterprises (经营状态, domain.md §6.1). */
public enum BusinessStatus {

	/** 存续（在营）. */
	OPERATING,
	/** 吊销. */
	REVOKED,
	/** 注销. */
	DEREGISTERED,
	/** 经营异常. */
	ABNORMAL;

	/** Whether a filing is possible; 吊销, 注销 and 经营异常 block it. */
	public boolean permitsFiling() {
		return this == OPERATING;
	}

}
