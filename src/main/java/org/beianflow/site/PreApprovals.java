package org.beianflow.site;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.beianflow.check.RuleFile;

/**
 * Industries that need an approval before they are filed (前置审批, domain.md R22), from
 * {@code rules/pre-approvals.json}.
 */
public final class PreApprovals {

	private static final List<Category> ALL = RuleFile.json("pre-approvals.json", Document.class).categories();

	private PreApprovals() {
	}

	/** The categories in force on a day. */
	public static List<Category> inForceOn(LocalDate day) {
		return ALL.stream().filter((category) -> category.isInForceOn(day)).toList();
	}

	static Optional<Category> find(String id, LocalDate day) {
		return inForceOn(day).stream().filter((category) -> category.id().equals(id)).findFirst();
	}

	/** How much a category asks for. */
	public enum Level {

		/** A licence. */
		REQUIRED,
		/** Abolished nationally; a statement where a keyword shows. */
		COMMITMENT_ONLY

	}

	/**
	 * One of them.
	 *
	 * @param id MIIT's id
	 * @param approver who grants the approval
	 * @param keywords words in names and scopes that point to it
	 * @param from first day, empty if always
	 * @param to last day, empty if without end
	 */
	public record Category(String id, String name, String englishName, Level level, String approver,
			List<String> keywords, LocalDate from, LocalDate to) {

		boolean isInForceOn(LocalDate day) {
			return (this.from == null || !day.isBefore(this.from)) && (this.to == null || !day.isAfter(this.to));
		}

		/** The first of its keywords in this text. */
		Optional<String> keywordIn(String text) {
			String searched = (text != null) ? text.toUpperCase(Locale.ROOT) : "";
			return this.keywords.stream().filter(searched::contains).findFirst();
		}

	}

	record Document(String about, String source, LocalDate date, List<Category> categories) {

	}

}
