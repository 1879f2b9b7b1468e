package org.beianflow.engine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Leaves out the variables that come along when a task is completed over HTTP: which way
 * a filing goes and when it is due follows from decisions and clocks in the domain, never
 * from what a client sends.
 */
final class NoForeignVariables extends OncePerRequestFilter {

	private static final Pattern COMPLETION = Pattern.compile(".*/task/[^/]+/(complete|submit-form|resolve)/*");

	/** More than any completion without variables needs. */
	private static final int MAX_BYTES = 1 << 20;

	private final ObjectMapper json;

	NoForeignVariables(ObjectMapper json) {
		this.json = json;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !"POST".equals(request.getMethod())
				|| !COMPLETION.matcher(request.getServletPath() + nullSafe(request.getPathInfo())).matches();
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		byte[] body = request.getInputStream().readNBytes(MAX_BYTES + 1);
		if (body.length > MAX_BYTES) {
			response.sendError(HttpStatus.PAYLOAD_TOO_LARGE.value());
			return;
		}
		try {
			chain.doFilter(new OtherBody(request, withoutVariables(body)), response);
		}
		catch (JsonProcessingException ex) {
			response.sendError(HttpStatus.BAD_REQUEST.value());
		}
	}

	private byte[] withoutVariables(byte[] body) throws IOException {
		JsonNode sent = this.json.readTree(body);
		if (sent instanceof ObjectNode completion) {
			completion.remove("variables");
			return this.json.writeValueAsBytes(completion);
		}
		return "{}".getBytes(StandardCharsets.UTF_8);
	}

	private static String nullSafe(String text) {
		return (text != null) ? text : "";
	}

	private static final class OtherBody extends HttpServletRequestWrapper {

		private final byte[] body;

		OtherBody(HttpServletRequest request, byte[] body) {
			super(request);
			this.body = body;
		}

		@Override
		public int getContentLength() {
			return this.body.length;
		}

		@Override
		public long getContentLengthLong() {
			return this.body.length;
		}

		@Override
		public String getHeader(String name) {
			return "Content-Length".equalsIgnoreCase(name) ? String.valueOf(this.body.length) : super.getHeader(name);
		}

		@Override
		public ServletInputStream getInputStream() {
			return new Bytes(this.body);
		}

	}

	private static final class Bytes extends ServletInputStream {

		private final ByteArrayInputStream bytes;

		Bytes(byte[] body) {
			this.bytes = new ByteArrayInputStream(body);
		}

		@Override
		public int read() {
			return this.bytes.read();
		}

		@Override
		public boolean isFinished() {
			return this.bytes.available() == 0;
		}

		@Override
		public boolean isReady() {
			return true;
		}

		@Override
		public void setReadListener(ReadListener listener) {
			throw new IllegalStateException("this body is read at once");
		}

	}

}
