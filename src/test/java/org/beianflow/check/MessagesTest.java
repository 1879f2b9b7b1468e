package org.beianflow.check;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.support.ResourceBundleMessageSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever the rules say has its text in Chinese and English, and says how to mend it.
 */
class MessagesTest {

	private static final Pattern KEY = Pattern
		.compile("\"((?:subject|site|access|number|register)\\.[a-z][a-z.\\-]*[a-z])\"");

	/** Acts of the audit trail look alike and are no texts. */
	private static final Set<String> ACTS = Set.of("number.imported", "register.service.moved",
			"register.service.suspended", "register.service.released", "register.subject.read",
			"register.subject.cancelled", "register.subject.blacklisted", "register.subject.unlisted");

	@ParameterizedTest
	@CsvSource({ "subject, subject", "site, site", "site, access", "number, number", "register, register" })
	void everyKeyInTheCodeHasItsTexts(String bundle, String module) throws IOException {
		Properties chinese = bundle(bundle + ".properties");
		Properties english = bundle(bundle + "_en.properties");
		assertThat(english.keySet()).isEqualTo(chinese.keySet());
		for (String key : keysIn(module)) {
			if (chinese.keySet().stream().noneMatch((known) -> known.toString().startsWith(key + "."))) {
				assertThat(chinese).as("%s", module).containsKey(key);
			}
			if (chinese.containsKey(key) && !key.contains(".advice.")) {
				assertThat(chinese).containsKey(key + ".remedy");
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "subject", "site", "number", "register" })
	void everyTextCanBeFormatted(String bundle) throws IOException {
		ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
		messages.setBasename("messages/" + bundle);
		messages.setDefaultEncoding("UTF-8");
		messages.setFallbackToSystemLocale(false);
		Object[] arguments = { "零", "一", "二", "三", "四", "五" };
		for (String key : bundle(bundle + ".properties").stringPropertyNames()) {
			for (Locale locale : Set.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
				assertThat(messages.getMessage(key, arguments, locale)).as(key).isNotBlank().doesNotContain("{");
			}
			assertThat(messages.getMessage(key, arguments, Locale.SIMPLIFIED_CHINESE)).as(key)
				.matches("(?s).*\\p{IsHan}.*[。]");
			assertThat(messages.getMessage(key, arguments, Locale.ENGLISH)).as(key).endsWith(".");
		}
	}

	private static Set<String> keysIn(String module) throws IOException {
		Set<String> keys = new TreeSet<>();
		try (Stream<Path> files = Files.walk(Path.of("src/main/java/org/beianflow", module))) {
			for (Path file : files.filter((path) -> path.toString().endsWith(".java")).toList()) {
				KEY.matcher(Files.readString(file)).results().map((match) -> match.group(1)).forEach(keys::add);
			}
		}
		keys.removeAll(ACTS);
		keys.removeIf((key) -> module.equals("access") && !isOfTheForm(key));
		return keys;
	}

	/** The rest of the module has a bundle of its own. */
	private static boolean isOfTheForm(String key) {
		return Stream
			.of("provider.", "type.", "region.", "ip.", "ips.", "allocation.", "instance.", "account.", "expiry.",
					"service-code.", "contact.", "advice.")
			.anyMatch((part) -> key.startsWith("access." + part));
	}

	private static Properties bundle(String name) throws IOException {
		Properties properties = new Properties();
		try (InputStreamReader reader = new InputStreamReader(
				Objects.requireNonNull(MessagesTest.class.getResourceAsStream("/messages/" + name), name),
				StandardCharsets.UTF_8)) {
			properties.load(reader);
		}
		return properties;
	}

}
