package org.beianflow.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** Reads the data under {@code rules/}; what cannot be read stops the start. */
public final class RuleFile {

	private static final ObjectMapper JSON = JsonMapper.builder().addModule(new JavaTimeModule()).build();

	private RuleFile() {
	}

	/**
	 * The content of a JSON file.
	 * @param name below {@code rules/}, for example {@code province-rules.json}
	 * @param type what it holds
	 */
	public static <T> T json(String name, Class<T> type) {
		try (InputStream in = open(name)) {
			return JSON.readValue(in, type);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("rules/" + name, ex);
		}
	}

	/**
	 * The lines of a text file, without comments ({@code #}) and empty ones.
	 * @param name below {@code rules/}
	 */
	public static List<String> lines(String name) {
		try (InputStream in = open(name)) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
				.filter((line) -> !line.isBlank() && !line.startsWith("#"))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("rules/" + name, ex);
		}
	}

	private static InputStream open(String name) throws IOException {
		InputStream in = RuleFile.class.getResourceAsStream("/rules/" + name);
		if (in == null) {
			throw new IOException("there is no such file");
		}
		return in;
	}

}
