package org.beianflow.notice;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.beianflow.audit.Actor;

/**
 * The door of the notices: write one down, and see what became of it.
 */
public interface Notices {

	/**
	 * Writes down a notice for each recipient and channel and starts its delivery, all in
	 * the caller's transaction: nothing is sent if that rolls back. Posting the same
	 * again does nothing.
	 * @return the ids of the notices, also of those that were there before
	 * @throws IllegalArgumentException if a fact is missing, unknown or of a wrong type
	 */
	List<Long> post(NoticeRequest request);

	/**
	 * Sends a notice once more because a person wants it: one that is undelivered, or one
	 * that was given and did not arrive. Audited; a mail keeps its Message-ID.
	 * @throws org.beianflow.check.Refusal if there is no such notice, or it is on its way
	 */
	void resend(long notice, Actor actor);

	/**
	 * Leaves an undelivered notice undelivered because a person says so; whoever was
	 * asked to look at it is not asked any more. Audited with the reason.
	 * @throws org.beianflow.check.Refusal if there is no such notice, it is not one that
	 * waits for a person, or the reason is missing
	 */
	void giveUp(long notice, String reason, Actor actor);

	/**
	 * Forgets where the notices of an ended filing went, because the time it may be known
	 * has passed; none can be sent again. What they said names nobody in full and stays.
	 */
	void forgetAddresses(String filing);

	/** One notice with the text that was or will be sent, recipient masked. */
	Optional<NoticeView> find(long notice);

	/** All notices of a filing, oldest first. */
	List<NoticeView> list(String filing);

	/**
	 * The paper that goes with the newest notice of a kind, made anew from its facts.
	 * @return empty if the filing had no such notice, or no paper goes with it
	 */
	Optional<MailGateway.Paper> paper(String filing, NoticeKind kind);

	/** What a recipient sees after sign-in, newest first. */
	List<NoticeView> inbox(String recipient, int limit);

	/**
	 * The outgoing notices, newest first.
	 * @param states which; empty for all
	 * @param before only those with a smaller id: the id of the last one on the page
	 * before; null for the first page
	 */
	default List<NoticeView> outbox(Set<NoticeState> states, Long before, int limit) {
		return outbox(NoticeFilter.ALL.in(states), before, limit);
	}

	/**
	 * The outgoing notices that fit, newest first.
	 * @param before only those with a smaller id: the id of the last one on the page
	 * before; null for the first page
	 */
	List<NoticeView> outbox(NoticeFilter filter, Long before, int limit);

	/**
	 * Those a person has to look at: all tries used up, or unknown whether they arrived.
	 */
	default List<NoticeView> undelivered(Long before, int limit) {
		return outbox(Set.of(NoticeState.DEAD, NoticeState.UNKNOWN), before, limit);
	}

}
