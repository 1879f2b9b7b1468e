package org.beianflow.access;

import java.time.Instant;
import java.util.List;

/**
 * The evidence record of one attempt on all targets. Written once and never changed.
 *
 * @param number counts the attempts of a filing from 1, over all windows
 * @param window the window it fell into, from 1
 * @param requested whether the applicant asked for it; otherwise it was on schedule
 * @param startedAt when it began
 * @param finishedAt when it ended
 * @param verdict the worst of its checks
 * @param checks every check on every target
 */
public record AccessAttempt(int number, int window, boolean requested, Instant startedAt, Instant finishedAt,
		Verdict verdict, List<CheckResult> checks) {

	public AccessAttempt {
		checks = List.copyOf(checks);
	}

	AccessAttempt with(List<CheckResult> itsChecks) {
		return new AccessAttempt(this.number, this.window, this.requested, this.startedAt, this.finishedAt,
				this.verdict, itsChecks);
	}

}
