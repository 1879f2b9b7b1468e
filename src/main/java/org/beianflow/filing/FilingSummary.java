package org.beianflow.filing;

import java.time.Instant;

/**
 * A filing in a list.
 *
 * @param reference case number
 * @param kind what it is for
 * @param state where it stands
 * @param applicantId who owns it
 * @param province six-digit code, null in a draft that has none yet
 * @param name the unit's name, or an individual's masked; null in an empty draft
 * @param domain the first domain; null in an empty draft
 * @param round how often it was submitted
 * @param stateSince since when it stands there (UTC)
 * @param filingNumber the number, once issued
 */
public record FilingSummary(String reference, FilingKind kind, FilingState state, String applicantId, String province,
		String name, String domain, int round, Instant stateSince, String filingNumber) {

}
