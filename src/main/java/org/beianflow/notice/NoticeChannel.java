package org.beianflow.notice;

/** The ways a notice reaches somebody. */
public enum NoticeChannel {

	/** E-mail, text and HTML, with the paper of the act attached where there is one. */
	MAIL,
	/** A short message of one sentence. */
	SMS,
	/** A signed JSON message to the cloud vendor's system. */
	WEBHOOK,
	/** Shown after sign-in; delivered by being written. */
	IN_APP

}
