package org.beianflow.notice.mail;

import org.beianflow.notice.MailGateway;
import org.beianflow.notice.NoticeSettings;
import org.beianflow.notice.SendResult;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * Mail goes by SMTP where {@code spring.mail.host} names a server; without one it is only
 * shown among the outgoing notices.
 */
@Configuration(proxyBeanMethods = false)
class MailConfiguration {

	@Bean
	MailGateway mailGateway(ObjectProvider<JavaMailSenderImpl> server, NoticeSettings settings) {
		JavaMailSenderImpl sender = server.getIfAvailable();
		if (sender == null || sender.getHost() == null || sender.getHost().isBlank()) {
			return (mail) -> SendResult.shownOnly();
		}
		return new SmtpMail(sender, settings);
	}

}
