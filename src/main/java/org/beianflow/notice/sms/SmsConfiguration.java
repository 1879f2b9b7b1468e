package org.beianflow.notice.sms;

import org.beianflow.notice.NoticeSettings;
import org.beianflow.notice.SendResult;
import org.beianflow.notice.SmsGateway;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which way SMS go. */
@Configuration(proxyBeanMethods = false)
class SmsConfiguration {

	@Bean
	SmsGateway smsGateway(NoticeSettings settings) {
		NoticeSettings.Sms sms = settings.sms();
		return switch (sms.adapter()) {
			// The text lies in the outbox, where staff read it.
			case CONSOLE -> (id, mobile, text) -> SendResult.shownOnly();
			case HTTP -> new HttpSms(sms);
		};
	}

}
