package org.beianflow.review;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/** Both languages say the same things, and every refusal says how to mend it. */
class ReviewMessagesTest {

	private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");

	@Test
	void bothLanguagesAreComplete() throws IOException {
		Properties chinese = load("messages/review.properties");
		Properties english = load("messages/review_en.properties");
		assertThat(english.stringPropertyNames()).isEqualTo(chinese.stringPropertyNames());
		Set<String> keys = new TreeSet<>(chinese.stringPropertyNames());
		for (String key : keys) {
			assertThat(CHINESE.matcher(chinese.getProperty(key)).find()).as(key).isTrue();
			assertThat(CHINESE.matcher(english.getProperty(key)).find()).as(key).isFalse();
			if (!key.endsWith(".remedy")) {
				assertThat(keys).contains(key + ".remedy");
			}
			int placeholders = placeholders(chinese, key, Locale.CHINA);
			assertThat(placeholders(english, key, Locale.ENGLISH)).as(key).isEqualTo(placeholders);
		}
	}

	@Test
	void everyTextTheCodeNamesIsThere() throws IOException {
		Properties chinese = load("messages/review.properties");
		assertThat(chinese.stringPropertyNames()).contains("review.separation.PROVIDER", "review.separation.FINAL",
				"review.separation.AUTHORITY", "review.separation.REFUSAL_CHECK", "review.separation.MANUAL_ACCESS");
	}

	private static int placeholders(Properties texts, String key, Locale locale) {
		return new MessageFormat(texts.getProperty(key), locale).getFormatsByArgumentIndex().length;
	}

	private static Properties load(String path) throws IOException {
		Properties properties = new Properties();
		try (Reader reader = new InputStreamReader(new ClassPathResource(path).getInputStream(),
				StandardCharsets.UTF_8)) {
			properties.load(reader);
		}
		return properties;
	}

}
