package org.beianflow.access;

import java.net.InetAddress;
import java.util.List;

import org.beianflow.site.ServerAddress;

/**
 * An access provider (接入服务商) with the address blocks it declared to the authority; an
 * address inside them counts as mainland (ruling 24).
 *
 * @param id for example {@code demo-cloud}
 * @param name the Chinese name
 * @param englishName for English readers
 * @param blocks declared blocks
 */
public record AccessProvider(String id, String name, String englishName, List<ServerAddress> blocks) {

	public AccessProvider {
		blocks = List.copyOf(blocks);
	}

	/** Whether the address lies in a declared block. */
	public boolean declares(InetAddress address) {
		return this.blocks.stream().anyMatch((block) -> block.contains(address));
	}

	/** Whether all of these addresses lie in one declared block. */
	public boolean declares(ServerAddress addresses) {
		return this.blocks.stream().anyMatch((block) -> block.contains(addresses));
	}

}
