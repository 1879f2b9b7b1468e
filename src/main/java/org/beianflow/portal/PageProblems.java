package org.beianflow.portal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What is wrong, as a page shows it: one headline, all problems in a summary that leads
 * to the fields, and each problem beside its field. Templates use it under
 * {@code problems} with the fragments of {@code portal/parts}.
 *
 * @param headline one sentence over all, or null
 * @param remedy what to do about it, or null
 * @param all everything, in the order of the page
 */
public record PageProblems(String headline, String remedy, List<Shown> all) {

	/** Nothing is wrong. */
	public static final PageProblems NONE = new PageProblems(null, null, List.of());

	public PageProblems {
		all = List.copyOf(all);
	}

	/**
	 * One problem.
	 *
	 * @param path where it is, as a JSON path
	 * @param label name of the field, or null
	 * @param message what is wrong
	 * @param remedy how to mend it, or null
	 * @param link where it can be mended: a fragment of the page or another page
	 */
	public record Shown(String path, String label, String message, String remedy, String link) {

	}

	public boolean any() {
		return this.headline != null || !this.all.isEmpty();
	}

	/** The problems of one field and of what lies inside it. */
	public List<Shown> at(String path) {
		return this.all.stream().filter((problem) -> covers(path, problem.path())).toList();
	}

	/** Only those whose path fits. */
	public PageProblems only(Predicate<String> path) {
		List<Shown> some = this.all.stream().filter((problem) -> path.test(problem.path())).toList();
		return new PageProblems(some.isEmpty() ? null : this.headline, this.remedy, some);
	}

	public PageProblems and(List<Shown> more) {
		List<Shown> both = new ArrayList<>(this.all);
		both.addAll(more);
		return new PageProblems(this.headline, this.remedy, both);
	}

	/** Id of a field in the page, for example {@code subject-principal-name}. */
	public static String id(String path) {
		return path.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("-$", "");
	}

	private static boolean covers(String field, String path) {
		return path.equals(field) || path.startsWith(field + "[") || path.startsWith(field + ".");
	}

}
