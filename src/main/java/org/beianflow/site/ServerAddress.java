package org.beianflow.site;

import java.net.InetAddress;

/**
 * The address or addresses of a server: one IP literal, a range {@code a-b} or a block in
 * CIDR notation (domain.md §6.4). Never a name, and never resolved.
 *
 * @param first the lowest address
 * @param last the highest one, the same for a single address
 */
public record ServerAddress(InetAddress first, InetAddress last) {

	/**
	 * Reads addresses as entered.
	 * @throws IllegalArgumentException if they are none
	 */
	public static ServerAddress parse(String text) {
		throw new UnsupportedOperationException();
	}

	/** Whether this address is one of them. */
	public boolean contains(InetAddress address) {
		throw new UnsupportedOperationException();
	}

	/** Whether all of the other's are among these. */
	public boolean contains(ServerAddress other) {
		return contains(other.first) && contains(other.last);
	}

}
