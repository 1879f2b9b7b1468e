package org.beianflow.notice;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLHandshakeException;

import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * HTTP calls to gateways: bounded as a whole, never repeated and never redirected, so
 * that what came of a call is known as exactly as HTTP allows.
 */
public final class BoundedHttp implements AutoCloseable {

	private static final int LONGEST_ANSWER = 64 * 1024;

	private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor((work) -> {
		Thread thread = new Thread(work, "notice-http-timer");
		thread.setDaemon(true);
		return thread;
	});

	private final CloseableHttpClient client;

	private final Duration timeOut;

	/**
	 * A client of its own.
	 * @param timeOut for each whole call, connecting included
	 */
	public BoundedHttp(Duration timeOut) {
		this.timeOut = timeOut;
		Timeout bound = Timeout.of(timeOut);
		this.client = HttpClients.custom()
			.setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
				.setDefaultConnectionConfig(ConnectionConfig.custom()
					.setConnectTimeout(Timeout.of(timeOut.dividedBy(2)))
					.setSocketTimeout(bound)
					.build())
				.build())
			.setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(bound).build())
			// A connection kept from before may be dead, and then nobody knows what
			// arrived.
			.setConnectionReuseStrategy((request, response, context) -> false)
			.disableAutomaticRetries()
			.disableRedirectHandling()
			.disableCookieManagement()
			.disableAuthCaching()
			.build();
	}

	/** How a call ended. */
	public enum End {

		/** An answer came. */
		ANSWERED,
		/** No connection was made: nothing was sent. */
		NOT_SENT,
		/** The request left, at least in part, and no answer came. */
		LOST

	}

	/**
	 * What came of a call.
	 *
	 * @param end how it ended
	 * @param status the HTTP status, 0 without an answer
	 * @param body the beginning of the answer
	 */
	public record Answer(End end, int status, String body) {

		/** Whether the status is 2xx. */
		public boolean success() {
			return this.status >= 200 && this.status < 300;
		}

		/** Without the body, which may quote the message. */
		@Override
		public String toString() {
			return this.end + " " + this.status;
		}

	}

	/** Makes one call. */
	public Answer call(HttpUriRequestBase request) {
		ScheduledFuture<?> end = this.timer.schedule(request::abort, this.timeOut.toMillis(), TimeUnit.MILLISECONDS);
		try {
			return this.client.execute(request,
					(response) -> new Answer(End.ANSWERED, response.getCode(), body(response.getEntity())));
		}
		catch (ConnectException | ConnectTimeoutException | UnknownHostException | SSLHandshakeException ex) {
			return new Answer(End.NOT_SENT, 0, "");
		}
		catch (IOException ex) {
			return new Answer(End.LOST, 0, "");
		}
		finally {
			end.cancel(false);
		}
	}

	private static String body(HttpEntity entity) throws IOException {
		if (entity == null) {
			return "";
		}
		try (InputStream content = entity.getContent()) {
			return new String(content.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8);
		}
	}

	@Override
	public void close() {
		this.timer.shutdownNow();
		this.client.close(CloseMode.IMMEDIATE);
	}

}
