package org.beianflow.material;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

import static org.assertj.core.api.Assertions.assertThat;

class MaterialTextsTest {

	private static final Pattern KEY = Pattern.compile("\"(material(?:\\.[A-Za-z]+)+)\"");

	/** Acts of the audit trail look like keys but are none. */
	private static final Set<String> ACTS = Set.of("material.uploaded", "material.sealed", "material.judged",
			"material.accepted", "material.withdrawn", "material.erased");

	private final Properties chinese = read("messages/material.properties");

	private final Properties english = read("messages/material_en.properties");

	@Test
	void bothLanguagesSayTheSameThings() {
		assertThat(this.english.stringPropertyNames())
			.containsExactlyInAnyOrderElementsOf(this.chinese.stringPropertyNames());
		assertThat(this.chinese.values()).allSatisfy((text) -> assertThat((String) text).isNotBlank());
		assertThat(this.english.values()).allSatisfy((text) -> assertThat((String) text).isNotBlank()
			.doesNotContainPattern("\\p{IsHan}")
			.doesNotContain("'"));
	}

	@Test
	void everyRefusalHasItsTextAndItsRemedy() throws IOException {
		Set<String> keys = new TreeSet<>();
		try (Stream<Path> sources = Files.walk(Path.of("src/main/java/org/beianflow/material"))) {
			for (Path source : sources.filter((path) -> path.toString().endsWith(".java")).toList()) {
				Matcher matcher = KEY.matcher(Files.readString(source));
				while (matcher.find()) {
					keys.add(matcher.group(1));
				}
			}
		}
		keys.removeAll(ACTS);
		assertThat(keys).hasSizeGreaterThan(25);
		assertThat(this.chinese.stringPropertyNames()).containsAll(keys)
			.containsAll(keys.stream().map((key) -> key + ".remedy").toList());
	}

	@Test
	void everyKindHasANameAndSaysHowToObtainIt() {
		assertThat(this.chinese.stringPropertyNames())
			.containsAll(Arrays.stream(MaterialKind.values()).map(MaterialKind::messageKey).toList())
			.containsAll(Arrays.stream(MaterialKind.values()).map((kind) -> kind.messageKey() + ".hint").toList());
		assertThat(Arrays.stream(MaterialKind.values()).map(MaterialKind::code)).doesNotHaveDuplicates();
	}

	private static Properties read(String path) {
		try {
			return PropertiesLoaderUtils.loadProperties(new EncodedResource(new ClassPathResource(path), "UTF-8"));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
