package org.beianflow.access;

import java.net.InetAddress;
import java.util.Collection;
import java.util.List;

/** The server addresses of a target, as filed. */
record FiledAddresses(List<AddressBlock> blocks) {

	static FiledAddresses of(VerificationTarget target) {
		return new FiledAddresses(target.addresses().stream().map(AddressBlock::parse).toList());
	}

	boolean contain(InetAddress address) {
		return this.blocks.stream().anyMatch((block) -> block.contains(address));
	}

	boolean containAll(Collection<InetAddress> addresses) {
		return addresses.stream().allMatch(this::contain);
	}

	/** The first few of them. */
	List<InetAddress> head(int limit) {
		return this.blocks.stream().flatMap((block) -> block.head(limit).stream()).distinct().limit(limit).toList();
	}

}
