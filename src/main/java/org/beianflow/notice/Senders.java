package org.beianflow.notice;

import org.beianflow.notice.MailGateway.Mail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/** Makes of a notice what its channel sends. */
@Component
class Senders {

	private static final Logger log = LoggerFactory.getLogger(Senders.class);

	private final NoticeTexts texts;

	private final NoticePapers papers;

	private final MailGateway mail;

	private final SmsGateway sms;

	private final WebhookGateway webhook;

	Senders(NoticeTexts texts, NoticePapers papers, MailGateway mail, SmsGateway sms, WebhookGateway webhook) {
		this.texts = texts;
		this.papers = papers;
		this.mail = mail;
		this.sms = sms;
		this.webhook = webhook;
	}

	/** A notice ready to leave. */
	@FunctionalInterface
	interface Sending {

		/** Lets it leave, once. */
		SendResult send();

	}

	/** Prepares a notice; nothing leaves before {@link Sending#send()}. */
	Sending prepare(Outbox.Row row) {
		Sending sending = switch (row.channel()) {
			case MAIL -> {
				Mail written = mail(row);
				yield () -> this.mail.send(written);
			}
			case SMS -> () -> this.sms.send(row.key(), row.address(), row.content().text());
			case WEBHOOK -> () -> this.webhook.send(row.key(), row.address(), row.content().text());
			case IN_APP -> throw new IllegalStateException("notice " + row.id() + " needs no sending");
		};
		return () -> guarded(row, sending);
	}

	private Mail mail(Outbox.Row row) {
		return new Mail(row.key(), row.address(), row.locale(), row.content().subject(),
				this.texts.plain(row.content(), row.filing(), row.locale()),
				this.texts.html(row.content(), row.filing(), row.locale()),
				this.papers.make(row.facts(), row.filing(), row.locale()));
	}

	/** A gateway that throws has told nothing: it may have sent. */
	private static SendResult guarded(Outbox.Row row, Sending sending) {
		try {
			return sending.send();
		}
		catch (RuntimeException ex) {
			// The exception's message may quote an address.
			log.error("Sending notice {} failed with {}", row.id(), ex.getClass().getName());
			return SendResult.unknown(Results.ERROR);
		}
	}

}
