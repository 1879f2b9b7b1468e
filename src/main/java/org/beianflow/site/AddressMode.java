package org.beianflow.site;

/** How people reach the site (domain.md I14). */
public enum AddressMode {

	/** By domain name. */
	DOMAIN,
	/** By IP address only; off unless {@code beianflow.site.ip-only} is set. */
	IP_ONLY

}
