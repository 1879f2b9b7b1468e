package org.beianflow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.beianflow.testing.Models;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pictures in {@code bpmn/picture} show the diagrams as they are. Draw them again
 * with {@code mvn test -Dtest=ModelPicturesTest -Dbeianflow.models.write=true}.
 */
class ModelPicturesTest {

	private static final Path VIEWER = Path.of("src/main/resources/static/vendor/bpmn-js");

	@Test
	void picturesShowTheDiagrams() throws IOException {
		Map<String, String> drawn = new TreeMap<>();
		try (ModelPictures pictures = new ModelPictures()) {
			for (Path diagram : Models.diagrams().values()) {
				drawn.putAll(pictures.draw(diagram));
			}
		}
		if (Boolean.getBoolean("beianflow.models.write")) {
			write(drawn);
		}
		Map<String, String> committed = committed();
		assertThat(committed.keySet()).as("files in bpmn/picture").isEqualTo(drawn.keySet());
		assertThat(drawn.entrySet())
			.filteredOn((picture) -> !ModelPictures.same(picture.getValue(), committed.get(picture.getKey())))
			.extracting(Map.Entry::getKey)
			.as("pictures that no longer show their diagram; draw them again with -Dbeianflow.models.write=true")
			.isEmpty();
	}

	@Test
	void aMovedShapeIsNoticedAndAWiderLetterIsNot() {
		String picture = "<rect x=\"100\" y=\"20\" />";
		assertThat(ModelPictures.same(picture, "<rect x=\"101.4\" y=\"20\" />")).isTrue();
		assertThat(ModelPictures.same(picture, "<rect x=\"104\" y=\"20\" />")).isFalse();
		assertThat(ModelPictures.same(picture, "<path x=\"100\" y=\"20\" />")).isFalse();
	}

	@Test
	void theViewerKeepsItsMark() throws IOException {
		assertThat(Files.readString(VIEWER.resolve("bpmn-navigated-viewer.production.min.js"), StandardCharsets.UTF_8))
			.contains("bjs-powered-by", "https://bpmn.io");
	}

	private static void write(Map<String, String> drawn) throws IOException {
		Files.createDirectories(ModelPictures.FOLDER);
		Map<String, String> committed = committed();
		for (String old : committed.keySet()) {
			if (!drawn.containsKey(old)) {
				Files.delete(ModelPictures.FOLDER.resolve(old));
			}
		}
		for (Map.Entry<String, String> picture : drawn.entrySet()) {
			String before = committed.get(picture.getKey());
			// A picture that shows the same is left alone: no noise in the history.
			if (before == null || !ModelPictures.same(before, picture.getValue())) {
				Files.writeString(ModelPictures.FOLDER.resolve(picture.getKey()), picture.getValue());
			}
		}
	}

	private static Map<String, String> committed() throws IOException {
		if (!Files.isDirectory(ModelPictures.FOLDER)) {
			return Map.of();
		}
		try (Stream<Path> files = Files.list(ModelPictures.FOLDER)) {
			return files.filter((file) -> file.toString().endsWith(".svg"))
				.collect(Collectors.toMap((file) -> file.getFileName().toString(), ModelRules::text, (a, b) -> a,
						TreeMap::new));
		}
	}

}
