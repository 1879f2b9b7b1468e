package org.beianflow.notice;

/** What became of one notice on one channel. */
public enum NoticeState {

	/**
	 * Written down, not yet tried; also while it waits for the end of the quiet hours.
	 */
	PENDING,
	/** Claimed by a sender; found later in this state, it becomes {@link #UNKNOWN}. */
	SENDING,
	/** The other side has taken it over. */
	SENT,
	/**
	 * Not sent because no mail server or SMS gateway is set up: it is only shown to staff
	 * among the outgoing notices.
	 */
	SHOWN_ONLY,
	/** Refused or not reached; tried again later. */
	FAILED,
	/** Left, but nobody knows whether it arrived; a person decides. */
	UNKNOWN,
	/** Not to be sent: no address for this channel, or no longer true. */
	SUPPRESSED,
	/** All tries used up; a person decides. */
	DEAD;

	/**
	 * Whether the notice counts as given: the other side took it over, or this
	 * installation only shows notices.
	 */
	public boolean given() {
		return this == SENT || this == SHOWN_ONLY;
	}

	/** Whether nothing more happens by itself. */
	public boolean settled() {
		return given() || this == UNKNOWN || this == SUPPRESSED || this == DEAD;
	}

	/** Whether a person has to look at it. */
	public boolean undelivered() {
		return this == UNKNOWN || this == DEAD;
	}

}
