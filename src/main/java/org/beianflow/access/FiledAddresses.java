package org.beianflow.access;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

import com.google.common.net.InetAddresses;
import org.beianflow.site.ServerAddress;

/** The server addresses of a target, as filed. */
record FiledAddresses(List<ServerAddress> blocks) {

	static FiledAddresses of(VerificationTarget target) {
		return new FiledAddresses(target.addresses().stream().map(ServerAddress::parse).toList());
	}

	boolean contain(InetAddress address) {
		return this.blocks.stream().anyMatch((block) -> block.contains(address));
	}

	/** The first few of them. */
	List<InetAddress> head(int limit) {
		List<InetAddress> head = new ArrayList<>();
		for (ServerAddress block : this.blocks) {
			InetAddress address = block.first();
			while (head.size() < limit) {
				head.add(address);
				if (address.equals(block.last())) {
					break;
				}
				address = InetAddresses.increment(address);
			}
		}
		return head;
	}

}
