package org.beianflow.filing;

import java.util.List;

import org.beianflow.access.AccessAttempt;
import org.beianflow.access.AccessStatus;
import org.beianflow.access.AccessVerifications;
import org.beianflow.account.Action;
import org.beianflow.account.CurrentActor;
import org.beianflow.account.Permissions;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The applicant's door to access verification of a filing. */
@Component
public class FilingAccess {

	private final FilingDesk desk;

	private final AccessVerifications verifications;

	private final Permissions permissions;

	FilingAccess(FilingDesk desk, AccessVerifications verifications, Permissions permissions) {
		this.desk = desk;
		this.verifications = verifications;
		this.permissions = permissions;
	}

	@Transactional(readOnly = true)
	public AccessStatus status(FilingReference reference, CurrentActor who) {
		this.desk.read(reference, who);
		return this.verifications.status(reference.value());
	}

	@Transactional(readOnly = true)
	public List<AccessAttempt> evidence(FilingReference reference, CurrentActor who) {
		Filing filing = this.desk.read(reference, who);
		this.permissions.require(who, Action.ACCESS_EVIDENCE_READ, filing.scope());
		return this.verifications.evidence(reference.value());
	}

	/** Asks for a probe now. */
	@Transactional
	public AccessStatus requestNow(FilingReference reference, CurrentActor who) {
		require(reference, who);
		this.verifications.requestNow(reference.value(), who.actor());
		return this.verifications.status(reference.value());
	}

	/** Starts the next window after a failed one. */
	@Transactional
	public AccessStatus requestRetry(FilingReference reference, CurrentActor who) {
		require(reference, who);
		this.verifications.requestRetry(reference.value(), who.actor());
		return this.verifications.status(reference.value());
	}

	/**
	 * Asks for more time in the first window, once.
	 * @param reason why the time does not suffice
	 */
	@Transactional
	public AccessStatus extend(FilingReference reference, String reason, CurrentActor who) {
		require(reference, who);
		this.verifications.extend(reference.value(), reason, who.actor());
		return this.verifications.status(reference.value());
	}

	/** Hands in evidence where the probe cannot reach the site. */
	@Transactional
	public AccessStatus submitEvidence(FilingReference reference, String materialVersionId, String statement,
			CurrentActor who) {
		require(reference, who);
		this.verifications.submitManualEvidence(reference.value(), materialVersionId, statement, who.actor());
		return this.verifications.status(reference.value());
	}

	private void require(FilingReference reference, CurrentActor who) {
		Filing filing = this.desk.read(reference, who);
		this.permissions.require(who, Action.ACCESS_REQUEST, filing.scope());
	}

}
