package org.beianflow.account;

import java.util.Arrays;
import java.util.Optional;

/**
 * In which part somebody acts (domain.md §5). A member of staff may have several roles,
 * an applicant has exactly one.
 */
public enum Role {

	/** 申请人/经办人: files, pays, withdraws; sees nothing but the own filings. */
	APPLICANT(null),
	/** 初审专员: reviews for the access provider. */
	CASE_WORKER("case-worker"),
	/** 初审主管: reassigns, confirms refusals, sends to the authority. */
	SUPERVISOR("supervisor"),
	/** 财务: fee notices, transfers, refunds. */
	FINANCE("finance"),
	/** 云服务商/资源接口人: confirms instances and addresses. */
	CLOUD_OPERATOR("cloud-operator"),
	/** 管局审核员: reviews filings of the own province. */
	AUTHORITY_REVIEWER("authority-reviewer"),
	/** 管局终审/签发: final review, extensions, refusals. */
	AUTHORITY_CHIEF("authority-chief"),
	/** 核查员: checks after the filing. */
	INSPECTOR("inspector"),
	/** 流程分析师: models and metrics without personal data. */
	ANALYST("analyst"),
	/** 审计员: reads and verifies the audit log. */
	AUDITOR("auditor"),
	/** 运维人员: undelivered notices and failed jobs. */
	OPERATOR("operator"),
	/**
	 * 系统管理员: staff, rules, calendars; never the content of a filing. The group has this
	 * name because the engine's web applications offer an open first set-up as long as
	 * nobody is in it.
	 */
	ADMIN("camunda-admin");

	private final String group;

	Role(String group) {
		this.group = group;
	}

	/** The id of the staff group, or empty for applicants. */
	public Optional<String> group() {
		return Optional.ofNullable(this.group);
	}

	/** The role that stands behind a staff group. */
	public static Optional<Role> ofGroup(String group) {
		return Arrays.stream(values()).filter((role) -> group.equals(role.group)).findFirst();
	}

}
