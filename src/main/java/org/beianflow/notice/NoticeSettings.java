package org.beianflow.notice;

import java.net.URI;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How notices are sent.
 *
 * @param baseUrl where people reach this installation; links in mails begin with it
 * @param applicantPath page of a filing for its applicant; {@code {filing}} is the case
 * number
 * @param staffPath page where staff work
 * @param issuer the access provider as it signs papers and mails
 * @param retries pauses between the tries; after the last one a person decides (domain.md
 * §11, strength.md §2)
 * @param urgentRetries the same for decisions and for what tells of a clock of hours: so
 * short that a person can still call within it
 * @param quietHours when SMS that can wait are not sent
 * @param undeliveredWithin how long a person may take to look at an undelivered notice
 * @param undeliveredUrgentWithin the same where a clock of hours runs
 * @param mail sender and time-outs of mail; the server is {@code spring.mail.*}
 * @param sms the way to the SMS gateway
 * @param vendors cloud vendors by name
 * @param vendorTimeOut for each whole call of a vendor's system
 */
@ConfigurationProperties("beianflow.notice")
public record NoticeSettings(@DefaultValue("http://localhost:8080") URI baseUrl,
		@DefaultValue("/filings/{filing}") String applicantPath,
		@DefaultValue("/camunda/app/tasklist/") String staffPath, @DefaultValue("接入服务商备案中心") String issuer,
		@DefaultValue("1m,5m,30m,2h,6h") List<Duration> retries,
		@DefaultValue("1m,3m,5m,10m,15m") List<Duration> urgentRetries, @DefaultValue QuietHours quietHours,
		@DefaultValue("1d") Duration undeliveredWithin, @DefaultValue("2h") Duration undeliveredUrgentWithin,
		@DefaultValue Mail mail, @DefaultValue Sms sms, Map<String, Vendor> vendors,
		@DefaultValue("20s") Duration vendorTimeOut) {

	/** No single call may take longer: the engine's lock of a job is 60 s. */
	private static final Duration LONGEST_CALL = Duration.ofSeconds(20);

	public NoticeSettings {
		retries = List.copyOf(retries);
		urgentRetries = List.copyOf(urgentRetries);
		vendors = (vendors != null) ? Map.copyOf(vendors) : Map.of();
		bounded("beianflow.notice.mail.time-out", mail.timeOut());
		bounded("beianflow.notice.sms.time-out", sms.timeOut());
		bounded("beianflow.notice.vendor-time-out", vendorTimeOut);
	}

	private static void bounded(String name, Duration timeOut) {
		if (timeOut.isNegative() || timeOut.isZero() || timeOut.compareTo(LONGEST_CALL) > 0) {
			throw new IllegalArgumentException(
					"%s is %s; it must be more than 0 and at most 20 s.".formatted(name, timeOut));
		}
	}

	/**
	 * When SMS that can wait are not sent, wall time in Asia/Shanghai.
	 *
	 * @param from they begin
	 * @param to they end; the same as {@code from} for none
	 */
	public record QuietHours(@DefaultValue("22:00") LocalTime from, @DefaultValue("08:00") LocalTime to) {
	}

	/**
	 * Sender and time-outs of mail.
	 *
	 * @param from address of the sender
	 * @param fromName name of the sender; the issuer if empty
	 * @param timeOut for the whole dialogue with the server
	 */
	public record Mail(@DefaultValue("beian@localhost") String from, String fromName,
			@DefaultValue("20s") Duration timeOut) {
	}

	/** Where SMS go. */
	public enum SmsAdapter {

		/** Nowhere: they are shown among the outgoing notices. */
		CONSOLE,
		/** To an HTTP gateway. */
		HTTP

	}

	/**
	 * The way to the SMS gateway.
	 *
	 * @param adapter which
	 * @param timeOut for the whole call
	 * @param http the request, for the HTTP adapter
	 */
	public record Sms(@DefaultValue("console") SmsAdapter adapter, @DefaultValue("20s") Duration timeOut, Http http) {
	}

	/**
	 * A request to an SMS gateway. In all values {@code {to}}, {@code {text}} and
	 * {@code {id}} stand for the phone number, the text and our id of the message.
	 * <p>
	 * For Kannel's sendsms:
	 * {@code url=http://host:13013/cgi-bin/sendsms?username=…&password=…
	 * &to={to}&text={text}&coding=2&charset=UTF-8}, {@code success-body=^[03]: }.
	 *
	 * @param url address; what is put in is percent-encoded
	 * @param method {@code GET}, or {@code POST} with form or JSON
	 * @param form parameters of a POST as a form
	 * @param json body of a POST as JSON; what is put in is escaped
	 * @param headers further headers
	 * @param signature the signature without brackets, if the gateway does not put its
	 * own in front
	 * @param successBody pattern that the answer contains if the gateway took the message
	 * over; empty if the status 2xx says so
	 * @param messageId pattern whose first group is the gateway's id in the answer
	 */
	public record Http(String url, @DefaultValue("GET") String method, Map<String, String> form, String json,
			Map<String, String> headers, String signature, String successBody, String messageId) {

		public Http {
			form = (form != null) ? Map.copyOf(form) : Map.of();
			headers = (headers != null) ? Map.copyOf(headers) : Map.of();
			method = method.toUpperCase(Locale.ROOT);
		}

		/** Without values: they carry the gateway's password. */
		@Override
		public String toString() {
			return "Http[" + this.method + "]";
		}

	}

	/**
	 * A cloud vendor.
	 *
	 * @param webhookUrl where its system takes messages, or null if it has none
	 * @param webhookSecret what they are signed with
	 * @param mail its address, or null
	 * @param locale language of its mails
	 */
	public record Vendor(URI webhookUrl, String webhookSecret, String mail, @DefaultValue("zh-CN") Locale locale) {

		public Vendor {
			if (webhookUrl != null && (webhookSecret == null || webhookSecret.length() < 16)) {
				throw new IllegalArgumentException(
						"webhook-secret of " + webhookUrl.getHost() + " is missing or shorter than 16 characters.");
			}
		}

		/** Without the secret. */
		@Override
		public String toString() {
			return "Vendor[" + this.webhookUrl + "]";
		}

	}

}
