package org.beianflow.site;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import com.google.common.net.InternetDomainName;

/**
 * A domain name in both its forms (domain.md §6.7).
 * <p>
 * Labels consist of letters, digits, hyphens and Chinese characters, as the Chinese
 * domain name system has them (MIIT announcement 2018 no. 7, section 1); look-alikes of
 * other scripts are refused. Suffixes follow the public suffix list that comes with
 * Guava.
 *
 * @param unicode as people read it, lower case, without a final dot
 * @param ascii as the name system knows it (punycode)
 */
public record DomainName(String unicode, String ascii) {

	private static final int TOTAL_MOST = 253;

	private static final int LABEL_MOST = 63;

	/**
	 * Reads a domain as entered: full-width characters, Chinese full stops, capitals and
	 * a final dot are forgiven; addresses and URLs are not domains.
	 * @throws IllegalArgumentException if it is none
	 */
	public static DomainName parse(String text) {
		String name = normal(text);
		if (!name.contains(".")) {
			throw new IllegalArgumentException("a domain has at least two labels");
		}
		labels(name).forEach(DomainName::checkLabel);
		String ascii = toAscii(name);
		if (ascii.length() > TOTAL_MOST || labels(ascii).anyMatch((label) -> label.length() > LABEL_MOST)) {
			throw new IllegalArgumentException("longer than 253 characters, or a label longer than 63");
		}
		String unicode = IDN.toUnicode(ascii);
		// A label that stays encoded was not punycode, one that changes was not
		// canonical.
		if (labels(unicode).anyMatch((label) -> label.startsWith("xn--")) || !toAscii(unicode).equals(ascii)) {
			throw new IllegalArgumentException("not a valid punycode label");
		}
		labels(unicode).forEach(DomainName::checkLabel);
		if (Character.isDigit(ascii.charAt(ascii.lastIndexOf('.') + 1))) {
			throw new IllegalArgumentException("an address is not a domain");
		}
		return new DomainName(unicode, ascii);
	}

	/** The domain, or empty if the text is none. */
	public static Optional<DomainName> tryParse(String text) {
		try {
			return (text != null) ? Optional.of(parse(text)) : Optional.empty();
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	private static String normal(String text) {
		String name = Normalizer.normalize(text, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
		name = Normalizer.normalize(name, Normalizer.Form.NFC).replace('\u3002', '.');
		return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
	}

	private static String toAscii(String name) {
		return IDN.toASCII(name, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
	}

	private static Stream<String> labels(String name) {
		return Arrays.stream(name.split("\\.", -1));
	}

	private static void checkLabel(String label) {
		if (label.isEmpty()) {
			throw new IllegalArgumentException("a label is empty");
		}
		if (label.startsWith("-") || label.endsWith("-")) {
			throw new IllegalArgumentException("a label begins or ends with a hyphen");
		}
		if (label.startsWith("--", 2) && !label.startsWith("xn")) {
			throw new IllegalArgumentException("a label has hyphens in third and fourth place");
		}
		label.codePoints().forEach((character) -> {
			boolean allowed = (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9')
					|| character == '-' || Character.UnicodeScript.of(character) == Character.UnicodeScript.HAN;
			if (!allowed) {
				throw new IllegalArgumentException("only letters, digits, hyphens and Chinese characters");
			}
		});
	}

	/** The last label in Unicode. */
	public String topLevel() {
		return this.unicode.substring(this.unicode.lastIndexOf('.') + 1);
	}

	/**
	 * Whether nobody can register it because it is a suffix itself, like {@code com.cn}.
	 */
	public boolean isSuffix() {
		return InternetDomainName.from(this.ascii).isRegistrySuffix();
	}

	/**
	 * The part that is registered, for example {@code example.com.cn}; empty for
	 * suffixes.
	 */
	public Optional<DomainName> registrable() {
		InternetDomainName name = InternetDomainName.from(this.ascii);
		if (name.isRegistrySuffix()) {
			return Optional.empty();
		}
		if (!name.isUnderRegistrySuffix()) {
			// Not on the list: its last label is taken as the suffix.
			String[] labels = this.ascii.split("\\.");
			return Optional.of(parse(labels[labels.length - 2] + "." + labels[labels.length - 1]));
		}
		return Optional.of(parse(name.topDomainUnderRegistrySuffix().toString()));
	}

	/** Whether this is exactly what is registered. */
	public boolean isRegistrable() {
		return registrable().filter(this::equals).isPresent();
	}

	/** Whether it is the other domain or lies below it. */
	public boolean isWithin(DomainName other) {
		return this.ascii.equals(other.ascii) || this.ascii.endsWith("." + other.ascii);
	}

	/** Whether it lies below {@code gov.cn}, where sub-domains are filed too. */
	public boolean isGovernment() {
		return this.ascii.endsWith(".gov.cn");
	}

	@Override
	public String toString() {
		return this.unicode;
	}

}
