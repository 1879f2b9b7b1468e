package org.beianflow.access;

/** Whether the server keeps its address (domain.md S27). */
public enum AddressAllocation {

	/** 固定地址. */
	STATIC,
	/** 动态地址, which cannot be filed. */
	DYNAMIC

}
