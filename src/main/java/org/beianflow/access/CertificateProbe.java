package org.beianflow.access;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Looks at the certificate a site shows, over one connection of its own to a given
 * address.
 */
final class CertificateProbe {

	private static final Duration MOST = Duration.ofSeconds(5);

	private final X509ExtendedTrustManager authorities;

	private final TimeLimit timeLimit;

	/**
	 * @param authorities whose certificates are trusted; {@code null} for those of the
	 * Java installation
	 */
	CertificateProbe(KeyStore authorities, TimeLimit timeLimit) {
		this.timeLimit = timeLimit;
		try {
			TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			factory.init(authorities);
			this.authorities = (X509ExtendedTrustManager) factory.getTrustManagers()[0];
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** What the site shows under this name at this address. */
	Shown look(String host, InetAddress address, int port, Budget budget) {
		Duration time = budget.atMost(MOST);
		int limit = (int) time.toMillis();
		Recorder recorder = new Recorder(this.authorities);
		try (Socket plain = new Socket()) {
			TimeLimit.Running running = this.timeLimit.start(time, plain);
			try {
				plain.connect(new InetSocketAddress(address, port), limit);
				plain.setSoTimeout(limit);
				String protocol = shakeHands(plain, host, port, recorder);
				return new Shown(true, recorder.objection, recorder.describe(protocol));
			}
			finally {
				running.close();
			}
		}
		catch (IOException ex) {
			return new Shown(false, ex.getClass().getSimpleName(), List.of());
		}
	}

	private static String shakeHands(Socket plain, String host, int port, Recorder recorder) throws IOException {
		try (SSLSocket secure = (SSLSocket) context(recorder).getSocketFactory()
			.createSocket(plain, host, port, true)) {
			SSLParameters parameters = secure.getSSLParameters();
			// The judge compares names only where this is set.
			parameters.setEndpointIdentificationAlgorithm("HTTPS");
			secure.setSSLParameters(parameters);
			secure.startHandshake();
			return secure.getSession().getProtocol();
		}
	}

	private static SSLContext context(Recorder recorder) {
		try {
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(null, new TrustManager[] { recorder }, null);
			return context;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * @param secured whether a secured connection came about
	 * @param objection what is wrong with the certificate or why there was no connection;
	 * {@code null} if all is well
	 * @param description protocol and certificates
	 */
	record Shown(boolean secured, String objection, List<String> description) {

	}

	/**
	 * Lets the handshake go on with any certificate, but remembers what is wrong with it.
	 */
	private static final class Recorder extends X509ExtendedTrustManager {

		private final X509ExtendedTrustManager judge;

		private X509Certificate[] chain = new X509Certificate[0];

		private String objection;

		Recorder(X509ExtendedTrustManager judge) {
			this.judge = judge;
		}

		@Override
		public void checkServerTrusted(X509Certificate[] shown, String authType, Socket socket) {
			this.chain = shown;
			try {
				this.judge.checkServerTrusted(shown, authType, socket);
			}
			catch (CertificateException ex) {
				this.objection = deepest(ex);
			}
		}

		@Override
		public void checkServerTrusted(X509Certificate[] shown, String authType) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void checkServerTrusted(X509Certificate[] shown, String authType, SSLEngine engine) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void checkClientTrusted(X509Certificate[] shown, String authType) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void checkClientTrusted(X509Certificate[] shown, String authType, Socket socket) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void checkClientTrusted(X509Certificate[] shown, String authType, SSLEngine engine) {
			throw new UnsupportedOperationException();
		}

		@Override
		public X509Certificate[] getAcceptedIssuers() {
			return new X509Certificate[0];
		}

		private List<String> describe(String protocol) {
			List<String> description = new ArrayList<>();
			description.add(protocol);
			for (X509Certificate certificate : this.chain) {
				description.add(certificate.getSubjectX500Principal() + "; issued by "
						+ certificate.getIssuerX500Principal() + "; " + certificate.getNotBefore().toInstant() + " - "
						+ certificate.getNotAfter().toInstant());
			}
			return description;
		}

		private static String deepest(Throwable thrown) {
			Throwable cause = thrown;
			while (cause.getCause() != null) {
				cause = cause.getCause();
			}
			return String.valueOf(cause.getMessage());
		}

	}

}
