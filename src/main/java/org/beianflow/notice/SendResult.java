package org.beianflow.notice;

import java.util.Objects;

/**
 * What came of one try to send.
 *
 * @param state {@code SENT}, {@code SHOWN_ONLY}, {@code FAILED} or {@code UNKNOWN}
 * @param result the other side's answer in a few words, without personal data
 * @param providerId the other side's id for the message, or null
 * @param lasting for {@code FAILED}: whether trying again is pointless
 */
public record SendResult(NoticeState state, String result, String providerId, boolean lasting) {

	public SendResult {
		Objects.requireNonNull(state, "state");
		Objects.requireNonNull(result, "result");
	}

	public static SendResult sent(String result, String providerId) {
		return new SendResult(NoticeState.SENT, result, providerId, false);
	}

	public static SendResult shownOnly() {
		return new SendResult(NoticeState.SHOWN_ONLY, "", null, false);
	}

	/** Surely not delivered; worth another try. */
	public static SendResult failed(String result) {
		return new SendResult(NoticeState.FAILED, result, null, false);
	}

	/** Surely not delivered, and another try would end the same way. */
	public static SendResult refused(String result) {
		return new SendResult(NoticeState.FAILED, result, null, true);
	}

	/** It may have been delivered. */
	public static SendResult unknown(String result) {
		return new SendResult(NoticeState.UNKNOWN, result, null, false);
	}

}
