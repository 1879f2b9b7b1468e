package org.beianflow.access;

/** How a service is connected (接入方式, domain.md §6.4). */
public enum AccessType {

	/** 云服务器. */
	CLOUD_SERVER,
	/** 虚拟主机. */
	VIRTUAL_HOST,
	/** 主机托管. */
	COLOCATION,
	/** 租用主机. */
	RENTED_SERVER,
	/** 专线. */
	DEDICATED_LINE,
	/** CDN. */
	CDN

}
