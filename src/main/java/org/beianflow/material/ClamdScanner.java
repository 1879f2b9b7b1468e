package org.beianflow.material;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import org.beianflow.check.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a ClamAV daemon, by its INSTREAM command. */
class ClamdScanner implements VirusScanner {

	private static final Logger LOG = LoggerFactory.getLogger(ClamdScanner.class);

	private static final int CHUNK = 32 * 1024;

	private static final int ANSWER = 4096;

	private final MaterialSettings.Clamd settings;

	ClamdScanner(MaterialSettings.Clamd settings) {
		this.settings = settings;
	}

	@Override
	public MaterialVersion.Scan scan(InputStream content) {
		String answer = ask(content);
		if (answer.endsWith("OK")) {
			return MaterialVersion.Scan.CLEAN;
		}
		if (answer.endsWith("FOUND")) {
			LOG.warn("The virus scanner found something in an upload: {}", answer);
			throw Unacceptable.because("material.virus");
		}
		throw unavailable("it answers " + answer);
	}

	private String ask(InputStream content) {
		int timeout = Math.toIntExact(this.settings.timeout().toMillis());
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(this.settings.host(), this.settings.port()), timeout);
			socket.setSoTimeout(timeout);
			DataOutputStream out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), CHUNK));
			out.write("zINSTREAM\0".getBytes(StandardCharsets.US_ASCII));
			byte[] buffer = new byte[CHUNK];
			for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
				if (read > 0) {
					out.writeInt(read);
					out.write(buffer, 0, read);
				}
			}
			out.writeInt(0);
			out.flush();
			byte[] answer = socket.getInputStream().readNBytes(ANSWER);
			return new String(answer, StandardCharsets.UTF_8).replace("\0", "").strip();
		}
		catch (IOException ex) {
			throw unavailable(ex.toString());
		}
	}

	private static Refusal unavailable(String why) {
		LOG.error("The virus scanner cannot be asked: {}", why);
		return new Refusal(Refusal.Kind.UNAVAILABLE, "material.scan.unavailable");
	}

}
