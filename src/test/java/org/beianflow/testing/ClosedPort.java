package org.beianflow.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A port of the loopback address on which nobody listens, and nobody else can as long as
 * it is held: it is bound and refuses connections.
 */
public final class ClosedPort implements AutoCloseable {

	private final Socket held = new Socket();

	/** Any that is free. */
	public ClosedPort() {
		this(0);
	}

	/** This one, which is free. */
	public ClosedPort(int port) {
		try {
			this.held.setReuseAddress(true);
			this.held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public int port() {
		return this.held.getLocalPort();
	}

	/** Lets it go. */
	@Override
	public void close() {
		try {
			this.held.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
