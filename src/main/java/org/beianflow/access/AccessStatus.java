package org.beianflow.access;

import java.time.Instant;
import java.util.List;

/**
 * Where the verification of a filing stands and what the applicant needs to pass it.
 *
 * @param filing the filing
 * @param state where it stands
 * @param targets what is checked
 * @param token the secret that proves control; shown to this applicant and to staff only
 * @param window number of the present or last window, 0 before the first
 * @param maxWindows how many windows there may be, the first included
 * @param openedAt from when the present window counts; {@code null} before the first
 * @param dueAt when it ends, exclusive; {@code null} before the first
 * @param nextProbeAt when the next probe is due; {@code null} while none is planned
 * @param restartDueAt by when the next window must be started, exclusive; {@code null}
 * unless {@link VerificationState#RETRY_WAITING}
 * @param attempts number of attempts so far, over all windows
 * @param unmet what the last attempt found wanting
 * @param manual the last evidence put before a person; {@code null} if there is none
 */
public record AccessStatus(String filing, VerificationState state, List<VerificationTarget> targets, String token,
		int window, int maxWindows, Instant openedAt, Instant dueAt, Instant nextProbeAt, Instant restartDueAt,
		int attempts, List<CheckResult> unmet, ManualEvidence manual) {

	public AccessStatus {
		targets = List.copyOf(targets);
		unmet = List.copyOf(unmet);
	}

	/** Where the file with the token must be found on each domain. */
	public String tokenPath() {
		return "/.well-known/icp-verify/" + this.token + ".txt";
	}

	/** Name of the TXT record that may carry the token instead of the file. */
	public String tokenRecord(VerificationTarget target) {
		return "_icp-verify." + target.domain();
	}

}
