package org.beianflow.filing;

/**
 * What the domain tells the process: each verb is something that happened to a filing, in
 * the words of the business. Implemented on the engine in {@code filing.process}.
 * <p>
 * Every verb runs in the caller's transaction.
 */
public interface FilingProcess {

	/**
	 * A draft was made: its process begins.
	 * @param draftIdle the clock of the draft (T1), already running
	 */
	void begin(FilingReference reference, FilingRoad.Times draftIdle);

	/** The draft was submitted, on this road. */
	void submitted(FilingReference reference, String province, FlowProfile profile);

	/** The returned filing was submitted again. */
	void resubmitted(FilingReference reference);

	/** The draft was deleted: nothing of its process remains. */
	void deleted(FilingReference reference);

	/**
	 * Something the process may be waiting for happened. The engine buffers no messages:
	 * if nobody waits nothing changes, and the process finds what happened in the domain
	 * when it arrives.
	 * @return whether somebody waited for it
	 */
	boolean happened(FilingReference reference, Event event);

	/** What a process may wait for. */
	enum Event {

		/** 撤回. */
		WITHDRAWN("filingWithdrawn"),
		/** 放弃. */
		ABANDONED("filingAbandoned"),
		/** The authority's review was extended (T11). */
		REVIEW_EXTENDED("authorityReviewExtended"),
		/** The notice of a decision was given on one channel. */
		NOTICE_DELIVERED("noticeDelivered"),
		/** No channel gave the notice of a decision. */
		NOTICE_UNDELIVERED("noticeUndelivered"),
		/** The applicant reported the filing with the police. */
		POLICE_FILING_REPORTED("policeFilingReported");

		private final String message;

		Event(String message) {
			this.message = message;
		}

		/** Its name in the diagrams. */
		public String message() {
			return this.message;
		}

	}

}
