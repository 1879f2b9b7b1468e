package org.beianflow.portal;

import java.util.List;
import java.util.Locale;

import org.beianflow.account.CodeSender;
import org.beianflow.notice.MailGateway;
import org.beianflow.notice.SmsGateway;

import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/** Codes for accounts, by SMS or mail. */
@Component
class AccountCodeSender implements CodeSender {

	private final SmsGateway sms;

	private final MailGateway mail;

	private final PageTexts texts;

	AccountCodeSender(SmsGateway sms, MailGateway mail, PageTexts texts) {
		this.sms = sms;
		this.mail = mail;
		this.texts = texts;
	}

	@Override
	public void send(String id, String to, String code, long minutes) {
		Locale locale = Locale.SIMPLIFIED_CHINESE;
		String text = this.texts.text("account.code.sms", locale, code, minutes);
		if (to.contains("@")) {
			this.mail.send(
					new MailGateway.Mail("code-" + id, to, locale, this.texts.text("account.code.mail.subject", locale),
							text, "<p>" + HtmlUtils.htmlEscape(text) + "</p>", List.of()));
		}
		else {
			this.sms.send(id, to, text);
		}
	}

}
