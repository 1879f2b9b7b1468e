package org.beianflow.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * One small web server that plays every applicant's site: which, says the {@code Host}
 * header; how it behaves, its switch.
 */
public final class DemoSite implements AutoCloseable {

	private static final Pattern TOKEN_FILE = Pattern.compile("/\\.well-known/icp-verify/([0-9a-z]+)\\.txt");

	private final HttpServer server;

	private final ExecutorService workers = Executors.newFixedThreadPool(2, (task) -> {
		Thread thread = new Thread(task, "demo-site");
		thread.setDaemon(true);
		return thread;
	});

	private final Function<String, Behaviour> behaviours;

	/**
	 * Starts serving.
	 * @param address where to listen; a loopback address
	 * @param port the port, 0 for any free one
	 * @param behaviours how the site of a host behaves
	 */
	public DemoSite(InetAddress address, int port, Function<String, Behaviour> behaviours) {
		this.behaviours = behaviours;
		try {
			this.server = HttpServer.create(new InetSocketAddress(address, port), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The demo's site cannot listen on " + address + ":" + port, ex);
		}
		this.server.setExecutor(this.workers);
		this.server.createContext("/", this::serve);
		this.server.start();
	}

	/** How a demo site behaves when it is verified. */
	public enum Behaviour {

		/** Everything as filed. */
		OK,
		/** The domain leads to an address that was not filed. */
		WRONG_ADDRESS,
		/** The server takes the connection and says nothing. */
		NO_ANSWER,
		/** The file with the token is not there. */
		NO_TOKEN,
		/** The page of a parked domain. */
		PARKING

	}

	/** Where it listens. */
	public InetSocketAddress address() {
		return this.server.getAddress();
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.workers.shutdownNow();
	}

	private void serve(HttpExchange exchange) throws IOException {
		Behaviour behaviour = this.behaviours.apply(host(exchange));
		Matcher token = TOKEN_FILE.matcher(exchange.getRequestURI().getPath());
		if (behaviour == Behaviour.NO_ANSWER) {
			exchange.close();
		}
		else if (!token.matches()) {
			answer(exchange, 200, "text/html; charset=utf-8",
					(behaviour == Behaviour.PARKING) ? page("域名出售", "本域名出售，域名可转让。") : page("网站建设中", "网站建设中，敬请期待。"));
		}
		else if (behaviour == Behaviour.NO_TOKEN) {
			answer(exchange, 404, "text/plain; charset=utf-8", "404");
		}
		else {
			// Whatever token is asked for, the demo's applicants have put it there.
			answer(exchange, 200, "text/plain; charset=utf-8", token.group(1));
		}
	}

	private static String page(String title, String text) {
		return """
				<!doctype html>
				<html lang="zh-CN">
				<head><meta charset="utf-8"><title>%s</title></head>
				<body><h1>%s</h1><p>%s</p></body>
				</html>
				""".formatted(title, title, text);
	}

	private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
		byte[] body = text.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", type);
		exchange.sendResponseHeaders(status, body.length);
		try (OutputStream out = exchange.getResponseBody()) {
			out.write(body);
		}
	}

	private static String host(HttpExchange exchange) {
		String host = exchange.getRequestHeaders().getFirst("Host");
		return (host == null) ? "" : host.replaceFirst(":\\d+$", "");
	}

}
