package org.beianflow.notice;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** A gateway or vendor on loopback that keeps what it was sent and answers as told. */
public final class HttpListener implements AutoCloseable {

	/** Instead of a status: closes the connection without an answer. */
	public static final int HANG_UP = 0;

	/** Instead of a status: takes the request and never answers. */
	public static final int SILENCE = -1;

	private final List<Received> received = new CopyOnWriteArrayList<>();

	private final CountDownLatch over = new CountDownLatch(1);

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final HttpServer server;

	private volatile int status = 200;

	private volatile String body = "";

	public HttpListener() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.setExecutor(this.threads);
		this.server.createContext("/", this::handle);
		this.server.start();
	}

	/**
	 * A request as it came.
	 *
	 * @param query the undecoded query
	 */
	public record Received(String method, String path, String query, Map<String, List<String>> headers, String body) {

		public String header(String name) {
			return this.headers.get(name).get(0);
		}

	}

	public URI uri(String path) {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort() + path);
	}

	public HttpListener answers(int status, String body) {
		this.status = status;
		this.body = body;
		return this;
	}

	public List<Received> received() {
		return this.received;
	}

	private void handle(HttpExchange exchange) throws IOException {
		String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
		this.received.add(new Received(exchange.getRequestMethod(), exchange.getRequestURI().getPath(),
				exchange.getRequestURI().getRawQuery(), Map.copyOf(exchange.getRequestHeaders()), sent));
		if (this.status == SILENCE) {
			try {
				this.over.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
		if (this.status > 0) {
			exchange.getResponseHeaders().set("Location", uri("/elsewhere").toString());
			byte[] answer = this.body.getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(this.status, (answer.length == 0) ? -1 : answer.length);
			exchange.getResponseBody().write(answer);
		}
		exchange.close();
	}

	@Override
	public void close() {
		this.over.countDown();
		this.server.stop(0);
		this.threads.shutdownNow();
	}

}
