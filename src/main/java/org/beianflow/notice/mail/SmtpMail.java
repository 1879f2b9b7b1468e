package org.beianflow.notice.mail;

import java.io.UnsupportedEncodingException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import org.beianflow.notice.MailGateway;
import org.beianflow.notice.NoticeSettings;
import org.beianflow.notice.Results;
import org.beianflow.notice.SendResult;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.util.MailConnectException;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;

/**
 * Sends mail by SMTP and knows how far it came: until the text has been handed over
 * nothing can have arrived; from then on only the server's answer tells, and without one
 * the result is unknown.
 */
class SmtpMail implements MailGateway, DisposableBean {

	/** Basic and enhanced code of a reply; the words after them may quote the address. */
	private static final Pattern ENHANCED = Pattern.compile("^\\s*[245]\\d\\d[ -]([245]\\.\\d{1,3}\\.\\d{1,3})\\b");

	/** How the transport tells that the server refused at the greeting. */
	private static final Pattern GREETING = Pattern.compile("response: \\[?([45]\\d\\d)\\b");

	private final JavaMailSenderImpl sender;

	private final NoticeSettings settings;

	private final BoundedSockets sockets;

	SmtpMail(JavaMailSenderImpl sender, NoticeSettings settings) {
		this.sender = sender;
		this.settings = settings;
		Duration whole = settings.mail().timeOut();
		this.sockets = new BoundedSockets(whole);
		Properties properties = sender.getJavaMailProperties();
		for (String protocol : new String[] { "smtp", "smtps" }) {
			String prefix = "mail." + protocol + ".";
			properties.putIfAbsent(prefix + "connectiontimeout", String.valueOf(whole.toMillis() / 2));
			properties.putIfAbsent(prefix + "timeout", String.valueOf(whole.toMillis()));
			properties.putIfAbsent(prefix + "writetimeout", String.valueOf(whole.toMillis()));
			// The answer to QUIT says nothing about the mail.
			properties.putIfAbsent(prefix + "quitwait", "false");
			properties.put(prefix + "socketFactory", this.sockets);
			properties.put(prefix + "socketFactory.fallback", "false");
		}
	}

	@Override
	public SendResult send(Mail mail) {
		TrackedMessage message = new TrackedMessage(this.sender.getSession());
		try {
			fill(message, mail);
		}
		catch (AddressException ex) {
			return SendResult.refused(Results.BAD_ADDRESS);
		}
		catch (MessagingException | UnsupportedEncodingException ex) {
			throw new IllegalStateException(ex);
		}
		try {
			this.sender.send(message);
			return SendResult.sent("250", message.id());
		}
		catch (MailException ex) {
			return judge(message, ex);
		}
	}

	private void fill(TrackedMessage message, Mail mail) throws MessagingException, UnsupportedEncodingException {
		MimeMessageHelper helper = new MimeMessageHelper(message, MimeMessageHelper.MULTIPART_MODE_MIXED_RELATED,
				StandardCharsets.UTF_8.name());
		NoticeSettings.Mail from = this.settings.mail();
		helper.setFrom(from.from(),
				(from.fromName() != null && !from.fromName().isBlank()) ? from.fromName() : this.settings.issuer());
		helper.setTo(new InternetAddress(mail.to(), true));
		helper.setSubject(mail.subject());
		helper.setText(mail.text(), mail.html());
		for (Paper paper : mail.papers()) {
			helper.addAttachment(paper.fileName(), new ByteArrayResource(paper.content()), "application/pdf");
		}
		message.setHeader("Message-ID",
				"<" + mail.key() + "@" + from.from().substring(from.from().indexOf('@') + 1) + ">");
		message.setHeader("Auto-Submitted", "auto-generated");
		message.setHeader("Content-Language", mail.locale().toLanguageTag());
	}

	private static SendResult judge(TrackedMessage message, MailException ex) {
		if (ex instanceof MailSendException failure && failure.getFailedMessages().isEmpty() && message.handedOver()) {
			// Only the good-bye went wrong.
			return SendResult.sent("250", message.id());
		}
		Reply reply = reply(ex);
		if (reply != null) {
			return reply.lasting() ? SendResult.refused(reply.text()) : SendResult.failed(reply.text());
		}
		if (message.handedOver()) {
			return SendResult.unknown(Results.NO_ANSWER);
		}
		return SendResult.failed(neverConnected(ex) ? Results.NO_CONNECTION : Results.NO_ANSWER);
	}

	/**
	 * What the server said.
	 *
	 * @param code its reply
	 * @param text the codes, without words
	 * @param recipient whether it spoke about the recipient's address
	 */
	private record Reply(int code, String text, boolean recipient) {

		/** 5xx about the address does not get better; other refusals may be mended. */
		boolean lasting() {
			return this.recipient && this.code >= 500;
		}

	}

	/** The reply of the innermost failure, which speaks most plainly. */
	private static Reply reply(MailException ex) {
		return causes(ex).stream()
			.map(SmtpMail::said)
			.filter(Objects::nonNull)
			.reduce((outer, inner) -> inner)
			.orElse(null);
	}

	private static boolean neverConnected(MailException ex) {
		return causes(ex).stream()
			.anyMatch((cause) -> cause instanceof MailConnectException || cause instanceof UnknownHostException);
	}

	/** All that led to a failure, from the outside in. */
	private static List<Throwable> causes(MailException ex) {
		List<Throwable> causes = new ArrayList<>();
		if (ex instanceof MailSendException failure) {
			for (Exception one : failure.getMessageExceptions()) {
				follow(one, causes);
			}
		}
		follow(ex.getCause(), causes);
		return causes;
	}

	private static void follow(Throwable failure, List<Throwable> causes) {
		Throwable next = failure;
		while (next != null && !causes.contains(next)) {
			causes.add(next);
			next = (next instanceof MessagingException chained && chained.getNextException() != null)
					? chained.getNextException() : next.getCause();
		}
	}

	private static Reply said(Throwable failure) {
		if (failure instanceof SMTPAddressFailedException address) {
			return reply(address.getReturnCode(), address.getMessage(), true);
		}
		if (failure instanceof SMTPSenderFailedException from) {
			return reply(from.getReturnCode(), from.getMessage(), false);
		}
		if (failure instanceof SMTPSendFailedException send) {
			return reply(send.getReturnCode(), send.getMessage(), false);
		}
		Matcher greeting = GREETING.matcher((failure.getMessage() != null) ? failure.getMessage() : "");
		return greeting.find() ? reply(Integer.parseInt(greeting.group(1)), null, false) : null;
	}

	private static Reply reply(int code, String words, boolean recipient) {
		if (code < 400 || code > 599) {
			return null;
		}
		Matcher enhanced = ENHANCED.matcher((words != null) ? words : "");
		return new Reply(code, enhanced.find() ? code + " " + enhanced.group(1) : String.valueOf(code), recipient);
	}

	@Override
	public void destroy() {
		this.sockets.close();
	}

}
