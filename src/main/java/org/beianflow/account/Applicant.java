package org.beianflow.account;

import java.time.Instant;

/**
 * An applicant's account.
 *
 * @param id random and stable, the id in audit rows and the owner of filings
 * @param loginName the chosen name
 * @param phone mainland mobile number in the form {@code 13800000000}
 * @param email address for mail
 * @param locale {@code zh-CN} or {@code en}: the language of notices
 * @param state whether the account may sign in
 * @param registeredAt when it was made
 */
public record Applicant(String id, String loginName, String phone, String email, String locale, State state,
		Instant registeredAt) {

	/** Whether the account may sign in. */
	public enum State {

		/** May sign in. */
		ACTIVE,
		/** Locked by staff. */
		LOCKED,
		/** Closed by its owner. */
		CLOSED

	}

	/** Without the personal fields: records end up in logs. */
	@Override
	public String toString() {
		return "Applicant[" + this.id + " " + this.state + "]";
	}

}
