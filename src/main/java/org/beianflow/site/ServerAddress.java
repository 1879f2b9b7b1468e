package org.beianflow.site;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

import com.google.common.net.InetAddresses;

/**
 * The address or addresses of a server: one IP literal, a range {@code a-b} or a block in
 * CIDR notation (domain.md §6.4). Never a name, and never resolved.
 *
 * @param first the lowest address
 * @param last the highest one, the same for a single address
 */
public record ServerAddress(InetAddress first, InetAddress last) {

	/**
	 * Not globally reachable: the special-purpose address registries of IANA (RFC 6890
	 * and its successors), with the exceptions inside them left out for safety.
	 */
	private static final List<ServerAddress> RESERVED = Stream
		.of("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
				"192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24",
				"203.0.113.0/24", "224.0.0.0/3", "::-1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2001::/23",
				"2001:db8::/32", "2002::/16", "3fff::/20", "4000::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")
		.map(ServerAddress::parse)
		.toList();

	public ServerAddress {
		if (first.getClass() != last.getClass()
				|| InetAddresses.toBigInteger(first).compareTo(InetAddresses.toBigInteger(last)) > 0) {
			throw new IllegalArgumentException("a range begins with its lowest address and stays in one family");
		}
	}

	/**
	 * Reads addresses as entered.
	 * @throws IllegalArgumentException if they are none; IPv4 addresses written as IPv6
	 * and addresses with a zone are none
	 */
	public static ServerAddress parse(String text) {
		int dash = text.indexOf('-');
		if (dash >= 0) {
			return new ServerAddress(literal(text.substring(0, dash)), literal(text.substring(dash + 1)));
		}
		int slash = text.indexOf('/');
		if (slash >= 0) {
			return block(literal(text.substring(0, slash)), text.substring(slash + 1).strip());
		}
		InetAddress single = literal(text);
		return new ServerAddress(single, single);
	}

	private static InetAddress literal(String text) {
		String literal = text.strip();
		InetAddress address = InetAddresses.forString(literal);
		// The JDK turns ::ffff:10.0.0.1 into 10.0.0.1; what is meant must be written.
		if (literal.indexOf('%') >= 0 || (literal.indexOf(':') >= 0 && address.getAddress().length == 4)) {
			throw new IllegalArgumentException("not a plain address");
		}
		return address;
	}

	private static ServerAddress block(InetAddress address, String length) {
		int bits = address.getAddress().length * 8;
		if (!length.matches("\\d{1,3}") || Integer.parseInt(length) > bits) {
			throw new IllegalArgumentException("no such prefix length");
		}
		BigInteger size = BigInteger.ONE.shiftLeft(bits - Integer.parseInt(length));
		BigInteger start = InetAddresses.toBigInteger(address);
		if (start.mod(size).signum() != 0) {
			throw new IllegalArgumentException("a block begins with its network address");
		}
		BigInteger end = start.add(size).subtract(BigInteger.ONE);
		return new ServerAddress(address,
				(bits == 32) ? InetAddresses.fromIPv4BigInteger(end) : InetAddresses.fromIPv6BigInteger(end));
	}

	/** Whether this address is one of them. */
	public boolean contains(InetAddress address) {
		if (address.getClass() != this.first.getClass()) {
			return false;
		}
		BigInteger value = InetAddresses.toBigInteger(address);
		return value.compareTo(InetAddresses.toBigInteger(this.first)) >= 0
				&& value.compareTo(InetAddresses.toBigInteger(this.last)) <= 0;
	}

	/** Whether all of the other's are among these. */
	public boolean contains(ServerAddress other) {
		return contains(other.first) && contains(other.last);
	}

	/** Whether any address is in both. */
	public boolean overlaps(ServerAddress other) {
		return contains(other.first) || other.contains(this.first);
	}

	/**
	 * Whether any of them is reserved: private, loopback, link-local, shared,
	 * documentation, multicast and the like.
	 */
	public boolean isReserved() {
		return RESERVED.stream().anyMatch(this::overlaps);
	}

	public boolean isSingle() {
		return this.first.equals(this.last);
	}

	/** A literal, or a range {@code a-b}. */
	@Override
	public String toString() {
		return isSingle() ? InetAddresses.toAddrString(this.first)
				: InetAddresses.toAddrString(this.first) + "-" + InetAddresses.toAddrString(this.last);
	}

}
