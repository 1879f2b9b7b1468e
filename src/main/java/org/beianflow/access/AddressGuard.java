package org.beianflow.access;

import java.net.InetAddress;
import java.util.function.Predicate;

import org.beianflow.site.ServerAddress;

/**
 * Decides whether the probe may talk to an address at all, be it a web server or a name
 * server (domain.md §14, ruling 24): public addresses, and of the reserved ones only what
 * the setting for closed networks names.
 */
final class AddressGuard {

	private final Predicate<InetAddress> closedNetwork;

	/**
	 * @param closedNetwork which addresses the setting for closed networks names
	 */
	AddressGuard(Predicate<InetAddress> closedNetwork) {
		this.closedNetwork = closedNetwork;
	}

	boolean permits(InetAddress address) {
		return !new ServerAddress(address, address).isReserved() || this.closedNetwork.test(address);
	}

}
