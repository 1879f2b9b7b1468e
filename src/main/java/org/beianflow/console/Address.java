package org.beianflow.console;

import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletRequest;

import org.beianflow.account.StandingPage;

import org.springframework.web.util.UriComponentsBuilder;

/**
 * The address of the page that is shown: filters, order and place in a list stand in it,
 * so that a link can be kept and sent.
 */
public final class Address {

	private final String path;

	private final String query;

	Address(HttpServletRequest request) {
		String page = StandingPage.of(request);
		int mark = page.indexOf('?');
		this.path = request.getContextPath() + ((mark < 0) ? page : page.substring(0, mark));
		this.query = (mark < 0) ? null : page.substring(mark + 1);
	}

	/**
	 * This page with some parameters changed.
	 * @param pairs name and value by turns; an empty value takes the parameter away
	 */
	public String with(String... pairs) {
		UriComponentsBuilder uri = UriComponentsBuilder.fromPath(this.path).query(this.query);
		for (int i = 0; i + 1 < pairs.length; i += 2) {
			if (pairs[i + 1] == null || pairs[i + 1].isEmpty()) {
				uri.replaceQueryParam(pairs[i]);
			}
			else {
				uri.replaceQueryParam(pairs[i],
						org.springframework.web.util.UriUtils.encode(pairs[i + 1], StandardCharsets.UTF_8));
			}
		}
		return uri.build(true).toUriString();
	}

	/** Another page with the same parameters. */
	public String as(String other) {
		return (this.query != null) ? other + "?" + this.query : other;
	}

	/** The parameters, without the place in the list. */
	public String query() {
		String here = with("after", "", "afterAt", "");
		int mark = here.indexOf('?');
		return (mark < 0) ? "" : here.substring(mark + 1);
	}

	/** This page as it is, to come back to after an act. */
	public String here() {
		return with("done", "");
	}

}
