package org.beianflow.access;

import java.time.Instant;

/**
 * Evidence in place of a probe, for sites the probe cannot reach, or a warning put before
 * a person, and what the person decided.
 *
 * @param materialVersionId the uploaded version that shows it; {@code null} where a
 * warning of a probe is to be decided
 * @param statement what the applicant says about it; empty for a warning
 * @param submittedAt when it was put before a person
 * @param accepted the decision, {@code null} while there is none
 * @param reason why; the applicant reads it
 * @param decidedAt when it was decided
 */
public record ManualEvidence(String materialVersionId, String statement, Instant submittedAt, Boolean accepted,
		String reason, Instant decidedAt) {

}
