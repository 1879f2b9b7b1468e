package org.beianflow.notice.webhook;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.beianflow.notice.HttpListener;
import org.beianflow.notice.HttpListener.Received;
import org.beianflow.notice.NoticeSettings.Vendor;
import org.beianflow.notice.NoticeState;
import org.beianflow.notice.SendResult;
import org.beianflow.notice.TypicalNotices;
import org.beianflow.testing.MovedClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Messages to vendors, checked as a vendor would check them. */
@Timeout(180)
class SignedWebhookTest {

	private static final String SECRET = "a-shared-secret-of-some-length";

	private static final String JSON = "{\"event\":\"filing.number-issued\",\"subjectNumber\":\"京ICP备2026000001号\"}";

	/** Seconds; only silence lasts so long. */
	private static final int PATIENCE = 20;

	private final MovedClock clock = MovedClock.at("2026-11-23T10:00");

	private HttpListener vendor;

	@BeforeEach
	void open() throws IOException {
		this.vendor = new HttpListener();
	}

	@AfterEach
	void close() {
		this.vendor.close();
	}

	@Test
	void theVendorCanTellItFromAForgery() throws Exception {
		this.vendor.answers(204, "");
		assertThat(send(this.vendor.uri("/icp"))).isEqualTo(SendResult.sent("HTTP 204", null));
		Received request = this.vendor.received().get(0);
		assertThat(request.method()).isEqualTo("POST");
		assertThat(request.body()).isEqualTo(JSON);
		assertThat(request.header("Content-type")).isEqualTo("application/json; charset=UTF-8");
		assertThat(request.header("Beianflow-id")).isEqualTo("id-1");
		String timestamp = request.header("Beianflow-timestamp");
		assertThat(Long.parseLong(timestamp)).isEqualTo(this.clock.instant().getEpochSecond());
		Mac mac = Mac.getInstance("HmacSHA256");
		mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
		byte[] expected = mac.doFinal(("id-1." + timestamp + "." + request.body()).getBytes(StandardCharsets.UTF_8));
		assertThat(request.header("Beianflow-signature")).isEqualTo("v1=" + HexFormat.of().formatHex(expected));
	}

	@ParameterizedTest
	@CsvSource({ "301,HTTP 301", "401,HTTP 401", "500,HTTP 500", "0,NO_ANSWER", "-1,NO_ANSWER" })
	void whatIsNotAcceptedIsTriedAgain(int status, String words) {
		this.vendor.answers(status, "");
		int seconds = (status == HttpListener.SILENCE) ? 2 : PATIENCE;
		assertThat(send(this.vendor.uri("/icp"), seconds)).isEqualTo(SendResult.failed(words));
		assertThat(this.vendor.received()).as("not redirected").hasSize(1);
	}

	@Test
	void aVendorWithoutEndpointIsOnlyShown() {
		assertThat(send(null).state()).isEqualTo(NoticeState.SHOWN_ONLY);
		SignedWebhook webhook = new SignedWebhook(TypicalNotices.settings(), this.clock);
		assertThat(webhook.send("id-1", "unheard-of", JSON).state()).isEqualTo(NoticeState.SHOWN_ONLY);
		webhook.destroy();
	}

	@Test
	void aShortSecretIsRefusedAtTheStart() {
		assertThatThrownBy(() -> new Vendor(URI.create("http://vendor.example/"), "short", null, Locale.ENGLISH))
			.hasMessageContaining("webhook-secret of vendor.example");
	}

	private SendResult send(URI address) {
		return send(address, PATIENCE);
	}

	private SendResult send(URI address, int seconds) {
		SignedWebhook webhook = new SignedWebhook(TypicalNotices.settings(
				new Vendor(address, SECRET, null, Locale.SIMPLIFIED_CHINESE), Duration.ofSeconds(seconds)), this.clock);
		try {
			return webhook.send("id-1", "demo-cloud", JSON);
		}
		finally {
			webhook.destroy();
		}
	}

}
