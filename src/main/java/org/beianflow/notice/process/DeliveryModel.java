package org.beianflow.notice.process;

/** The names of the diagram 投递通知. */
final class DeliveryModel {

	static final String KEY = "notice-delivery";

	/** The notice's id. */
	static final String NOTICE = "noticeId";

	/** Where the delivery goes. */
	static final String OUTCOME = "noticeOutcome";

	/** When it is tried again. */
	static final String RETRY_DUE_AT = "noticeRetryDueAt";

	/** By when a person should have looked at it. */
	static final String HANDLING_DUE_AT = "noticeHandlingDueAt";

	/** What the person decided. */
	static final String DECISION = "undeliveredOutcome";

	/** Six digits; the tenant follows from it. */
	static final String PROVINCE = "province";

	/** Sent again from elsewhere while the task is open. */
	static final String RESENT = "noticeResent";

	private DeliveryModel() {
	}

}
