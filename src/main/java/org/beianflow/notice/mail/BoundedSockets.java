package org.beianflow.notice.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import javax.net.SocketFactory;

/**
 * Sockets that close themselves when their time is up: a server that answers a little at
 * a time would outlast every time-out of a single read.
 */
class BoundedSockets extends SocketFactory implements AutoCloseable {

	private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor((work) -> {
		Thread thread = new Thread(work, "notice-mail-timer");
		thread.setDaemon(true);
		return thread;
	});

	private final Duration life;

	BoundedSockets(Duration life) {
		this.life = life;
	}

	@Override
	public Socket createSocket() {
		Socket socket = new Socket();
		this.timer.schedule(() -> close(socket), this.life.toMillis(), TimeUnit.MILLISECONDS);
		return socket;
	}

	private static void close(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			// It is gone either way.
		}
	}

	@Override
	public Socket createSocket(String host, int port) throws IOException {
		return connected(new InetSocketAddress(host, port), null);
	}

	@Override
	public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
		return connected(new InetSocketAddress(host, port), new InetSocketAddress(local, localPort));
	}

	@Override
	public Socket createSocket(InetAddress host, int port) throws IOException {
		return connected(new InetSocketAddress(host, port), null);
	}

	@Override
	public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
		return connected(new InetSocketAddress(host, port), new InetSocketAddress(local, localPort));
	}

	private Socket connected(InetSocketAddress remote, InetSocketAddress local) throws IOException {
		Socket socket = createSocket();
		if (local != null) {
			socket.bind(local);
		}
		socket.connect(remote, (int) this.life.toMillis());
		return socket;
	}

	@Override
	public void close() {
		this.timer.shutdownNow();
	}

}
