package org.beianflow.notice.sms;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.beianflow.notice.BoundedHttp;
import org.beianflow.notice.BoundedHttp.Answer;
import org.beianflow.notice.NoticeSettings;
import org.beianflow.notice.Results;
import org.beianflow.notice.SendResult;
import org.beianflow.notice.SmsGateway;

import org.springframework.beans.factory.DisposableBean;

/**
 * Sends SMS through an HTTP gateway whose request is described in the settings: Kannel's
 * sendsms, and the gateways of governments and carriers that take a form or JSON.
 */
class HttpSms implements SmsGateway, DisposableBean {

	private static final Pattern PLACEHOLDER = Pattern.compile("\\{(to|text|id)}");

	private final NoticeSettings.Http http;

	private final BoundedHttp client;

	private final Pattern success;

	private final Pattern messageId;

	HttpSms(NoticeSettings.Sms sms) {
		this.http = sms.http();
		if (this.http == null || this.http.url() == null) {
			throw new IllegalArgumentException(
					"beianflow.notice.sms.adapter is http, but beianflow.notice.sms.http.url is not set.");
		}
		this.client = new BoundedHttp(sms.timeOut());
		this.success = pattern(this.http.successBody());
		this.messageId = pattern(this.http.messageId());
	}

	private static Pattern pattern(String expression) {
		return (expression != null && !expression.isEmpty()) ? Pattern.compile(expression) : null;
	}

	@Override
	public SendResult send(String id, String mobile, String text) {
		String signed = (this.http.signature() != null) ? "【" + this.http.signature() + "】" + text : text;
		Answer answer = this.client.call(request(Map.of("to", mobile, "text", signed, "id", id)));
		return switch (answer.end()) {
			case NOT_SENT -> SendResult.failed(Results.NO_CONNECTION);
			case LOST -> SendResult.unknown(Results.NO_ANSWER);
			case ANSWERED -> judge(answer);
		};
	}

	private SendResult judge(Answer answer) {
		String result = "HTTP " + answer.status();
		if (answer.status() == 502 || answer.status() == 504) {
			// A machine between us and the gateway speaks; the gateway itself may have
			// it.
			return SendResult.unknown(result);
		}
		boolean taken = answer.success() && (this.success == null || this.success.matcher(answer.body()).find());
		if (!taken) {
			return SendResult.failed(result);
		}
		Matcher found = (this.messageId != null) ? this.messageId.matcher(answer.body()) : null;
		return SendResult.sent(result, (found != null && found.find()) ? found.group(1) : null);
	}

	private HttpUriRequestBase request(Map<String, String> values) {
		URI address = URI.create(fill(this.http.url(), values, HttpSms::percentEncoded));
		HttpUriRequestBase request = this.http.method().equals("POST") ? new HttpPost(address) : new HttpGet(address);
		this.http.headers().forEach((name, value) -> request.setHeader(name, fill(value, values, HttpSms::headerSafe)));
		if (this.http.json() != null) {
			request.setEntity(
					new StringEntity(fill(this.http.json(), values, HttpSms::escaped), ContentType.APPLICATION_JSON));
		}
		else if (!this.http.form().isEmpty()) {
			request.setEntity(new StringEntity(form(values),
					ContentType.APPLICATION_FORM_URLENCODED.withCharset(StandardCharsets.UTF_8)));
		}
		return request;
	}

	private String form(Map<String, String> values) {
		return this.http.form()
			.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByKey())
			.map((field) -> percentEncoded(field.getKey()) + "="
					+ percentEncoded(fill(field.getValue(), values, UnaryOperator.identity())))
			.collect(Collectors.joining("&"));
	}

	private static String fill(String template, Map<String, String> values, UnaryOperator<String> coded) {
		return PLACEHOLDER.matcher(template)
			.replaceAll((found) -> Matcher.quoteReplacement(coded.apply(values.get(found.group(1)))));
	}

	private static String percentEncoded(String value) {
		return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
	}

	private static String escaped(String value) {
		return new String(JsonStringEncoder.getInstance().quoteAsString(value));
	}

	private static String headerSafe(String value) {
		return value.replaceAll("[\\r\\n]", " ");
	}

	@Override
	public void destroy() {
		this.client.close();
	}

}
