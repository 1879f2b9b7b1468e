package org.beianflow.access;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * Where names are asked and on which ports sites answer. Everywhere but in closed
 * networks and in the demo these are the system's resolvers and the well-known ports.
 */
public interface ProbeEndpoints {

	/** The recursive resolvers to compare; at least one. */
	List<InetSocketAddress> resolvers();

	/** The port of authoritative name servers, 53. */
	int nameServerPort();

	/** The port for {@code http}, 80. */
	int httpPort();

	/** The port for {@code https}, 443. */
	int httpsPort();

}
