package org.beianflow.account;

import java.net.URI;

import jakarta.servlet.http.HttpServletRequest;

/**
 * The page somebody looks at. A refused form is answered at the address it was sent to,
 * which nobody can open: links on that answer have to lead to the page the form stands
 * on.
 */
public final class StandingPage {

	private StandingPage() {
	}

	/** Path without the context, and the query if there is one. */
	public static String of(HttpServletRequest request) {
		String own = request.getRequestURI();
		if (request.getMethod().equals("GET")) {
			return within(request, own, request.getQueryString());
		}
		URI from = cameFrom(request);
		if (from != null && !from.getRawPath().equals(own)) {
			return within(request, from.getRawPath(), from.getRawQuery());
		}
		// Sent once more from such an answer: the page above it can be opened.
		return within(request, own.substring(0, Math.max(1, own.lastIndexOf('/'))), null);
	}

	/** Null where it came from elsewhere, or does not say. */
	private static URI cameFrom(HttpServletRequest request) {
		try {
			URI from = URI.create(String.valueOf(request.getHeader("Referer")));
			boolean here = request.getServerName().equalsIgnoreCase(from.getHost())
					&& from.getRawPath().startsWith(request.getContextPath() + "/");
			return here ? from : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private static String within(HttpServletRequest request, String path, String query) {
		return path.substring(request.getContextPath().length()) + ((query != null) ? "?" + query : "");
	}

}
