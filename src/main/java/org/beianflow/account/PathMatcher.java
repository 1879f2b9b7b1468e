package org.beianflow.account;

import java.util.Arrays;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Matches the whole path below the context path. Spring's own matchers look below the
 * servlet, so they miss Camunda's servlets and Jersey.
 */
final class PathMatcher implements RequestMatcher {

	private final HttpMethod method;

	private final List<PathPattern> patterns;

	PathMatcher(String... patterns) {
		this(null, patterns);
	}

	PathMatcher(HttpMethod method, String... patterns) {
		this.method = method;
		this.patterns = Arrays.stream(patterns).map(PathPatternParser.defaultInstance::parse).toList();
	}

	@Override
	public boolean matches(HttpServletRequest request) {
		PathContainer path = PathContainer.parsePath(path(request));
		return (this.method == null || this.method.matches(request.getMethod()))
				&& this.patterns.stream().anyMatch((pattern) -> pattern.matches(path));
	}

	/**
	 * The path without slashes at its end, which JAX-RS does not care about, so neither
	 * may we.
	 */
	static String path(HttpServletRequest request) {
		String path = request.getRequestURI().substring(request.getContextPath().length());
		while (path.length() > 1 && path.endsWith("/")) {
			path = path.substring(0, path.length() - 1);
		}
		return path;
	}

}
