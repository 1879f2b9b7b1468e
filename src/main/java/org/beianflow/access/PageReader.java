package org.beianflow.access;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.springframework.core.io.Resource;

/**
 * Reads a home page as a person would who only skims it: is there anything, is it the
 * site that was filed, and do words stand on it that somebody must look at (domain.md
 * §14, checks 6 and 7).
 */
final class PageReader {

	/** A page with less to read is taken for empty. */
	private static final int LEAST_TEXT = 10;

	/** A longer page is no notice that the site is being built, whatever it mentions. */
	private static final int MOST_NOTICE = 600;

	/** Share of common pairs of characters from which a title is taken for the name. */
	private static final double ALIKE = 0.5;

	private final List<String> parking;

	private final List<String> construction;

	private final List<String> prohibited;

	PageReader(AccessSettings.Words words) {
		this.parking = list(words.parking());
		this.construction = list(words.construction());
		this.prohibited = list(words.prohibited());
	}

	Reading read(byte[] body, String contentType, String serviceName) {
		Document page = parse(body, contentType);
		String title = page.title().strip();
		String text = page.text();
		String plain = plain(
				text + " " + page.select("meta[name=description],meta[name=keywords]").eachAttr("content"));
		boolean construction = plain.length() <= MOST_NOTICE && first(plain, this.construction) != null;
		String parked = first(plain, this.parking);
		boolean empty = plain(page.body().text()).length() < LEAST_TEXT
				&& page.select("img,svg,video,canvas").isEmpty();
		boolean named = construction || alike(plain(title), plain(serviceName)) || plain.contains(plain(serviceName));
		List<String> words = this.prohibited.stream().filter(plain::contains).toList();
		return new Reading(title, text.length(), empty && !construction, parked, named, construction, words);
	}

	/**
	 * Reads markup; the character set is that of the header, else that of the page, else
	 * UTF-8.
	 */
	static Document parse(byte[] body, String contentType) {
		try {
			return Jsoup.parse(new ByteArrayInputStream(body), charset(contentType), "");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String charset(String contentType) {
		if (contentType == null) {
			return null;
		}
		for (String part : contentType.split(";")) {
			String parameter = part.strip().toLowerCase(Locale.ROOT);
			if (parameter.startsWith("charset=")) {
				String name = parameter.substring("charset=".length()).replace("\"", "").strip();
				return isCharset(name) ? name : null;
			}
		}
		return null;
	}

	private static boolean isCharset(String name) {
		try {
			return Charset.isSupported(name);
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	/** Only letters and digits, one form of each. */
	private static String plain(String text) {
		StringBuilder plain = new StringBuilder();
		Normalizer.normalize(text, Normalizer.Form.NFKC)
			.toLowerCase(Locale.ROOT)
			.codePoints()
			.filter(Character::isLetterOrDigit)
			.forEach(plain::appendCodePoint);
		return plain.toString();
	}

	private static boolean alike(String title, String name) {
		if (title.isEmpty() || name.isEmpty()) {
			return false;
		}
		if (title.contains(name) || (title.length() >= 2 && name.contains(title))) {
			return true;
		}
		Set<String> left = pairs(title);
		Set<String> right = pairs(name);
		Set<String> common = new HashSet<>(left);
		common.retainAll(right);
		return 2.0 * common.size() >= ALIKE * (left.size() + right.size()) && !common.isEmpty();
	}

	private static Set<String> pairs(String text) {
		Set<String> pairs = new HashSet<>();
		for (int i = 0; i + 2 <= text.length(); i++) {
			pairs.add(text.substring(i, i + 2));
		}
		return pairs;
	}

	private static String first(String plain, List<String> phrases) {
		return phrases.stream().filter(plain::contains).findFirst().orElse(null);
	}

	private static List<String> list(Resource resource) {
		try {
			return resource.getContentAsString(StandardCharsets.UTF_8)
				.lines()
				.filter((line) -> !line.startsWith("#"))
				.map(PageReader::plain)
				.filter((word) -> !word.isEmpty())
				.distinct()
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The word list " + resource + " cannot be read.", ex);
		}
	}

	/**
	 * @param title the title of the page
	 * @param length how many characters there are to read
	 * @param empty whether there is nothing to see
	 * @param parked the phrase that shows a parked or default page; {@code null} if none
	 * @param named whether the name of the service is on it
	 * @param construction whether the page says that the site is being built, which is
	 * allowed before the number is issued (domain.md S18)
	 * @param prohibited words to look at
	 */
	record Reading(String title, int length, boolean empty, String parked, boolean named, boolean construction,
			List<String> prohibited) {

	}

}
