package org.beianflow.notice.mail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import org.beianflow.notice.MailGateway;
import org.beianflow.notice.MailGateway.Mail;
import org.beianflow.notice.MailGateway.Paper;
import org.beianflow.notice.NoticeState;
import org.beianflow.notice.Results;
import org.beianflow.notice.SendResult;
import org.beianflow.notice.TypicalNotices;
import org.beianflow.testing.ClosedPort;
import org.beianflow.testing.MailServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.mail.javamail.JavaMailSenderImpl;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Real SMTP: what a mail looks like when it arrives, and what is known when it may not.
 */
@Timeout(300)
class SmtpMailTest {

	private static final Mail MAIL = new Mail("0123456789abcdef0123456789abcdef", "li.si@example.com",
			Locale.SIMPLIFIED_CHINESE, "请缴纳服务费（F2026110000123）", "请在 2026年11月29日（周日）24:00 前缴纳服务费 ¥300.00。\n",
			"<p>请在 2026年11月29日（周日）24:00 前缴纳服务费 ¥300.00。</p>",
			List.of(new Paper("备案审批通知书-F2026110000123.pdf", "%PDF-1.7 内容".getBytes(StandardCharsets.UTF_8))));

	@Test
	void aMailArrivesWithSubjectTextHtmlAndPaper() throws Exception {
		GreenMail server = MailServer.start();
		try {
			SendResult result = gateway(server.getSmtp().getPort(), Duration.ofSeconds(20)).send(MAIL);
			assertThat(result).isEqualTo(SendResult.sent("250", "<" + MAIL.key() + "@cloud.example>"));
			MimeMessage message = server.getReceivedMessages()[0];
			assertThat(message.getSubject()).isEqualTo(MAIL.subject());
			assertThat(message.getMessageID()).isEqualTo("<" + MAIL.key() + "@cloud.example>");
			assertThat(MimeUtility.decodeText(message.getHeader("From", null)))
				.isEqualTo("示例云备案服务中心 <beian@cloud.example>");
			assertThat(message.getHeader("To", null)).isEqualTo("li.si@example.com");
			assertThat(message.getHeader("Auto-Submitted", null)).isEqualTo("auto-generated");
			assertThat(part(message, "text/plain").getContent().toString().replace("\r", "")).isEqualTo(MAIL.text());
			assertThat(part(message, "text/html").getContent().toString()).isEqualTo(MAIL.html());
			Part paper = part(message, "application/pdf");
			assertThat(MimeUtility.decodeText(paper.getFileName())).isEqualTo("备案审批通知书-F2026110000123.pdf");
			try (InputStream content = paper.getInputStream()) {
				assertThat(content.readAllBytes()).isEqualTo(MAIL.papers().get(0).content());
			}
		}
		finally {
			server.stop();
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			CONNECT | 421 4.3.2 busy with li.si@example.com    | FAILED  | false | 421
			CONNECT | HANG_UP                                  | FAILED  | false | NO_ANSWER
			MAIL    | 451 4.3.0 later                          | FAILED  | false | 451 4.3.0
			MAIL    | 550 5.7.1 not you                        | FAILED  | false | 550 5.7.1
			RCPT    | 450 4.2.1 <li.si@example.com> greylisted | FAILED  | false | 450 4.2.1
			RCPT    | 550 5.1.1 <li.si@example.com> unknown    | FAILED  | true  | 550 5.1.1
			RCPT    | HANG_UP                                  | FAILED  | false | NO_ANSWER
			DATA    | 554 no valid recipients                  | FAILED  | false | 554
			DATA    | HANG_UP                                  | FAILED  | false | NO_ANSWER
			.       | 452 4.3.1 disk full                      | FAILED  | false | 452 4.3.1
			.       | 554 5.7.1 looks like spam                | FAILED  | false | 554 5.7.1
			.       | HANG_UP                                  | UNKNOWN | false | NO_ANSWER
			QUIT    | HANG_UP                                  | SENT    | false | 250
			QUIT    | 500 what                                 | SENT    | false | 250
			""")
	void whatIsKnownDependsOnHowFarItCame(String phase, String answer, NoticeState state, boolean lasting, String words)
			throws IOException {
		try (ScriptedSmtp server = new ScriptedSmtp().at(phase, answer)) {
			SendResult result = gateway(server.port(), Duration.ofSeconds(20)).send(MAIL);
			assertThat(result.state()).isEqualTo(state);
			assertThat(result.lasting()).isEqualTo(lasting);
			assertThat(result.result()).isEqualTo(words).doesNotContain("li.si");
			assertThat(server.bodies()).hasSize((state == NoticeState.FAILED && !phase.equals(".")) ? 0 : 1);
		}
	}

	/** It stalls for ever. */
	@ParameterizedTest
	@CsvSource({ "EHLO,SILENCE,FAILED", "EHLO,TARPIT,FAILED", "RCPT,TARPIT,FAILED", "DATA,SILENCE,FAILED",
			".,SILENCE,UNKNOWN", ".,TARPIT,UNKNOWN" })
	void aServerThatStallsIsLeft(String phase, String answer, NoticeState state) throws IOException {
		try (ScriptedSmtp server = new ScriptedSmtp().at(phase, answer)) {
			SendResult result = gateway(server.port(), Duration.ofSeconds(3)).send(MAIL);
			assertThat(result.state()).isEqualTo(state);
		}
	}

	@Test
	void nobodyListening() {
		try (ClosedPort nobody = new ClosedPort()) {
			assertThat(gateway(nobody.port(), Duration.ofSeconds(20)).send(MAIL))
				.isEqualTo(SendResult.failed(Results.NO_CONNECTION));
		}
	}

	@Test
	void anAddressThatIsNoneIsRefusedWithoutAsking() throws IOException {
		try (ScriptedSmtp server = new ScriptedSmtp()) {
			Mail bad = new Mail(MAIL.key(), "not an address", MAIL.locale(), MAIL.subject(), MAIL.text(), MAIL.html(),
					List.of());
			assertThat(gateway(server.port(), Duration.ofSeconds(20)).send(bad))
				.isEqualTo(SendResult.refused(Results.BAD_ADDRESS));
		}
	}

	@Test
	void withoutAServerMailsAreOnlyShown() {
		MailGateway shown = new MailConfiguration().mailGateway(
				new DefaultListableBeanFactory().getBeanProvider(JavaMailSenderImpl.class), TypicalNotices.settings());
		assertThat(shown.send(MAIL).state()).isEqualTo(NoticeState.SHOWN_ONLY);
	}

	private static MailGateway gateway(int port, Duration timeOut) {
		JavaMailSenderImpl sender = new JavaMailSenderImpl();
		sender.setHost("127.0.0.1");
		sender.setPort(port);
		DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
		beans.registerSingleton("mailSender", sender);
		return new MailConfiguration().mailGateway(beans.getBeanProvider(JavaMailSenderImpl.class),
				TypicalNotices.settings(TypicalNotices.settings().vendors().get("demo-cloud"), timeOut));
	}

	private static Part part(Part part, String type) throws Exception {
		if (part.isMimeType(type)) {
			return part;
		}
		if (part.getContent() instanceof Multipart parts) {
			for (int i = 0; i < parts.getCount(); i++) {
				BodyPart one = parts.getBodyPart(i);
				Part found = part(one, type);
				if (found != null) {
					return found;
				}
			}
		}
		return null;
	}

}
