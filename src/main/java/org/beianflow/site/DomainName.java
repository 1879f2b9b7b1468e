package org.beianflow.site;

/**
 * A domain name in both its forms (domain.md §6.7).
 *
 * @param unicode as people read it, NFC, lower case, without a final dot
 * @param ascii as the name system knows it (punycode)
 */
public record DomainName(String unicode, String ascii) {

	/**
	 * Reads a domain as entered.
	 * @throws IllegalArgumentException if it is none
	 */
	public static DomainName parse(String text) {
		throw new UnsupportedOperationException();
	}

	@Override
	public String toString() {
		return this.unicode;
	}

}
