package whole;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.icegreen.greenmail.util.GreenMail;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import org.beianflow.subject.PersonInCharge;
import org.beianflow.testing.ClosedPort;
import org.beianflow.testing.MailServer;
import parts.Browserless;

/**
 * What notices reach outside the application: a mail server, an SMS gateway and a cloud
 * vendor's system. All of them can be away for a while.
 */
final class Outside implements AutoCloseable {

	private static final String SECRET = "whole-run-shared-secret";

	private static final Pattern CODE = Pattern.compile("(?<!\\d)\\d{6}(?!\\d)");

	private int mailPort;

	private final HttpServer web;

	private final List<MimeMessage> kept = new ArrayList<>();

	private final List<Sms> sms = new CopyOnWriteArrayList<>();

	private final List<String> webhooks = new CopyOnWriteArrayList<>();

	private GreenMail mail;

	/** While the mail server is away nobody takes its port. */
	private ClosedPort mailAway;

	private volatile boolean away;

	Outside() {
		try {
			this.web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.web.createContext("/sms", this::takeSms);
		this.web.createContext("/vendor", this::takeWebhook);
		this.web.start();
		startMail();
	}

	/** A text message that arrived. */
	record Sms(String id, String to, String text) {

	}

	/** The settings by which a node finds all this. */
	List<String> settings() {
		int port = this.web.getAddress().getPort();
		return List.of("spring.mail.host=127.0.0.1", "spring.mail.port=" + this.mailPort,
				"beianflow.notice.mail.from=beian@example.cn", "beianflow.notice.sms.adapter=http",
				"beianflow.notice.sms.http.url=http://127.0.0.1:" + port + "/sms?id={id}&to={to}&text={text}",
				"beianflow.notice.sms.http.success-body=^taken",
				"beianflow.notice.vendors.demo-cloud.webhook-url=http://127.0.0.1:" + port + "/vendor",
				"beianflow.notice.vendors.demo-cloud.webhook-secret=" + SECRET);
	}

	/** Mail server and SMS gateway no longer answer. */
	void leave() {
		this.away = true;
		this.kept.addAll(List.of(this.mail.getReceivedMessages()));
		this.mail.stop();
		this.mailAway = new ClosedPort(this.mailPort);
	}

	/** They are back. */
	void comeBack() {
		startMail();
		this.mailAway.close();
		this.away = false;
	}

	private void startMail() {
		this.mail = MailServer.start(this.mailPort);
		this.mailPort = this.mail.getSmtp().getPort();
	}

	/** Message-IDs of all mails that arrived, in order. */
	List<String> mails() {
		List<MimeMessage> all = new ArrayList<>(this.kept);
		if (!this.away) {
			all.addAll(List.of(this.mail.getReceivedMessages()));
		}
		return all.stream().map((message) -> {
			try {
				return message.getMessageID();
			}
			catch (MessagingException ex) {
				throw new IllegalStateException(ex);
			}
		}).toList();
	}

	List<Sms> sms() {
		return List.copyOf(this.sms);
	}

	/** The newest code a telephone received. */
	Optional<String> code(String mobile) {
		return this.sms.stream()
			.filter((one) -> one.to().equals(mobile))
			.map((one) -> CODE.matcher(one.text()))
			.filter(Matcher::find)
			.map(Matcher::group)
			.reduce((first, second) -> second);
	}

	/** Makes an applicant's account with the code that its telephone receives. */
	void register(int port, String loginName, String phone, String email, String password) {
		Caller anybody = Caller.anybody(port);
		anybody.post("/api/v1/applicants/codes", Map.of("phone", phone)).expect(202);
		Waiting.until("a code has arrived", () -> code(phone).isPresent());
		anybody
			.post("/api/v1/applicants", Map.of("loginName", loginName, "phone", phone, "code",
					code(phone).orElseThrow(), "email", email, "password", password, "locale", "zh-CN"))
			.expect(201);
	}

	/** A person in charge enters the code on the public page. */
	void answerCode(int port, PersonInCharge person) {
		String number = person.idNumber();
		HttpResponse<String> answer = new Browserless(port).submit("/verify", Map.of("mobile", person.mobile(), "code",
				code(person.mobile()).orElseThrow(), "idTail", number.substring(number.length() - 6)));
		if (answer.statusCode() >= 400) {
			throw new AssertionError("the code was refused: " + answer.body());
		}
	}

	/** Ids of what the cloud vendor was told. */
	List<String> webhooks() {
		return List.copyOf(this.webhooks);
	}

	private void takeSms(HttpExchange exchange) throws IOException {
		if (this.away) {
			answer(exchange, 500, "away");
			return;
		}
		Map<String, String> fields = new LinkedHashMap<>();
		for (String pair : exchange.getRequestURI().getRawQuery().split("&")) {
			String[] parts = pair.split("=", 2);
			fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
		}
		this.sms.add(new Sms(fields.get("id"), fields.get("to"), fields.get("text")));
		answer(exchange, 200, "taken");
	}

	private void takeWebhook(HttpExchange exchange) throws IOException {
		if (this.away) {
			answer(exchange, 500, "away");
			return;
		}
		this.webhooks.add(exchange.getRequestHeaders().getFirst("Beianflow-Id"));
		answer(exchange, 200, "taken");
	}

	private static void answer(HttpExchange exchange, int status, String text) throws IOException {
		exchange.getRequestBody().readAllBytes();
		byte[] body = text.getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(status, body.length);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

	@Override
	public void close() {
		if (this.away) {
			this.mailAway.close();
		}
		else {
			this.mail.stop();
		}
		this.web.stop(0);
	}

}
