package org.beianflow.number;

/** Where a filing number comes from. */
public enum NumberSource {

	/** Issued by this system. */
	ISSUED_HERE,
	/** Issued elsewhere and taken over. */
	IMPORTED

}
