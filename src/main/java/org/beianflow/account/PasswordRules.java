package org.beianflow.account;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.beianflow.check.Violation;

import org.springframework.core.io.ClassPathResource;

/**
 * What a password must be, for applicants and staff alike (domain.md S64): long rather
 * than complicated, not one of those everybody tries, and not made of what everybody
 * knows of the person.
 */
public final class PasswordRules {

	/** Characters at least. */
	public static final int MIN_LENGTH = 10;

	/** bcrypt reads no more than this many bytes. */
	private static final int MAX_BYTES = 72;

	private static final int SHORTEST_TELLTALE = 4;

	private static final Set<String> COMMON = common();

	private PasswordRules() {
	}

	/**
	 * Everything that is wrong with a password.
	 * @param path where it was entered
	 * @param known what is known of the person: login name, phone, e-mail; nulls are
	 * ignored
	 */
	public static List<Violation> check(String path, String password, String... known) {
		List<Violation> violations = new ArrayList<>();
		if (!longEnough(password)) {
			violations.add(Violation.of(path, "PASSWORD", "account.password.short", MIN_LENGTH));
			return violations;
		}
		if (!fits(password)) {
			violations.add(Violation.of(path, "PASSWORD", "account.password.long"));
		}
		if (common(password)) {
			violations.add(Violation.of(path, "PASSWORD", "account.password.common"));
		}
		if (contains(password, known)) {
			violations.add(Violation.of(path, "PASSWORD", "account.password.personal"));
		}
		return violations;
	}

	public static boolean longEnough(String password) {
		return password != null && password.codePointCount(0, password.length()) >= MIN_LENGTH;
	}

	/** Whether the hash reads the whole of it. */
	public static boolean fits(String password) {
		return password.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
	}

	/** Whether everybody who guesses tries it first. */
	public static boolean common(String password) {
		String small = password.toLowerCase(Locale.ROOT);
		return COMMON.contains(small) || COMMON.contains(plain(small)) || small.chars().distinct().count() < 4;
	}

	/** Whether it contains something everybody knows of the person. */
	public static boolean contains(String password, String... known) {
		String small = password.toLowerCase(Locale.ROOT);
		for (String fact : known) {
			if (fact == null) {
				continue;
			}
			String telltale = fact.toLowerCase(Locale.ROOT);
			int at = telltale.indexOf('@');
			String name = (at > 0) ? telltale.substring(0, at) : telltale;
			if (name.length() >= SHORTEST_TELLTALE && small.contains(name)) {
				return true;
			}
		}
		return false;
	}

	private static String plain(String small) {
		return small.replace('0', 'o').replace('1', 'i').replace('@', 'a').replace('$', 's').replace('3', 'e');
	}

	private static Set<String> common() {
		try {
			return new ClassPathResource("account/common-passwords.txt").getContentAsString(StandardCharsets.UTF_8)
				.lines()
				.map(String::strip)
				.filter((line) -> !line.isEmpty() && !line.startsWith("#"))
				.flatMap((line) -> Stream.of(line, plain(line)))
				.collect(Collectors.toUnmodifiableSet());
		}
		catch (IOException ex) {
			throw new UncheckedIOException("cannot read the list of common passwords", ex);
		}
	}

}
