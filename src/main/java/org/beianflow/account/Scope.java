package org.beianflow.account;

/**
 * What an action is aimed at, as far as permissions care.
 *
 * @param owner id of the applicant who owns the filing; null where nobody does
 * @param province the six-digit GB/T 2260 code of the filing's province; null where an
 * action has none
 */
public record Scope(String owner, String province) {

	/** For actions that are not about one filing. */
	public static final Scope NONE = new Scope(null, null);

	/** Everything about one filing. */
	public static Scope of(String owner, String province) {
		return new Scope(owner, province);
	}

	/** About a province but nobody's filing in particular. */
	public static Scope ofProvince(String province) {
		return new Scope(null, province);
	}

}
