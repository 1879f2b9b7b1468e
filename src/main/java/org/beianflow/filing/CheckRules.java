package org.beianflow.filing;

import org.beianflow.check.Finding;
import org.beianflow.subject.SubjectNature;

/**
 * Port to the decision table {@code automatic-checks}, in the version in force: what
 * becomes of a fact that the automatic checks established.
 */
public interface CheckRules {

	/**
	 * What the table says about a fact. A fact that no row names is told as the code says
	 * ({@link Ruling#unruled}); it never vanishes.
	 * @param fact its key is that of its text
	 * @param setting which filing it is about
	 * @throws IllegalStateException if the table says what cannot be, or that something
	 * nobody could check is in order (ruling 25)
	 */
	Ruling of(Finding fact, Setting setting);

	/**
	 * Which filing the checks look at.
	 *
	 * @param kind what the filing is for
	 * @param province filing province, its 6-digit code; may be {@code null}
	 * @param nature kind of organizer; may be {@code null}
	 */
	record Setting(FilingKind kind, String province, SubjectNature nature) {

	}

	/**
	 * What becomes of a fact.
	 *
	 * @param shown whether reviewers see it
	 * @param state what it amounts to
	 * @param confirm whether the reviewer has to confirm it before a filing passes; only
	 * what is shown can be asked
	 */
	record Ruling(boolean shown, Finding.State state, boolean confirm) {

		public Ruling {
			confirm &= shown;
		}

		/** As the code says: shown, and confirmed where nothing at hand could tell. */
		public static Ruling unruled(Finding fact) {
			return new Ruling(true, fact.state(), fact.state() == Finding.State.UNCHECKED);
		}

	}

}
