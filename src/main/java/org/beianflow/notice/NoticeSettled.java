package org.beianflow.notice;

/**
 * A notice has come to rest on one channel: given, dropped, or in front of a person.
 * Published in the transaction of the delivery, at least once; again if a person resends
 * it and the state changes.
 *
 * @param filing the case number
 * @param kind what was told
 * @param occurrence which of several
 * @param recipient {@link Recipient#reference()}
 * @param channel on which way
 * @param state {@code SENT}, {@code SHOWN_ONLY}, {@code SUPPRESSED}, {@code UNKNOWN} or
 * {@code DEAD}; {@link NoticeState#given()} tells whether it counts as given
 */
public record NoticeSettled(String filing, NoticeKind kind, String occurrence, String recipient, NoticeChannel channel,
		NoticeState state) {

}
