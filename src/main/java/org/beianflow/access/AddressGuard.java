package org.beianflow.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Predicate;

/**
 * Decides whether the probe may talk to an address at all, be it a web server or a name
 * server (domain.md §14, ruling 24): public addresses, and of the others only what the
 * setting for closed networks names.
 */
final class AddressGuard {

	/**
	 * Not globally reachable, from the special-purpose registries of IANA: RFC 6890 and
	 * its successors.
	 */
	private static final List<AddressBlock> SPECIAL_IPV4 = blocks("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10",
			"127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
			"192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3");

	/** Of IPv6 only this block is global unicast. */
	private static final AddressBlock GLOBAL_IPV6 = AddressBlock.parse("2000::/3");

	/**
	 * Within it: protocol assignments with Teredo, documentation, 6to4. Teredo and 6to4
	 * carry an IPv4 address inside and would lead around the list above.
	 */
	private static final List<AddressBlock> SPECIAL_IPV6 = blocks("2001::/23", "2001:db8::/32", "2002::/16",
			"3fff::/20");

	private final Predicate<InetAddress> closedNetwork;

	/**
	 * @param closedNetwork which addresses the setting for closed networks names
	 */
	AddressGuard(Predicate<InetAddress> closedNetwork) {
		this.closedNetwork = closedNetwork;
	}

	boolean permits(InetAddress address) {
		return isPublic(address) || this.closedNetwork.test(address);
	}

	static boolean isPublic(InetAddress address) {
		if (address instanceof Inet6Address) {
			return GLOBAL_IPV6.contains(address) && SPECIAL_IPV6.stream().noneMatch((block) -> block.contains(address));
		}
		return SPECIAL_IPV4.stream().noneMatch((block) -> block.contains(address));
	}

	private static List<AddressBlock> blocks(String... cidrs) {
		return List.of(cidrs).stream().map(AddressBlock::parse).toList();
	}

}
