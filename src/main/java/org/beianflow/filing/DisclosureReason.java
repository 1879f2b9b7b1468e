package org.beianflow.filing;

import java.util.List;

import org.beianflow.check.Refusal;
import org.beianflow.check.Violation;
import org.beianflow.review.PersonalNumbers;

/**
 * Why somebody of the staff wants to see personal data in full. It goes into the audit
 * trail, which nobody can change, so it holds no number of a person (domain.md §16).
 */
public final class DisclosureReason {

	private static final int SHORTEST = 4;

	private static final int LONGEST = 200;

	private DisclosureReason() {
	}

	/**
	 * The reason as it is kept.
	 * @param written by the person who asks; may be null
	 * @param key the message for one that says nothing or too much
	 * @throws Refusal INVALID
	 */
	public static String of(String written, String key) {
		String reason = (written != null) ? written.strip() : "";
		if (reason.length() < SHORTEST || reason.length() > LONGEST) {
			throw refused(key);
		}
		if (PersonalNumbers.standIn(reason)) {
			throw refused("filing.reason.number");
		}
		return reason;
	}

	private static Refusal refused(String key) {
		return Refusal.invalid(key, List.of(Violation.of("reason", "REASON", key)));
	}

}
