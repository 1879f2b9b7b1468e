package org.beianflow.notice.sms;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.beianflow.notice.HttpListener;
import org.beianflow.notice.HttpListener.Received;
import org.beianflow.notice.NoticeSettings;
import org.beianflow.notice.NoticeSettings.Http;
import org.beianflow.notice.NoticeSettings.SmsAdapter;
import org.beianflow.notice.NoticeState;
import org.beianflow.notice.Results;
import org.beianflow.notice.SendResult;
import org.beianflow.notice.TypicalNotices;
import org.beianflow.testing.ClosedPort;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** SMS over HTTP against a gateway in this JVM. */
@Timeout(180)
class HttpSmsTest {

	private static final String TEXT = "备案办件F2026110000123：请在1月6日24:00前补正并重新提交，以免逾期。100% & \"完\"";

	/** Seconds; only silence lasts so long. */
	private static final int PATIENCE = 20;

	private HttpListener gateway;

	@BeforeEach
	void open() throws IOException {
		this.gateway = new HttpListener();
	}

	@AfterEach
	void close() {
		this.gateway.close();
	}

	@Test
	void speaksToKannel() {
		this.gateway.answers(202, "0: Accepted for delivery");
		SendResult result = send(
				http("/cgi-bin/sendsms?username=bf&password=pw&to={to}&text={text}&coding=2&charset=UTF-8&dlr-url={id}",
						"GET", Map.of(), null, null, "^[03]: ", null));
		assertThat(result).isEqualTo(SendResult.sent("HTTP 202", null));
		Received request = this.gateway.received().get(0);
		assertThat(request.method()).isEqualTo("GET");
		assertThat(request.path()).isEqualTo("/cgi-bin/sendsms");
		assertThat(parameters(request.query())).containsEntry("to", "13800001234")
			.containsEntry("text", TEXT)
			.containsEntry("dlr-url", "id-1")
			.containsEntry("password", "pw");
	}

	@Test
	void postsAForm() {
		this.gateway.answers(200, "{\"code\":0,\"msgid\":\"m-77\"}");
		SendResult result = send(http("/send", "post", Map.of("mobile", "{to}", "content", "{text}", "uid", "{id}"),
				null, "备案服务", "\"code\":0\\b", "\"msgid\":\"([^\"]+)\""));
		assertThat(result).isEqualTo(SendResult.sent("HTTP 200", "m-77"));
		Received request = this.gateway.received().get(0);
		assertThat(request.header("Content-type")).isEqualTo("application/x-www-form-urlencoded; charset=UTF-8");
		assertThat(parameters(request.body())).containsExactlyInAnyOrderEntriesOf(
				Map.of("mobile", "13800001234", "content", "【备案服务】" + TEXT, "uid", "id-1"));
	}

	@Test
	void postsJson() throws Exception {
		this.gateway.answers(200, "");
		send(http("/send", "POST", Map.of(), "{\"to\":[\"{to}\"],\"text\":\"{text}\",\"id\":\"{id}\"}", null, null,
				null));
		Received request = this.gateway.received().get(0);
		assertThat(request.header("Content-type")).startsWith("application/json");
		assertThat(request.header("Authorization")).isEqualTo("Bearer secret");
		JsonNode json = new ObjectMapper().readTree(request.body());
		assertThat(json.get("text").asText()).isEqualTo(TEXT);
		assertThat(json.get("to").get(0).asText()).isEqualTo("13800001234");
	}

	@ParameterizedTest
	@CsvSource({ "200,1: rejected,FAILED,HTTP 200", "302,0: moved,FAILED,HTTP 302", "403,no,FAILED,HTTP 403",
			"503,4: temporary 13800001234,FAILED,HTTP 503", "504,,UNKNOWN,HTTP 504", "502,,UNKNOWN,HTTP 502",
			"0,,UNKNOWN,NO_ANSWER", "-1,,UNKNOWN,NO_ANSWER" })
	void whatIsKnownFollowsFromTheAnswer(int status, String body, NoticeState state, String words) {
		this.gateway.answers(status, (body != null) ? body : "");
		SendResult result = send(http("/sms?to={to}&text={text}", "GET", Map.of(), null, null, "^[03]: ", null),
				(status == HttpListener.SILENCE) ? 2 : PATIENCE);
		assertThat(result.state()).isEqualTo(state);
		assertThat(result.result()).isEqualTo(words);
		assertThat(this.gateway.received()).as("neither repeated nor redirected").hasSize(1);
	}

	@Test
	void nobodyListening() {
		Http http = http("/sms?to={to}", "GET", Map.of(), null, null, null, null);
		int port = this.gateway.uri("/").getPort();
		this.gateway.close();
		try (ClosedPort nobody = new ClosedPort(port)) {
			assertThat(send(http)).as("port %d", nobody.port()).isEqualTo(SendResult.failed(Results.NO_CONNECTION));
		}
	}

	@Test
	void withoutAGatewaySmsAreOnlyShown() {
		assertThat(
				new SmsConfiguration().smsGateway(TypicalNotices.settings()).send("id-1", "13800001234", TEXT).state())
			.isEqualTo(NoticeState.SHOWN_ONLY);
	}

	@Test
	void saysWhatToSetWhereTheAddressIsMissing() {
		assertThatThrownBy(() -> new HttpSms(new NoticeSettings.Sms(SmsAdapter.HTTP, Duration.ofSeconds(1), null)))
			.hasMessageContaining("beianflow.notice.sms.http.url");
	}

	private SendResult send(Http http) {
		return send(http, PATIENCE);
	}

	private SendResult send(Http http, int seconds) {
		HttpSms sms = new HttpSms(new NoticeSettings.Sms(SmsAdapter.HTTP, Duration.ofSeconds(seconds), http));
		try {
			return sms.send("id-1", "13800001234", TEXT);
		}
		finally {
			sms.destroy();
		}
	}

	private Http http(String path, String method, Map<String, String> form, String json, String signature,
			String success, String messageId) {
		return new Http(this.gateway.uri("") + path, method, form, json, Map.of("Authorization", "Bearer secret"),
				signature, success, messageId);
	}

	private static Map<String, String> parameters(String encoded) {
		return Arrays.stream(encoded.split("&"))
			.map((pair) -> pair.split("=", 2))
			.collect(Collectors.toMap((pair) -> pair[0], (pair) -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
	}

}
