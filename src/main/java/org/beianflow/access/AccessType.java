package org.beianflow.access;

/** How a service is connected (接入方式, domain.md §6.4). */
public enum AccessType {

	/** 云服务器. */
	CLOUD_SERVER("云服务器", "Cloud server", true),
	/** 虚拟主机. */
	VIRTUAL_HOST("虚拟主机", "Virtual host", true),
	/** 主机托管. */
	COLOCATION("主机托管", "Colocation", false),
	/** 租用主机. */
	RENTED_SERVER("租用主机", "Rented server", true),
	/** 专线. */
	DEDICATED_LINE("专线", "Dedicated line", false),
	/** CDN. */
	CDN("CDN", "CDN", false);

	private final String title;

	private final String englishTitle;

	private final boolean instance;

	AccessType(String title, String englishTitle, boolean instance) {
		this.title = title;
		this.englishTitle = englishTitle;
		this.instance = instance;
	}

	/** The Chinese name. */
	public String title() {
		return this.title;
	}

	public String englishTitle() {
		return this.englishTitle;
	}

	/** Whether the provider rents out a thing with an id, an owner and a term. */
	public boolean hasInstance() {
		return this.instance;
	}

}
