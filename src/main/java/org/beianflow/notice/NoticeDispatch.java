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
	 * @param dueAt for {@link Step#RETRY} when it is tried again, for
	 * {@link Step#UNDELIVERED} until when a person should have looked at it; otherwise
	 * null
	 */
	record Next(Step step, Instant dueAt) {
	}

	/** Where a delivery goes. */
	enum Step {

		/** Given; done. */
		DELIVERED,
		/** Not to be sent any more; done. */
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
	 * Records what a person decided about an undelivered notice. Does nothing if it is no
	 * longer undelivered.
	 */
	void decide(long notice, Decision decision, Actor actor);

}
