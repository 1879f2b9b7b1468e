package org.beianflow.notice;

import java.time.Instant;
import java.util.List;

/**
 * A notice as people see it.
 *
 * @param id its id
 * @param filing the case number
 * @param province six digits of the filing's province
 * @param kind what is told
 * @param occurrence which of several of this kind
 * @param recipient {@link Recipient#reference()}
 * @param address the masked mail address or phone, empty where there is none
 * @param channel on which way
 * @param state what became of it
 * @param subject one line
 * @param text the whole text as it was sent, or as it will be
 * @param papers file names of what is attached
 * @param createdAt when it was written down
 * @param settledAt when it came to rest, or null
 * @param nextAttemptAt when it is tried again, or null
 * @param givenUp whether a person decided to leave it undelivered
 * @param attempts what was tried, oldest first
 */
public record NoticeView(long id, String filing, String province, NoticeKind kind, String occurrence, String recipient,
		String address, NoticeChannel channel, NoticeState state, String subject, String text, List<String> papers,
		Instant createdAt, Instant settledAt, Instant nextAttemptAt, boolean givenUp, List<Attempt> attempts) {

	/**
	 * One try to send.
	 *
	 * @param number counted from 1
	 * @param startedAt when it was claimed
	 * @param endedAt when its result was recorded, or null
	 * @param state what came of it
	 * @param result the other side's answer in a few words, without personal data
	 * @param providerId the other side's id for it, or null
	 * @param wantedBy the member of staff who wanted it sent again, or null
	 */
	public record Attempt(int number, Instant startedAt, Instant endedAt, NoticeState state, String result,
			String providerId, String wantedBy) {
	}

}
