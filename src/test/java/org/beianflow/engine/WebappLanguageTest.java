package org.beianflow.engine;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The Chinese of the web applications is complete against the English they ship. */
class WebappLanguageTest {

	private static final String PATH = "META-INF/resources/webjars/camunda/app/";

	private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");

	private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

	/** What stays as it is in Chinese: signs, abbreviations, formats, nothing at all. */
	private static final Set<String> SAME = Set.of("", "s", "ID", "ID*", "CSV", "JSON", "Optimize", "<", "<=", ">",
			">=", "YYYY-MM-DDTHH:mm:ss", " out of ");

	private final ObjectMapper json = new ObjectMapper();

	@ParameterizedTest
	@ValueSource(strings = { "tasklist", "cockpit", "admin", "welcome" })
	void everyTextOfTheShippedEnglishIsThereInChinese(String app) throws IOException {
		JsonNode english = read(shipped(PATH + app + "/locales/en.json")).get("labels");
		JsonNode chinese = read(one(PATH + app + "/locales/zh.json")).get("labels");
		assertThat(keys(chinese)).containsAll(keys(english)).contains("BANNER_CE_EOL_TEXT");
		List<String> wrong = new ArrayList<>();
		for (String key : keys(english)) {
			String source = english.get(key).asText();
			String text = chinese.get(key).asText();
			if (!SAME.contains(source) && !HAN.matcher(text).find()) {
				wrong.add(key + " is not Chinese: " + text);
			}
			if (!placeholders(source).equals(placeholders(text))) {
				wrong.add(key + " has other placeholders: " + text);
			}
		}
		assertThat(wrong).isEmpty();
		assertThat(chinese.get("BANNER_CE_EOL_TEXT").asText()).doesNotContain("http").contains("7.24");
	}

	@ParameterizedTest
	@ValueSource(strings = { "tasklist", "cockpit", "admin" })
	void datesAreSpokenInChinese(String app) throws IOException {
		JsonNode english = read(shipped(PATH + app + "/locales/en.json")).get("dateLocales");
		JsonNode chinese = read(one(PATH + app + "/locales/zh.json")).get("dateLocales");
		assertThat(keys(chinese)).containsAll(keys(english));
		for (String group : List.of("calendar", "longDateFormat", "relativeTime")) {
			assertThat(keys(chinese.get(group))).containsAll(keys(english.get(group)));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "tasklist", "cockpit", "admin", "welcome" })
	void ourFilesStandBeforeTheShippedOnes(String app) throws IOException {
		for (String file : List.of("/scripts/config.js", "/styles/user-styles.css")) {
			List<URL> found = Collections.list(getClass().getClassLoader().getResources(PATH + app + file));
			assertThat(found).hasSizeGreaterThan(1);
			assertThat(found.get(0).getProtocol()).as(file + " of ours").isEqualTo("file");
		}
	}

	private URL shipped(String path) throws IOException {
		List<URL> found = Collections.list(getClass().getClassLoader().getResources(path));
		assertThat(found).isNotEmpty();
		return found.get(found.size() - 1);
	}

	private URL one(String path) throws IOException {
		List<URL> found = Collections.list(getClass().getClassLoader().getResources(path));
		assertThat(found).hasSize(1);
		return found.get(0);
	}

	private JsonNode read(URL url) throws IOException {
		try (InputStream stream = url.openStream()) {
			String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
			return this.json.readTree(text.startsWith("\uFEFF") ? text.substring(1) : text);
		}
	}

	private static Set<String> keys(JsonNode node) {
		Set<String> keys = new TreeSet<>();
		node.fieldNames().forEachRemaining(keys::add);
		return keys;
	}

	private static Set<String> placeholders(String text) {
		Set<String> names = new HashSet<>();
		Matcher matcher = PLACEHOLDER.matcher(text);
		while (matcher.find()) {
			names.add(matcher.group(1));
		}
		return names;
	}

}
