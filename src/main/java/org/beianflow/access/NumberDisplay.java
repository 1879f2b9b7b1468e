package org.beianflow.access;

import java.net.URI;
import java.text.Normalizer;
import java.util.regex.Pattern;

import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

import org.springframework.stereotype.Component;

/**
 * Looks whether a site shows its filing number and links it to the filing system (33号令
 * art. 13, domain.md R3). Asks only the filed addresses, under the limits of access
 * verification.
 */
@Component
public class NumberDisplay {

	private static final String FILING_SYSTEM = "beian.miit.gov.cn";

	private final AccessProbe probe;

	NumberDisplay(AccessProbe probe) {
		this.probe = probe;
	}

	/** What was seen on the home page. */
	public enum Seen {

		/** Number and link. */
		SHOWN,
		/** The number, but no link to the filing system. */
		NOT_LINKED,
		/** A page without the number. */
		MISSING,
		/** No page. */
		UNREACHABLE

	}

	/**
	 * Fetches the home page and looks for the number. Takes at most the time of one
	 * attempt of access verification.
	 * @param number the number the site has to show; a longer one that begins alike is
	 * another number
	 */
	public Seen look(VerificationTarget target, String number) {
		return this.probe.homePage(target).map((page) -> seen(page, number)).orElse(Seen.UNREACHABLE);
	}

	private static Seen seen(Fetched page, String number) {
		Document document = PageReader.parse(page.body(), page.contentType());
		document.setBaseUri(page.place().toString());
		Pattern wanted = Pattern.compile(Pattern.quote(plain(number)) + "(?!\\d)", Pattern.CASE_INSENSITIVE);
		if (!wanted.matcher(plain(document.text())).find()) {
			return Seen.MISSING;
		}
		for (Element link : document.select("a[href]")) {
			if (wanted.matcher(plain(link.text())).find() && leadsToFilingSystem(link.absUrl("href"))) {
				return Seen.SHOWN;
			}
		}
		return Seen.NOT_LINKED;
	}

	private static boolean leadsToFilingSystem(String address) {
		try {
			return FILING_SYSTEM.equalsIgnoreCase(URI.create(address).getHost());
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	private static String plain(String text) {
		return Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("\\s", "");
	}

}
