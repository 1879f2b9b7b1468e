package org.beianflow.notice.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A mail server on a string: answers as told at each phase, hangs up, or says nothing.
 * Accepts everything otherwise and keeps the bodies it took.
 */
class ScriptedSmtp implements AutoCloseable {

	/** Closes the connection instead of answering. */
	static final String HANG_UP = "HANG_UP";

	/** Answers nothing and keeps the connection. */
	static final String SILENCE = "SILENCE";

	/** Begins a long answer and never ends it, a line at a time. */
	static final String TARPIT = "TARPIT";

	private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

	private final Map<String, String> answers = new ConcurrentHashMap<>();

	private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());

	ScriptedSmtp() throws IOException {
		Thread thread = new Thread(this::serve, "scripted-smtp");
		thread.setDaemon(true);
		thread.start();
	}

	int port() {
		return this.server.getLocalPort();
	}

	/**
	 * Tells how to answer at a phase: {@code CONNECT}, {@code EHLO}, {@code MAIL},
	 * {@code RCPT}, {@code DATA}, {@code BODY} (in the middle of the text), {@code .} or
	 * {@code QUIT}.
	 */
	ScriptedSmtp at(String phase, String answer) {
		this.answers.put(phase, answer);
		return this;
	}

	/** What was taken over with the final dot. */
	List<String> bodies() {
		return this.bodies;
	}

	private void serve() {
		while (!this.server.isClosed()) {
			try {
				Socket socket = this.server.accept();
				Thread thread = new Thread(() -> talk(socket), "scripted-smtp-dialogue");
				thread.setDaemon(true);
				thread.start();
			}
			catch (IOException ex) {
				return;
			}
		}
	}

	private void talk(Socket socket) {
		try (socket) {
			BufferedReader in = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
			if (!answer(socket, in, "CONNECT", "220 scripted ESMTP")) {
				return;
			}
			String line = in.readLine();
			while (line != null) {
				String phase = line.split("[ :]")[0].toUpperCase(Locale.ROOT);
				if (!answer(socket, in, phase,
						phase.equals("DATA") ? "354 go on" : phase.equals("QUIT") ? "221 bye" : "250 ok")) {
					return;
				}
				if (phase.equals("DATA") && !this.answers.getOrDefault("DATA", "354").startsWith("5")
						&& !body(in, socket)) {
					return;
				}
				line = in.readLine();
			}
		}
		catch (IOException ex) {
			// The other side went away.
		}
	}

	private boolean body(BufferedReader in, Socket socket) throws IOException {
		StringBuilder body = new StringBuilder();
		String line = in.readLine();
		while (line != null && !line.equals(".")) {
			if (this.answers.containsKey("BODY")) {
				return false;
			}
			body.append(line).append('\n');
			line = in.readLine();
		}
		if (line == null) {
			return false;
		}
		this.bodies.add(body.toString());
		return answer(socket, in, ".", "250 2.0.0 queued as 4711");
	}

	private boolean answer(Socket socket, BufferedReader in, String phase, String usual) throws IOException {
		OutputStream out = socket.getOutputStream();
		String answer = this.answers.getOrDefault(phase, usual);
		switch (answer) {
			case HANG_UP -> {
				return false;
			}
			case SILENCE -> {
				while (in.readLine() != null) {
					// Listens and says nothing until the other side gives up.
				}
				return false;
			}
			case TARPIT -> {
				socket.setSoTimeout(100);
				while (true) {
					out.write("250-wait\r\n".getBytes(StandardCharsets.US_ASCII));
					out.flush();
					hearAWhile(in);
				}
			}
			default -> {
				out.write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
				out.flush();
				return true;
			}
		}
	}

	private static void hearAWhile(BufferedReader in) throws IOException {
		try {
			in.readLine();
		}
		catch (SocketTimeoutException ex) {
			// As expected: it is our turn.
		}
	}

	@Override
	public void close() throws IOException {
		this.server.close();
	}

}
