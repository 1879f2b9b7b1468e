package org.beianflow.access;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

import com.google.common.net.InetAddresses;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * Fetches a page over connections that lead only to addresses given beforehand, one set
 * per host. No name is ever resolved here, so an answer of the DNS that changes between
 * check and connection changes nothing. Redirects are followed only to hosts that get
 * addresses too.
 */
final class PinnedFetch {

	private static final int MOST_REDIRECTS = 5;

	private static final int MOST_HEADERS = 60;

	private static final int LONGEST_HEADER = 500;

	private final AccessSettings.Http settings;

	private final ProbeEndpoints endpoints;

	private final SSLContext anyCertificate = anyCertificate();

	private final TimeLimit timeLimit;

	PinnedFetch(AccessSettings.Http settings, ProbeEndpoints endpoints, TimeLimit timeLimit) {
		this.settings = settings;
		this.endpoints = endpoints;
		this.timeLimit = timeLimit;
	}

	/**
	 * Fetches a page.
	 * @param start where to begin, without a port
	 * @param pins the addresses to connect to for a host; {@code null} where the host is
	 * not filed, empty where it is but leads nowhere permitted
	 * @param budget how long the attempt may still take
	 */
	Fetched get(URI start, Function<String, List<InetAddress>> pins, Budget budget) {
		Budget time = budget.part(this.settings.timeLimit());
		Walk walk = new Walk(pins, time);
		PoolingHttpClientConnectionManager connections = connections(walk);
		try (TimeLimit.Running limit = this.timeLimit.start(time.atMost(this.settings.timeLimit()),
				() -> connections.close(CloseMode.IMMEDIATE))) {
			return walk.from(client(connections), start, limit);
		}
		finally {
			// Not the client: it would first read the rest of a body that was cut off.
			connections.close(CloseMode.IMMEDIATE);
		}
	}

	private CloseableHttpClient client(PoolingHttpClientConnectionManager connections) {
		return HttpClients.custom()
			.setConnectionManager(connections)
			.setRoutePlanner(new DefaultRoutePlanner(this::port))
			.setUserAgent(this.settings.userAgent())
			.disableRedirectHandling()
			.disableCookieManagement()
			.disableAuthCaching()
			.disableAutomaticRetries()
			.disableContentCompression()
			.build();
	}

	private int port(HttpHost host) {
		if (host.getPort() > 0) {
			return host.getPort();
		}
		return "https".equalsIgnoreCase(host.getSchemeName()) ? this.endpoints.httpsPort() : this.endpoints.httpPort();
	}

	private PoolingHttpClientConnectionManager connections(DnsResolver pinned) {
		Timeout connect = Timeout.of(this.settings.connectTimeout());
		return PoolingHttpClientConnectionManagerBuilder.create()
			.setDnsResolver(pinned)
			.setTlsSocketStrategy(new DefaultClientTlsStrategy(this.anyCertificate, HostnameVerificationPolicy.CLIENT,
					NoopHostnameVerifier.INSTANCE))
			.setDefaultSocketConfig(SocketConfig.custom().setSoTimeout(connect).build())
			.setDefaultConnectionConfig(
					ConnectionConfig.custom().setConnectTimeout(connect).setSocketTimeout(connect).build())
			.build();
	}

	/**
	 * A page behind a bad certificate is still looked at: the certificate has its own
	 * check, which warns, and nothing confidential is sent.
	 */
	private static SSLContext anyCertificate() {
		try {
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(null, new TrustManager[] { new TrustsAny() }, null);
			return context;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** One page with its redirects. */
	private final class Walk implements DnsResolver {

		private final Function<String, List<InetAddress>> pins;

		private final Budget budget;

		private final List<String> trail = new ArrayList<>();

		Walk(Function<String, List<InetAddress>> pins, Budget budget) {
			this.pins = pins;
			this.budget = budget;
		}

		Fetched from(CloseableHttpClient client, URI start, TimeLimit.Running limit) {
			URI place = start;
			for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
				Fetched.Outcome obstacle = obstacle(place);
				if (obstacle != null) {
					this.trail.add(place + " -> not asked");
					return nothing(obstacle, place);
				}
				HttpGet request = request(place);
				try {
					ClassicHttpResponse response = client.executeOpen(null, request, null);
					String location = location(response);
					if (location == null) {
						return answered(place, response);
					}
					this.trail.add(place + " -> " + response.getCode() + " " + shortened(location));
					place = place.resolve(new URI(location.strip()));
				}
				catch (URISyntaxException ex) {
					return nothing(Fetched.Outcome.NOT_PERMITTED, place);
				}
				catch (IOException | IllegalStateException ex) {
					boolean slow = limit.isOver() || this.budget.isSpent()
							|| (ex instanceof SocketTimeoutException && !(ex instanceof ConnectTimeoutException));
					this.trail.add(place + " -> " + (slow ? "time limit" : ex.getClass().getSimpleName()));
					return nothing(slow ? Fetched.Outcome.TOO_SLOW : Fetched.Outcome.NO_CONNECTION, place);
				}
				finally {
					request.cancel();
				}
			}
			return nothing(Fetched.Outcome.TOO_MANY_REDIRECTS, place);
		}

		private HttpGet request(URI place) {
			HttpGet request = new HttpGet(place);
			request.setConfig(RequestConfig.custom()
				.setResponseTimeout(Timeout.of(this.budget.atMost(PinnedFetch.this.settings.timeLimit())))
				.setConnectionRequestTimeout(Timeout.of(PinnedFetch.this.settings.connectTimeout()))
				.setProtocolUpgradeEnabled(false)
				.build());
			request.setHeader("Accept", "text/html, text/plain;q=0.9, */*;q=0.1");
			request.setHeader("Connection", "close");
			return request;
		}

		/** Why a place is not asked; {@code null} if it may be. */
		private Fetched.Outcome obstacle(URI place) {
			boolean http = "http".equals(place.getScheme());
			if (place.getHost() == null || !(http || "https".equals(place.getScheme()))
					|| place.getUserInfo() != null) {
				return Fetched.Outcome.NOT_PERMITTED;
			}
			List<InetAddress> addresses = this.pins.apply(host(place));
			if (addresses == null) {
				return Fetched.Outcome.FOREIGN;
			}
			int own = http ? PinnedFetch.this.endpoints.httpPort() : PinnedFetch.this.endpoints.httpsPort();
			boolean usual = place.getPort() < 0 || place.getPort() == own;
			return (addresses.isEmpty() || !usual) ? Fetched.Outcome.NOT_PERMITTED : null;
		}

		/** Where a redirect leads, {@code null} if the answer is none. */
		private static String location(ClassicHttpResponse response) {
			Header location = response.getFirstHeader("Location");
			boolean redirect = response.getCode() >= 300 && response.getCode() < 400;
			return (redirect && location != null) ? location.getValue() : null;
		}

		private Fetched answered(URI asked, ClassicHttpResponse response) throws IOException {
			this.trail.add(asked + " -> " + response.getCode());
			int limit = Math.toIntExact(PinnedFetch.this.settings.sizeLimit().toBytes());
			byte[] body = new byte[0];
			boolean truncated = false;
			if (response.getEntity() != null) {
				InputStream content = response.getEntity().getContent();
				body = content.readNBytes(limit);
				truncated = body.length == limit && content.read() >= 0;
			}
			if (truncated) {
				this.trail.add("body cut off at " + limit + " bytes");
			}
			List<String> headers = Arrays.stream(response.getHeaders())
				.limit(MOST_HEADERS)
				.map((header) -> shortened(header.getName() + ": " + header.getValue()))
				.toList();
			Header type = response.getFirstHeader("Content-Type");
			return new Fetched(Fetched.Outcome.ANSWERED, asked, response.getCode(), List.copyOf(this.trail), headers,
					(type != null) ? type.getValue() : null, body, truncated);
		}

		private Fetched nothing(Fetched.Outcome outcome, URI place) {
			return new Fetched(outcome, place, 0, List.copyOf(this.trail), List.of(), null, new byte[0], false);
		}

		/** The only way to an address: what the pins say. */
		@Override
		public InetAddress[] resolve(String host) throws UnknownHostException {
			List<InetAddress> addresses = this.pins.apply(host.toLowerCase(Locale.ROOT));
			if (addresses == null || addresses.isEmpty()) {
				throw new UnknownHostException(host);
			}
			addresses.forEach((address) -> this.trail.add("connecting to " + InetAddresses.toAddrString(address)));
			return addresses.toArray(InetAddress[]::new);
		}

		@Override
		public String resolveCanonicalHostname(String host) {
			return host;
		}

		private static String host(URI place) {
			return place.getHost().toLowerCase(Locale.ROOT);
		}

		private static String shortened(String text) {
			return (text.length() <= LONGEST_HEADER) ? text : text.substring(0, LONGEST_HEADER) + "…";
		}

	}

	private static final class TrustsAny extends X509ExtendedTrustManager {

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String authType) {
			// See anyCertificate.
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
			// See anyCertificate.
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
			// See anyCertificate.
		}

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String authType) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
			throw new UnsupportedOperationException();
		}

		@Override
		public X509Certificate[] getAcceptedIssuers() {
			return new X509Certificate[0];
		}

	}

}
