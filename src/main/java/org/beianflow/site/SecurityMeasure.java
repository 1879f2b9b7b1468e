package org.beianflow.site;

/** Safeguards the applicant declares (domain.md S32, §6.3). */
public enum SecurityMeasure {

	/** 防火墙与访问控制. */
	FIREWALL("防火墙与访问控制", "Firewall and access control"),
	/** 身份认证与口令管理. */
	AUTHENTICATION("身份认证与口令管理", "Authentication and password management"),
	/** 数据备份与恢复. */
	BACKUP("数据备份与恢复", "Backup and recovery"),
	/** 网络日志留存不少于六个月. */
	LOG_RETENTION("网络日志留存不少于六个月", "Network logs kept for six months or more"),
	/** 恶意代码防范. */
	MALWARE_PROTECTION("恶意代码防范", "Protection against malware"),
	/** 漏洞修补与系统更新. */
	PATCHING("漏洞修补与系统更新", "Patches and updates"),
	/** 传输加密. */
	ENCRYPTED_TRANSPORT("传输加密", "Encrypted transport"),
	/** 存储加密. */
	ENCRYPTED_STORAGE("存储加密", "Encrypted storage"),
	/** 信息内容审核. */
	CONTENT_REVIEW("信息内容审核", "Review of content"),
	/** 应急预案. */
	EMERGENCY_PLAN("应急预案", "Emergency plan"),
	/** 安全责任人. */
	RESPONSIBLE_PERSON("安全责任人", "Person responsible for security");

	private final String title;

	private final String englishTitle;

	SecurityMeasure(String title, String englishTitle) {
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

}
