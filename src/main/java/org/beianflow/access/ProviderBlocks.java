package org.beianflow.access;

import java.net.InetAddress;

/** What is known about the blocks of access providers. */
interface ProviderBlocks {

	/** Whether anything is declared for this provider. */
	boolean known(String provider);

	/** What people call this provider; its id where it is not known. */
	String name(String provider);

	/** Whether the address lies in a block the provider declared. */
	boolean contains(String provider, InetAddress address);

}
