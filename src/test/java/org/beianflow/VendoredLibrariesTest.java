package org.beianflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Libraries of our pages lie in {@code static/vendor} as they were published, each with
 * its licence and a word about where it is from.
 */
class VendoredLibrariesTest {

	private static final Path VENDOR = Path.of("src/main/resources/static/vendor");

	private static final List<String> ABOUT = List.of("README.md", "SHA256SUMS");

	@Test
	void librariesAreWhatWasPublished() throws Exception {
		for (Path library : folders()) {
			assertThat(digests(library)).as(library.toString()).isEqualTo(sums(library));
		}
	}

	@Test
	void everyLibraryHasItsLicenceAndItsOrigin() throws IOException {
		String readme = Files.readString(Path.of("README.md"));
		for (Path library : folders()) {
			assertThat(library.resolve("LICENSE")).isNotEmptyFile();
			assertThat(library.resolve("README.md")).content().contains("| Version |", "| Licence |");
			assertThat(readme).as("libraries with a licence of their own").contains(library.getFileName().toString());
		}
	}

	private static List<Path> folders() throws IOException {
		try (Stream<Path> folders = Files.list(VENDOR)) {
			List<Path> all = folders.toList();
			assertThat(all).hasSizeGreaterThan(1);
			return all;
		}
	}

	private static Map<String, String> sums(Path library) throws IOException {
		Map<String, String> sums = new TreeMap<>();
		for (String line : Files.readAllLines(library.resolve("SHA256SUMS"))) {
			String[] sum = line.split("\\s+");
			sums.put(sum[1], sum[0]);
		}
		return sums;
	}

	private static Map<String, String> digests(Path library) throws Exception {
		Map<String, String> digests = new TreeMap<>();
		try (Stream<Path> files = Files.walk(library)) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				String name = library.relativize(file).toString().replace('\\', '/');
				if (!ABOUT.contains(name)) {
					byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
					digests.put(name, HexFormat.of().formatHex(digest));
				}
			}
		}
		return digests;
	}

}
