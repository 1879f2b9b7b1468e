package org.beianflow.account;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.springframework.core.io.ClassPathResource;

/** Reads our own small tables: a line per row, {@code #} for remarks, a head line. */
public final class CsvTable {

	private CsvTable() {
	}

	/** The rows of a table on the classpath, each with as many cells as the head. */
	public static List<List<String>> rows(String path) {
		String text;
		try {
			text = new ClassPathResource(path).getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("cannot read " + path, ex);
		}
		List<List<String>> lines = text.lines()
			.map(String::strip)
			.filter((line) -> !line.isEmpty() && !line.startsWith("#"))
			.map((line) -> Arrays.stream(line.split(",", -1)).map(String::strip).toList())
			.toList();
		int width = lines.get(0).size();
		lines.forEach((line) -> {
			if (line.size() != width) {
				throw new IllegalStateException(path + ": a row has not " + width + " cells: " + line);
			}
		});
		return lines.subList(1, lines.size());
	}

}
