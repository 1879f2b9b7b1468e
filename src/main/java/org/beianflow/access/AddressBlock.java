package org.beianflow.access;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

import com.google.common.net.InetAddresses;

/**
 * Addresses from a first to a last one, both included, of one family.
 */
record AddressBlock(InetAddress first, InetAddress last) {

	AddressBlock {
		if (first.getClass() != last.getClass()
				|| InetAddresses.toBigInteger(first).compareTo(InetAddresses.toBigInteger(last)) > 0) {
			throw new IllegalArgumentException("not a range");
		}
	}

	/**
	 * Reads an IP literal, a range {@code a-b} or a block in CIDR notation. Never
	 * resolves a name.
	 * @throws IllegalArgumentException if the text is none of these
	 */
	static AddressBlock parse(String text) {
		int dash = text.indexOf('-');
		if (dash >= 0) {
			return new AddressBlock(InetAddresses.forString(text.substring(0, dash).strip()),
					InetAddresses.forString(text.substring(dash + 1).strip()));
		}
		int slash = text.indexOf('/');
		if (slash >= 0) {
			return cidr(InetAddresses.forString(text.substring(0, slash).strip()),
					Integer.parseInt(text.substring(slash + 1).strip()));
		}
		InetAddress single = InetAddresses.forString(text.strip());
		return new AddressBlock(single, single);
	}

	private static AddressBlock cidr(InetAddress address, int prefix) {
		int bits = address.getAddress().length * 8;
		if (prefix < 0 || prefix > bits) {
			throw new IllegalArgumentException("no such prefix: " + prefix);
		}
		BigInteger size = BigInteger.ONE.shiftLeft(bits - prefix);
		BigInteger start = InetAddresses.toBigInteger(address).divide(size).multiply(size);
		return new AddressBlock(of(start, address), of(start.add(size).subtract(BigInteger.ONE), address));
	}

	boolean contains(InetAddress address) {
		if (address.getClass() != this.first.getClass()) {
			return false;
		}
		BigInteger value = InetAddresses.toBigInteger(address);
		return value.compareTo(InetAddresses.toBigInteger(this.first)) >= 0
				&& value.compareTo(InetAddresses.toBigInteger(this.last)) <= 0;
	}

	/** The first few addresses. */
	List<InetAddress> head(int limit) {
		List<InetAddress> addresses = new ArrayList<>();
		BigInteger value = InetAddresses.toBigInteger(this.first);
		BigInteger end = InetAddresses.toBigInteger(this.last);
		while (addresses.size() < limit && value.compareTo(end) <= 0) {
			addresses.add(of(value, this.first));
			value = value.add(BigInteger.ONE);
		}
		return addresses;
	}

	private static InetAddress of(BigInteger value, InetAddress family) {
		return (family.getAddress().length == 4) ? InetAddresses.fromIPv4BigInteger(value)
				: InetAddresses.fromIPv6BigInteger(value);
	}

}
