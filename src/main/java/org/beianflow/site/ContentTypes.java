package org.beianflow.site;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.beianflow.check.RuleFile;

/** The kinds of content a service may have, from {@code rules/content-types.json}. */
public final class ContentTypes {

	private static final List<ContentType> ALL = RuleFile.json("content-types.json", Document.class).types();

	private ContentTypes() {
	}

	public static List<ContentType> all() {
		return ALL;
	}

	public static Optional<ContentType> find(String id) {
		return ALL.stream().filter((type) -> type.id().equals(id)).findFirst();
	}

	/**
	 * One of them.
	 *
	 * @param individuals whether individuals may choose it
	 */
	public record ContentType(String id, String name, String englishName, boolean individuals) {

	}

	record Document(boolean sample, String about, String source, LocalDate date, List<ContentType> types) {

	}

}
