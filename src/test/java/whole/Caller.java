package whole;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** Somebody on the other side of the wire: with a token, a session, or a password. */
final class Caller {

	static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule())
		.disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

	private static final Duration PATIENCE = Duration.ofMinutes(4);

	private final CookieManager cookies = new CookieManager();

	private final HttpClient client = HttpClient.newBuilder()
		.cookieHandler(this.cookies)
		.connectTimeout(PATIENCE)
		.build();

	private final int port;

	private String authorization;

	private Caller(int port) {
		this.port = port;
	}

	/** Somebody nobody knows. */
	static Caller anybody(int port) {
		return new Caller(port);
	}

	/** An applicant with a token. */
	static Caller applicant(int port, String login, String password) {
		Caller caller = new Caller(port);
		Answer answer = caller.post("/api/v1/session",
				JSON.createObjectNode().put("login", login).put("password", password));
		caller.authorization = "Bearer " + answer.expect(200).path("token").asText();
		return caller;
	}

	/** A member of staff, signed in on the page, as for Tasklist. */
	static Caller staff(int port, String id, String password) {
		Caller caller = new Caller(port);
		caller.get("/staff/sign-in");
		Answer answer = caller.send("POST", "/staff/sign-in", "application/x-www-form-urlencoded",
				BodyPublishers.ofString("username=" + URLEncoder.encode(id, StandardCharsets.UTF_8) + "&password="
						+ URLEncoder.encode(password, StandardCharsets.UTF_8)));
		if (answer.status() != 302 || answer.location().contains("sign-in")) {
			throw new AssertionError(id + " could not sign in: " + answer);
		}
		caller.get("/camunda/app/tasklist/default/");
		return caller;
	}

	/** A member of staff at the engine's REST interface, with the password each time. */
	static Caller program(int port, String id, String password) {
		Caller caller = new Caller(port);
		caller.authorization = "Basic "
				+ Base64.getEncoder().encodeToString((id + ":" + password).getBytes(StandardCharsets.UTF_8));
		return caller;
	}

	/** What came back. */
	record Answer(int status, String location, String body) {

		/** The body, if the status is this one. */
		JsonNode expect(int wanted) {
			if (this.status != wanted) {
				throw new AssertionError("wanted " + wanted + ", came " + this);
			}
			return json();
		}

		JsonNode json() {
			try {
				return JSON.readTree(this.body.isEmpty() ? "null" : this.body);
			}
			catch (IOException ex) {
				throw new AssertionError("not JSON: " + this, ex);
			}
		}

	}

	Answer get(String path) {
		return send("GET", path, null, BodyPublishers.noBody());
	}

	Answer post(String path, Object body) {
		return send("POST", path, body);
	}

	Answer put(String path, Object body) {
		return send("PUT", path, body);
	}

	/** Uploads a file as a form does. */
	Answer upload(String path, String slot, String fileName, byte[] content) {
		String boundary = "----" + UUID.randomUUID();
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"slot\"\r\n\r\n" + slot + "\r\n--"
				+ boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + fileName
				+ "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
			.getBytes(StandardCharsets.UTF_8));
		body.writeBytes(content);
		body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
		return send("POST", path, "multipart/form-data; boundary=" + boundary,
				BodyPublishers.ofByteArray(body.toByteArray()));
	}

	byte[] download(String path) {
		HttpRequest.Builder request = request(path);
		try {
			HttpResponse<byte[]> response = this.client.send(request.GET().build(), BodyHandlers.ofByteArray());
			if (response.statusCode() != 200) {
				throw new AssertionError(path + " answered " + response.statusCode());
			}
			return response.body();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private Answer send(String method, String path, Object body) {
		try {
			return send(method, path, "application/json",
					BodyPublishers.ofString((body != null) ? JSON.writeValueAsString(body) : ""));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Answer send(String method, String path, String type, BodyPublisher body) {
		HttpRequest.Builder request = request(path).method(method, body);
		if (type != null) {
			request.header("Content-Type", type);
		}
		try {
			HttpResponse<String> response = this.client.send(request.build(), BodyHandlers.ofString());
			return new Answer(response.statusCode(), response.headers().firstValue("Location").orElse(""),
					response.body());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(method + " " + path, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private HttpRequest.Builder request(String path) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path))
			.timeout(PATIENCE)
			.header("Accept-Language", "zh-CN");
		if (this.authorization != null) {
			request.header("Authorization", this.authorization);
		}
		for (HttpCookie cookie : this.cookies.getCookieStore().getCookies()) {
			// Both halves of the application ask for the value of their own cookie.
			if (cookie.getName().endsWith("XSRF-TOKEN") || cookie.getName().equals("BF-XSRF")) {
				request.setHeader(cookie.getName().equals("BF-XSRF") ? "X-BF-XSRF" : "X-XSRF-TOKEN", cookie.getValue());
			}
		}
		return request;
	}

}
