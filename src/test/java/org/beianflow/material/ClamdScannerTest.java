package org.beianflow.material;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.beianflow.check.Refusal;
import org.beianflow.testing.ClosedPort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Against a daemon that speaks INSTREAM. */
@Timeout(180)
class ClamdScannerTest {

	private static final byte[] FILE = SampleFiles.noisyJpeg(200, 200);

	@Test
	void sendsTheFileInChunksAndBelievesTheAnswer() throws Exception {
		try (ServerSocket daemon = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			CompletableFuture<byte[]> received = serve(daemon, "stream: OK\0");
			assertThat(scanner(daemon.getLocalPort()).scan(new ByteArrayInputStream(FILE)))
				.isEqualTo(MaterialVersion.Scan.CLEAN);
			assertThat(received.get()).isEqualTo(FILE);
		}
	}

	@Test
	void aVirusIsRefused() throws Exception {
		try (ServerSocket daemon = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			serve(daemon, "stream: Win.Test.EICAR_HDB-1 FOUND\0");
			Refusal refusal = catchThrowableOfType(Refusal.class,
					() -> scanner(daemon.getLocalPort()).scan(new ByteArrayInputStream(FILE)));
			assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID);
			assertThat(refusal.violations().get(0).messageKey()).isEqualTo("material.virus");
		}
	}

	@Test
	void withoutAnAnswerNothingIsCalledClean() throws Exception {
		try (ServerSocket daemon = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			serve(daemon, "INSTREAM size limit exceeded. ERROR\0");
			assertUnavailable(scanner(daemon.getLocalPort()));
		}
		try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			assertUnavailable(scanner(silent.getLocalPort(), Duration.ofSeconds(1)));
		}
		try (ClosedPort closed = new ClosedPort()) {
			assertUnavailable(scanner(closed.port()));
		}
	}

	private static void assertUnavailable(ClamdScanner scanner) {
		Refusal refusal = catchThrowableOfType(Refusal.class, () -> scanner.scan(new ByteArrayInputStream(FILE)));
		assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNAVAILABLE);
	}

	private static ClamdScanner scanner(int port) {
		return scanner(port, Duration.ofSeconds(20));
	}

	private static ClamdScanner scanner(int port, Duration patience) {
		return new ClamdScanner(new MaterialSettings.Clamd("127.0.0.1", port, patience));
	}

	private static CompletableFuture<byte[]> serve(ServerSocket daemon, String answer) {
		return CompletableFuture.supplyAsync(() -> {
			try (Socket socket = daemon.accept()) {
				DataInputStream in = new DataInputStream(socket.getInputStream());
				assertThat(new String(in.readNBytes(10), StandardCharsets.US_ASCII)).isEqualTo("zINSTREAM\0");
				ByteArrayOutputStream file = new ByteArrayOutputStream();
				for (int length = in.readInt(); length != 0; length = in.readInt()) {
					file.writeBytes(in.readNBytes(length));
				}
				socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
				return file.toByteArray();
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		});
	}

}
