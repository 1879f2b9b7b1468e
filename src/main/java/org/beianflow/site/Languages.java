package org.beianflow.site;

import java.time.LocalDate;
import java.util.List;

import org.beianflow.check.RuleFile;

/** The languages a service may have, from {@code rules/languages.json}. */
public final class Languages {

	private static final List<Language> ALL = RuleFile.json("languages.json", Document.class).languages();

	private Languages() {
	}

	public static List<Language> all() {
		return ALL;
	}

	static boolean has(String code) {
		return ALL.stream().anyMatch((language) -> language.code().equals(code));
	}

	/**
	 * One of them.
	 *
	 * @param code of BCP 47
	 * @param name the Chinese name
	 */
	public record Language(String code, String name) {

	}

	record Document(String about, LocalDate date, List<Language> languages) {

	}

}
