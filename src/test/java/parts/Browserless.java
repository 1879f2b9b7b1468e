package parts;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A person with cookies but without a screen: signs in on the page and calls what the
 * page would call.
 */
public final class Browserless {

	public static final String PASSWORD = "Beian-Demo-2026";

	/** Begins the body of a form with files. */
	public static final String FORM = "------parts";

	private final CookieManager cookies = new CookieManager();

	private final HttpClient client = HttpClient.newBuilder().cookieHandler(this.cookies).build();

	private final String base;

	public Browserless(int port) {
		this.base = "http://127.0.0.1:" + port;
	}

	/** Signs in on the staff page. */
	public static Browserless staff(int port, String id) {
		Browserless person = new Browserless(port);
		HttpResponse<String> answer = person.signIn("/staff/sign-in", id, PASSWORD);
		if (answer.statusCode() != 302 || answer.headers().firstValue("Location").orElse("").contains("sign-in")) {
			throw new AssertionError(id + " could not sign in: " + answer.statusCode());
		}
		return person;
	}

	public HttpResponse<String> signIn(String page, String name, String password) {
		return submit(page, Map.of("username", name, "password", password));
	}

	/** Opens a page and sends its form. */
	public HttpResponse<String> submit(String page, Map<String, String> fields) {
		get(page);
		String body = fields.entrySet()
			.stream()
			.map((field) -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
			.collect(Collectors.joining("&"));
		return send(HttpRequest.newBuilder()
			.header("Content-Type", "application/x-www-form-urlencoded")
			.header("X-BF-XSRF", cookie("BF-XSRF"))
			.POST(BodyPublishers.ofString(body)), page);
	}

	public HttpResponse<String> get(String path, String... headers) {
		return send(with(HttpRequest.newBuilder(), headers).GET(), path);
	}

	/** Posts JSON, or a form with files, as Tasklist does: with Camunda's CSRF token. */
	public HttpResponse<String> post(String path, String json, String... headers) {
		HttpRequest.Builder request = with(HttpRequest.newBuilder(), headers)
			.header("Content-Type",
					json.startsWith(FORM) ? "multipart/form-data; boundary=" + FORM.substring(2) : "application/json")
			.POST(BodyPublishers.ofString(json));
		String token = cookie("XSRF-TOKEN");
		if (token != null) {
			request.header("X-XSRF-TOKEN", token);
		}
		return send(request, path);
	}

	public HttpResponse<String> call(String method, String path, String... headers) {
		return send(with(HttpRequest.newBuilder(), headers).method(method, BodyPublishers.ofString("{}"))
			.header("Content-Type", "application/json"), path);
	}

	public String cookie(String name) {
		return this.cookies.getCookieStore()
			.getCookies()
			.stream()
			.filter((cookie) -> cookie.getName().equals(name))
			.map(HttpCookie::getValue)
			.findFirst()
			.orElse(null);
	}

	private static HttpRequest.Builder with(HttpRequest.Builder request, String[] headers) {
		return (headers.length == 0) ? request : request.headers(Arrays.copyOf(headers, headers.length));
	}

	private HttpResponse<String> send(HttpRequest.Builder request, String path) {
		try {
			return this.client.send(request.uri(URI.create(this.base + path)).build(), BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new AssertionError(path, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError(path, ex);
		}
	}

}
