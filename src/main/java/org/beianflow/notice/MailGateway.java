package org.beianflow.notice;

import java.util.List;
import java.util.Locale;

/** Sends mail. */
public interface MailGateway {

	/**
	 * Sends one mail within at most 20 seconds. Never throws for what the other side
	 * does: the answer says what is known.
	 */
	SendResult send(Mail mail);

	/**
	 * A mail to one recipient.
	 *
	 * @param key stable for the notice; its Message-ID is made from it
	 * @param to the address
	 * @param locale its language
	 * @param subject one line
	 * @param text the plain text
	 * @param html the same as HTML
	 * @param papers what is attached
	 */
	record Mail(String key, String to, Locale locale, String subject, String text, String html, List<Paper> papers) {

		public Mail {
			papers = List.copyOf(papers);
		}

		/** Without address and text. */
		@Override
		public String toString() {
			return "Mail[" + this.key + "]";
		}

	}

	/**
	 * A PDF that goes with a mail.
	 *
	 * @param fileName its name
	 * @param content the PDF
	 */
	record Paper(String fileName, byte[] content) {
	}

}
