package org.beianflow.notice.mail;

import java.io.IOException;
import java.io.OutputStream;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;

/**
 * A message that notices how far its sending came. The transport writes it only after the
 * server agreed to DATA, and marks its end only after it was written.
 */
class TrackedMessage extends MimeMessage {

	private boolean handedOver;

	TrackedMessage(Session session) {
		super(session);
	}

	/** Whether all of the text was handed over. */
	boolean handedOver() {
		return this.handedOver;
	}

	String id() {
		try {
			return getMessageID();
		}
		catch (MessagingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void writeTo(OutputStream out, String[] ignored) throws IOException, MessagingException {
		super.writeTo(out, ignored);
		this.handedOver = true;
	}

}
