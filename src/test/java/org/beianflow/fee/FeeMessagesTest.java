package org.beianflow.fee;

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
class FeeMessagesTest {

	private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");

	@Test
	void bothLanguagesAreComplete() throws IOException {
		Properties chinese = load("messages/fee.properties");
		Properties english = load("messages/fee_en.properties");
		assertThat(english.stringPropertyNames()).isEqualTo(chinese.stringPropertyNames());
		Set<String> keys = new TreeSet<>(chinese.stringPropertyNames());
		for (String key : keys) {
			assertThat(CHINESE.matcher(chinese.getProperty(key)).find()).as(key).isTrue();
			assertThat(CHINESE.matcher(english.getProperty(key)).find()).as(key).isFalse();
			if (!key.endsWith(".remedy") && !key.startsWith("fee.refund.reason.")) {
				assertThat(keys).contains(key + ".remedy");
			}
			assertThat(placeholders(english, key, Locale.ENGLISH)).as(key)
				.isEqualTo(placeholders(chinese, key, Locale.CHINA));
		}
	}

	@Test
	void everyStateAndReasonHasItsText() throws IOException {
		Properties chinese = load("messages/fee.properties");
		for (FeeState state : FeeState.values()) {
			if (state != FeeState.ISSUED) {
				assertThat(chinese).containsKey("fee.notPayable." + state);
			}
		}
		for (RefundReason reason : RefundReason.values()) {
			assertThat(chinese).containsKey("fee.refund.reason." + reason);
		}
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
