package org.beianflow.site;

/** Safeguards the applicant declares (domain.md S32, §6.3). */
public enum SecurityMeasure {

	/** 防火墙与访问控制. */
	FIREWALL,
	/** 身份认证与口令管理. */
	AUTHENTICATION,
	/** 数据备份与恢复. */
	BACKUP,
	/** 网络日志留存不少于六个月. */
	LOG_RETENTION,
	/** 恶意代码防范. */
	MALWARE_PROTECTION,
	/** 漏洞修补与系统更新. */
	PATCHING,
	/** 传输加密. */
	ENCRYPTED_TRANSPORT,
	/** 存储加密. */
	ENCRYPTED_STORAGE,
	/** 信息内容审核. */
	CONTENT_REVIEW,
	/** 应急预案. */
	EMERGENCY_PLAN,
	/** 安全责任人. */
	RESPONSIBLE_PERSON

}
