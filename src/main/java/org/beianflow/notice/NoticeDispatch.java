package org.beianflow.notice;

import java.time.Instant;

import org.beianflow.audit.Actor;

/**
 * The sending of single notices, as the delivery process needs it.
 */
public interface NoticeDispatch {

	/**
	 * What comes next for a notice.
	 *
	 * @param step where the delivery goes
	 * @param retryAt for {@link Step#RETRY} when; otherwise null
	 */
	record Next(Step step, Instant retryAt) {
	}

	/** Where a delivery goes. */
	enum Step {

		/** Given; done. */
		DELIVERED,
		/** Dropped; done. */
		SUPPRESSED,
		/** Again later. */
		RETRY,
		/** A person decides. */
		UNDELIVERED

	}

	/** What a person decides about an undelivered notice. */
	enum Decision {

		/** Send it once more. */
		RESEND,
		/** Leave it undelivered. */
		GIVE_UP

	}

	/**
	 * Sends a notice if it is due. Claims it in a transaction of its own before it sends
	 * and records what came of it in another, so that a crash between the two leaves a
	 * trace: the notice is then {@link NoticeState#UNKNOWN} and not sent again unless a
	 * person wants it.
	 */
	Next deliver(long notice);

	/**
	 * Settles what happens to an undelivered notice. If a person already decided
	 * elsewhere, that stands.
	 * @param wanted the decision, or null if the caller expects it to be taken already
	 * @return the decision that stands
	 */
	Decision decide(long notice, Decision wanted, Actor actor);

}
