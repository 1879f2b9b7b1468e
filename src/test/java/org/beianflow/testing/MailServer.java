package org.beianflow.testing;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

/** A mail server in this JVM; to be stopped. */
public final class MailServer {

	/** Milliseconds. The limit is only there to end a hang; two seconds are none. */
	private static final long PATIENCE = 120_000;

	private MailServer() {
	}

	/** On a free port. */
	public static GreenMail start() {
		return start(0);
	}

	/** On this port, or on a free one for 0. */
	public static GreenMail start(int port) {
		ServerSetup setup = new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
		setup.setServerStartupTimeout(PATIENCE);
		GreenMail server = new GreenMail(setup);
		server.start();
		return server;
	}

}
