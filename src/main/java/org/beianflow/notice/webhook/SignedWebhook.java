package org.beianflow.notice.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.beianflow.notice.BoundedHttp;
import org.beianflow.notice.BoundedHttp.Answer;
import org.beianflow.notice.NoticeSettings;
import org.beianflow.notice.Results;
import org.beianflow.notice.SendResult;
import org.beianflow.notice.WebhookGateway;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Posts JSON to a cloud vendor, signed so that the vendor can tell it from a forgery.
 * <p>
 * The headers are {@code Beianflow-Id} (the same in every repetition),
 * {@code Beianflow-Timestamp} (seconds since 1970, at sending) and
 * {@code Beianflow-Signature}: {@code v1=} and, in hexadecimal, HMAC-SHA256 with the
 * shared secret over {@code <id>.<timestamp>.<body>}. The receiver answers 2xx once it
 * has the message, ignores an id it already has, and refuses old timestamps. Because it
 * knows repetitions, a lost answer is simply tried again.
 */
@Component
class SignedWebhook implements WebhookGateway, DisposableBean {

	private final NoticeSettings settings;

	private final BoundedHttp client;

	private final Clock clock;

	SignedWebhook(NoticeSettings settings, Clock clock) {
		this.settings = settings;
		this.clock = clock;
		this.client = new BoundedHttp(settings.vendorTimeOut());
	}

	@Override
	public SendResult send(String id, String vendor, String json) {
		NoticeSettings.Vendor to = this.settings.vendors().get(vendor);
		if (to == null || to.webhookUrl() == null) {
			return SendResult.shownOnly();
		}
		String timestamp = String.valueOf(this.clock.instant().getEpochSecond());
		HttpPost request = new HttpPost(to.webhookUrl());
		request.setHeader("Beianflow-Id", id);
		request.setHeader("Beianflow-Timestamp", timestamp);
		request.setHeader("Beianflow-Signature",
				"v1=" + signature(to.webhookSecret(), id + "." + timestamp + "." + json));
		request.setEntity(new StringEntity(json, ContentType.APPLICATION_JSON));
		Answer answer = this.client.call(request);
		return switch (answer.end()) {
			case NOT_SENT -> SendResult.failed(Results.NO_CONNECTION);
			case LOST -> SendResult.failed(Results.NO_ANSWER);
			case ANSWERED -> answer.success() ? SendResult.sent("HTTP " + answer.status(), null)
					: SendResult.failed("HTTP " + answer.status());
		};
	}

	private static String signature(String secret, String signed) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
			return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void destroy() {
		this.client.close();
	}

}
