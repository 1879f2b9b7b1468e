package org.beianflow.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Every sentence the verification can say exists in both languages, with its remedy. */
class AccessMessagesTest {

	private static final Path SOURCES = Path.of("src/main/java/org/beianflow/access");

	private static final Pattern REFUSAL = Pattern.compile("\"(access\\.[a-zA-Z.]+)\"");

	private static final Pattern FINDING = Pattern
		.compile("(\\w+)\\.add\\(Verdict\\.(\\w+), (?:reading\\.construction\\(\\) \\? \"(\\w+)\" : )?\"(\\w+)\"");

	private final Properties chinese = load("access.properties");

	private final Properties english = load("access_en.properties");

	@Test
	void bothLanguagesSayTheSameThings() {
		assertThat(this.english.keySet()).isEqualTo(this.chinese.keySet());
		for (String key : this.chinese.stringPropertyNames()) {
			assertThat(placeholders(this.english.getProperty(key))).as(key)
				.isEqualTo(placeholders(this.chinese.getProperty(key)));
		}
	}

	@Test
	void everyFindingHasItsSentence() throws IOException {
		String source = Files.readString(SOURCES.resolve("TargetProbe.java"));
		Set<String> findings = new TreeSet<>();
		String kind = "";
		for (String line : source.split("\n")) {
			Matcher created = Pattern.compile("new Finding\\(CheckKind\\.(\\w+)").matcher(line);
			kind = created.find() ? created.group(1).toLowerCase(Locale.ROOT) : kind;
			Matcher finding = FINDING.matcher(line);
			while (finding.find()) {
				String owner = finding.group(1).equals("page") ? "page" : kind;
				Stream.of(finding.group(3), finding.group(4)).filter((name) -> name != null).forEach((name) -> {
					findings.add("access." + owner + "." + name);
					if (!finding.group(2).equals("PASS")) {
						findings.add("access." + owner + "." + name + ".remedy");
					}
				});
			}
		}
		assertThat(findings).hasSizeGreaterThan(60);
		assertThat(this.chinese.stringPropertyNames()).containsAll(findings);
	}

	@Test
	void everyRefusalSaysWhatToDo() throws IOException {
		String source = Files.readString(SOURCES.resolve("RecordedAccessVerifications.java"));
		Set<String> keys = new TreeSet<>();
		Matcher refusal = REFUSAL.matcher(source.replaceAll("audit\\.record\\([^\"]*\"[^\"]+\"", ""));
		while (refusal.find()) {
			keys.add(refusal.group(1));
			keys.add(refusal.group(1) + ".remedy");
		}
		assertThat(keys).hasSizeGreaterThan(15);
		assertThat(this.chinese.stringPropertyNames()).containsAll(keys);
	}

	@Test
	void everyCheckVerdictAndStateHasAName() {
		Stream.of(CheckKind.values())
			.forEach((one) -> assertThat(this.chinese).containsKey("access.check." + one.name()));
		Stream.of(Verdict.values())
			.forEach((one) -> assertThat(this.chinese).containsKey("access.verdict." + one.name()));
		Stream.of(VerificationState.values())
			.forEach((one) -> assertThat(this.chinese).containsKey("access.state." + one.name()));
	}

	private static int placeholders(String text) {
		return new MessageFormat(text, Locale.ROOT).getFormatsByArgumentIndex().length;
	}

	private static Properties load(String name) {
		Properties properties = new Properties();
		try (var reader = Files.newBufferedReader(Path.of("src/main/resources/messages", name))) {
			properties.load(reader);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		return properties;
	}

}
