package org.beianflow.access;

import java.net.InetAddress;
import java.util.List;

import org.beianflow.site.ServerAddress;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which reserved addresses are allowed all the same, because Beianflow runs in a network
 * closed to the outside. The one setting for the check of the form and for the probe
 * (ruling 24); empty everywhere but in such networks and in the demo.
 *
 * @param blocks blocks in CIDR notation
 */
@ConfigurationProperties("beianflow.access.closed-network")
public record ClosedNetwork(@DefaultValue List<String> blocks) {

	public ClosedNetwork {
		blocks = List.copyOf(blocks);
		blocks.forEach(ServerAddress::parse);
	}

	/** Whether the setting names this address. */
	public boolean permits(InetAddress address) {
		return parsed().stream().anyMatch((block) -> block.contains(address));
	}

	/** Whether the setting names all of these addresses in one block. */
	public boolean permits(ServerAddress addresses) {
		return parsed().stream().anyMatch((block) -> block.contains(addresses));
	}

	private List<ServerAddress> parsed() {
		return this.blocks.stream().map(ServerAddress::parse).toList();
	}

}
