package org.beianflow.register;

import org.beianflow.number.FilingNumber;

/**
 * A subject as it stands in the register.
 *
 * @param number its number, which names its province
 * @param state how it stands
 * @param blacklisted whether an authority has put it on the blacklist (1065)
 */
public record FiledSubject(FilingNumber number, SubjectState state, boolean blacklisted) {

	/** Whether it is filed: active, or without services for now. */
	public boolean stands() {
		return this.state != SubjectState.CANCELLED;
	}

}
