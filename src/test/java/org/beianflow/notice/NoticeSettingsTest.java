package org.beianflow.notice;

import java.time.Duration;
import java.time.LocalTime;
import java.util.Map;

import org.beianflow.notice.NoticeSettings.SmsAdapter;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The settings as they come from configuration. */
class NoticeSettingsTest {

	@Test
	void nothingNeedsToBeSet() {
		NoticeSettings settings = bind(Map.of());
		assertThat(settings.retries()).containsExactly(Duration.ofMinutes(1), Duration.ofMinutes(5),
				Duration.ofMinutes(30), Duration.ofHours(2), Duration.ofHours(6));
		assertThat(settings.quietHours())
			.isEqualTo(new NoticeSettings.QuietHours(LocalTime.of(22, 0), LocalTime.of(8, 0)));
		assertThat(settings.sms().adapter()).isEqualTo(SmsAdapter.CONSOLE);
		assertThat(settings.mail().timeOut()).isEqualTo(Duration.ofSeconds(20));
		assertThat(settings.vendors()).isEmpty();
	}

	@Test
	void aGatewayAndAVendor() {
		NoticeSettings settings = bind(Map.of("beianflow.notice.sms.adapter", "http", "beianflow.notice.sms.http.url",
				"http://127.0.0.1:13013/cgi-bin/sendsms?to={to}&text={text}", "beianflow.notice.sms.http.success-body",
				"^[03]: ", "beianflow.notice.sms.http.headers.X-Key", "k",
				"beianflow.notice.vendors.demo-cloud.webhook-url", "https://cloud.example/icp",
				"beianflow.notice.vendors.demo-cloud.webhook-secret", "0123456789abcdef",
				"beianflow.notice.vendors.demo-cloud.mail", "icp@cloud.example"));
		assertThat(settings.sms().http().successBody()).isEqualTo("^[03]: ");
		assertThat(settings.sms().http().method()).isEqualTo("GET");
		assertThat(settings.vendors().get("demo-cloud").mail()).isEqualTo("icp@cloud.example");
		assertThat(settings.toString()).doesNotContain("0123456789abcdef", "sendsms");
	}

	@Test
	void noCallMayOutlastTheLockOfItsJob() {
		assertThatThrownBy(() -> bind(Map.of("beianflow.notice.mail.time-out", "30s")))
			.hasRootCauseMessage("beianflow.notice.mail.time-out is PT30S; it must be more than 0 and at most 20 s.");
	}

	private static NoticeSettings bind(Map<String, String> properties) {
		return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("beianflow.notice",
				NoticeSettings.class);
	}

}
