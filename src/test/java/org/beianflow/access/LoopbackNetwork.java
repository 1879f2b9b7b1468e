package org.beianflow.access;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

import com.google.common.net.InetAddresses;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import org.beianflow.demo.DemoNames;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.unit.DataSize;
import org.beianflow.testing.ClosedPort;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * A little internet inside the test: two resolvers, the zones' own name server and a web
 * server, all on loopback addresses and free ports.
 */
final class LoopbackNetwork implements ProbeEndpoints, AutoCloseable {

	static final String TOKEN = "0123456789abcdef0123456789abcdef";

	static final Instant NOW = Instant.parse("2026-12-18T02:00:00Z");

	static final Predicate<InetAddress> LOOPBACK = InetAddress::isLoopbackAddress;

	final Zone first = new Zone();

	final Zone second = new Zone();

	final Zone authority = new Zone();

	/** Requests that reached the web server: host and path. */
	final List<String> requests = new CopyOnWriteArrayList<>();

	private final Map<String, HttpHandler> pages = new ConcurrentHashMap<>();

	private final List<AccessProbe> open = new ArrayList<>();

	private final DemoNames firstResolver = new DemoNames(loopback(), 0, this.first::records);

	private final DemoNames secondResolver = new DemoNames(loopback(), 0, this.second::records);

	private final DemoNames nameServer = new DemoNames(loopback(), 0, this.authority::records);

	private final HttpServer web;

	private final ExecutorService workers = Executors.newCachedThreadPool();

	private final ClosedPort closed = new ClosedPort();

	private int httpsPort;

	LoopbackNetwork() {
		this.httpsPort = this.closed.port();
		try {
			this.web = HttpServer.create(new InetSocketAddress(loopback(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.web.setExecutor(this.workers);
		this.web.createContext("/", this::serve);
		this.web.start();
	}

	/** Puts a record into every zone. */
	void everywhere(String name, String type, String data) {
		List.of(this.first, this.second, this.authority).forEach((zone) -> zone.add(name, type, data));
	}

	/** The usual site: name servers, an address, a page and the file with the token. */
	void usualSite(String domain, String title) {
		zone(domain);
		everywhere(domain, "A", "127.0.0.1");
		page(domain + "/", title, "欢迎光临，本站介绍公司的业务与联系方式。");
		text(domain + "/.well-known/icp-verify/" + TOKEN + ".txt", TOKEN + "\n");
	}

	void zone(String domain) {
		everywhere(domain, "NS", "ns1." + domain + ".");
		everywhere("ns1." + domain, "A", "127.0.0.1");
	}

	void page(String place, String title, String text) {
		String page = "<html><head><title>" + title + "</title></head><body><p>" + text + "</p></body></html>";
		on(place, (exchange) -> answer(exchange, 200, "text/html; charset=utf-8", page));
	}

	void text(String place, String text) {
		on(place, (exchange) -> answer(exchange, 200, "text/plain", text));
	}

	void redirect(String place, String location) {
		on(place, (exchange) -> {
			exchange.getResponseHeaders().set("Location", location);
			answer(exchange, 302, "text/plain", "");
		});
	}

	void on(String place, HttpHandler handler) {
		this.pages.put(place, handler);
	}

	void remove(String place) {
		this.pages.remove(place);
	}

	void https(int port) {
		this.httpsPort = port;
	}

	HttpHandler handler() {
		return this::serve;
	}

	AccessProbe probe() {
		return probe(LOOPBACK, null);
	}

	AccessProbe probe(Predicate<InetAddress> closedNetwork, KeyStore authorities) {
		AccessProbe probe = new AccessProbe(settings(), this, new AddressGuard(closedNetwork), new Providers(),
				authorities, Clock.fixed(NOW, ZoneOffset.UTC));
		this.open.add(probe);
		return probe;
	}

	static AccessSettings settings() {
		return new AccessSettings(80, 443, 3, 24, new AccessSettings.Dns(List.of(), 53, Duration.ofSeconds(3)),
				new AccessSettings.Http(Duration.ofSeconds(5), Duration.ofSeconds(5), DataSize.ofKilobytes(64),
						"Beianflow-AccessCheck/test"),
				new AccessSettings.Schedule(Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofMinutes(30),
						Duration.ofMinutes(1), Duration.ofSeconds(20)),
				new AccessSettings.Words(new ClassPathResource("access/parking-words.txt"),
						new ClassPathResource("access/construction-words.txt"),
						new ClassPathResource("access/prohibited-words.txt")));
	}

	static VerificationTarget target(String domain, String serviceName) {
		return new VerificationTarget(domain, domain, serviceName, List.of("127.0.0.1"), "provider");
	}

	@Override
	public List<InetSocketAddress> resolvers() {
		return List.of(this.firstResolver.address(), this.secondResolver.address());
	}

	@Override
	public int nameServerPort() {
		return this.nameServer.address().getPort();
	}

	@Override
	public int httpPort() {
		return this.web.getAddress().getPort();
	}

	@Override
	public int httpsPort() {
		return this.httpsPort;
	}

	@Override
	public void close() {
		this.open.forEach(AccessProbe::close);
		this.firstResolver.close();
		this.secondResolver.close();
		this.nameServer.close();
		this.web.stop(0);
		this.closed.close();
		this.workers.shutdownNow();
	}

	static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
		byte[] body = text.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", type);
		exchange.sendResponseHeaders(status, (body.length == 0) ? -1 : body.length);
		try (OutputStream out = exchange.getResponseBody()) {
			out.write(body);
		}
	}

	static InetAddress loopback() {
		return InetAddresses.forString("127.0.0.1");
	}

	private void serve(HttpExchange exchange) throws IOException {
		String host = exchange.getRequestHeaders().getFirst("Host").replaceFirst(":\\d+$", "");
		String place = host + exchange.getRequestURI().getPath();
		this.requests.add(place);
		HttpHandler handler = this.pages.get(place);
		if (handler == null) {
			answer(exchange, 404, "text/plain", "not here: " + exchange.getRequestURI());
		}
		else {
			handler.handle(exchange);
		}
	}

	/** What one server knows. */
	static final class Zone {

		private final Map<String, List<Record>> records = new HashMap<>();

		private boolean silent;

		private boolean wholeChains;

		void add(String name, String type, String data) {
			try {
				Record record = Record.fromString(Name.fromString(name, Name.root), Type.value(type), DClass.IN, 300,
						data, Name.root);
				this.records.computeIfAbsent(key(record.getName(), record.getType()), (key) -> new ArrayList<>())
					.add(record);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		void remove(String name, String type) {
			try {
				this.records.remove(key(Name.fromString(name, Name.root), Type.value(type)));
			}
			catch (TextParseException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		/** From now on it follows aliases itself, as resolvers do. */
		void answerWholeChains() {
			this.wholeChains = true;
		}

		/** From now on it breaks instead of answering. */
		void fallSilent() {
			this.silent = true;
		}

		private List<Record> records(Name name, int type) {
			if (this.silent) {
				throw new IllegalStateException("silent");
			}
			List<Record> alias = this.records.get(key(name, Type.CNAME));
			if (alias == null) {
				return this.records.getOrDefault(key(name, type), List.of());
			}
			List<Record> chain = new ArrayList<>(alias);
			if (this.wholeChains) {
				chain.addAll(records(((CNAMERecord) alias.get(0)).getTarget(), type));
			}
			return chain;
		}

		private static String key(Name name, int type) {
			return name.toString().toLowerCase(Locale.ROOT) + " " + type;
		}

	}

	/** The one provider of the tests owns the loopback block. */
	private static final class Providers implements ProviderBlocks {

		@Override
		public boolean known(String provider) {
			return "provider".equals(provider);
		}

		@Override
		public String name(String provider) {
			return provider;
		}

		@Override
		public boolean contains(String provider, InetAddress address) {
			return address.isLoopbackAddress();
		}

	}

}
