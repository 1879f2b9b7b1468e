package org.beianflow.review;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds mobile and identity card numbers in free text. Texts of reviewers go into notices
 * and lists, where personal numbers have no place (domain.md §11, §16).
 */
public final class PersonalNumbers {

	private static final Pattern MOBILE = Pattern.compile("(?<![0-9A-Za-z])1[3-9]\\d{9}(?![0-9A-Za-z])");

	// The birth date in the middle keeps all-digit social credit codes out.
	private static final Pattern IDENTITY_CARD = Pattern.compile(
			"(?<![0-9A-Za-z])\\d{6}(?:19|20)\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])\\d{3}[0-9Xx](?![0-9A-Za-z])");

	private PersonalNumbers() {
	}

	/** Whether such a number stands in a text. */
	public static boolean standIn(String text) {
		if (text == null) {
			return false;
		}
		Matcher mobile = MOBILE.matcher(text);
		return mobile.find() || IDENTITY_CARD.matcher(text).find();
	}

}
