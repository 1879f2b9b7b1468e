package org.beianflow.portal;

import java.util.List;

import org.beianflow.access.AccessStatus;
import org.beianflow.account.CurrentActor;
import org.beianflow.filing.Filing;
import org.beianflow.filing.FilingAccess;
import org.beianflow.filing.FilingState;

import org.springframework.stereotype.Component;

/** How far access verification has come, for pages that watch it. */
@Component
class AccessProgress {

	private final FilingAccess access;

	AccessProgress(FilingAccess access) {
		this.access = access;
	}

	/** Changes with every attempt, window and decision; null while there is none. */
	Object progress(Filing filing, CurrentActor who) {
		if (filing.state() != FilingState.ACCESS_PENDING && filing.state() != FilingState.ACCESS_FAILED) {
			return null;
		}
		AccessStatus status = this.access.status(filing.reference(), who);
		return List.of(status.state().name(), status.window(), status.attempts(), String.valueOf(status.nextProbeAt()),
				String.valueOf(status.dueAt()));
	}

}
