package org.beianflow.access;

import java.time.Instant;
import java.util.List;

/** A verification as it stands in the database. */
record Verification(long id, String filing, int round, String province, String token, VerificationState state,
		Instant noticeSentAt, int window, Instant openedAt, Instant dueAt, Instant nextProbeAt, Instant restartDueAt,
		Instant requestedAt, String dismissed, List<VerificationTarget> targets) {

	/** Whether the end of the window has come. */
	boolean isOver(Instant now) {
		return !now.isBefore(this.dueAt);
	}

	/**
	 * Whether a probe still counts: one that fell due within the window does, even if it
	 * runs late, for the delay is ours.
	 */
	boolean mayProbe(Instant now) {
		return !isOver(now) || this.nextProbeAt.isBefore(this.dueAt);
	}

	Verification with(List<VerificationTarget> theirs) {
		return new Verification(this.id, this.filing, this.round, this.province, this.token, this.state,
				this.noticeSentAt, this.window, this.openedAt, this.dueAt, this.nextProbeAt, this.restartDueAt,
				this.requestedAt, this.dismissed, theirs);
	}

	Verification in(VerificationState next) {
		return new Verification(this.id, this.filing, this.round, this.province, this.token, next, this.noticeSentAt,
				this.window, this.openedAt, this.dueAt, this.nextProbeAt, this.restartDueAt, this.requestedAt,
				this.dismissed, this.targets);
	}

	Verification noticeSent(Instant at) {
		return new Verification(this.id, this.filing, this.round, this.province, this.token, this.state, at,
				this.window, this.openedAt, this.dueAt, this.nextProbeAt, this.restartDueAt, this.requestedAt,
				this.dismissed, this.targets);
	}

	Verification windowOpened(int number, Instant from, Instant to, Instant firstProbeAt) {
		return new Verification(this.id, this.filing, this.round, this.province, this.token, VerificationState.OPEN,
				this.noticeSentAt, number, from, to, firstProbeAt, null, null, this.dismissed, this.targets);
	}

	Verification dueAt(Instant until) {
		return new Verification(this.id, this.filing, this.round, this.province, this.token, this.state,
				this.noticeSentAt, this.window, this.openedAt, until, this.nextProbeAt, this.restartDueAt,
				this.requestedAt, this.dismissed, this.targets);
	}

	Verification restartDueAt(Instant until) {
		return new Verification(this.id, this.filing, this.round, this.province, this.token, this.state,
				this.noticeSentAt, this.window, this.openedAt, this.dueAt, this.nextProbeAt, until, this.requestedAt,
				this.dismissed, this.targets);
	}

	Verification probesNext(Instant at, Instant openRequest) {
		return new Verification(this.id, this.filing, this.round, this.province, this.token, this.state,
				this.noticeSentAt, this.window, this.openedAt, this.dueAt, at, this.restartDueAt, openRequest,
				this.dismissed, this.targets);
	}

	Verification waitsForRestart(Instant until) {
		return new Verification(this.id, this.filing, this.round, this.province, this.token,
				VerificationState.RETRY_WAITING, this.noticeSentAt, this.window, this.openedAt, this.dueAt, null, until,
				null, this.dismissed, this.targets);
	}

	Verification dismisses(String warnings) {
		return new Verification(this.id, this.filing, this.round, this.province, this.token, this.state,
				this.noticeSentAt, this.window, this.openedAt, this.dueAt, this.nextProbeAt, this.restartDueAt,
				this.requestedAt, warnings, this.targets);
	}

}
