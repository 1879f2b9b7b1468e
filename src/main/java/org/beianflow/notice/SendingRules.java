package org.beianflow.notice;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

import org.beianflow.notice.NoticeSettings.QuietHours;

/**
 * When notices are sent (domain.md §11): pauses that grow after each failure, and no SMS
 * at night that can wait until morning.
 */
class SendingRules {

	private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

	private final List<Duration> pauses;

	private final List<Duration> urgentPauses;

	private final QuietHours quiet;

	SendingRules(NoticeSettings settings) {
		this.pauses = settings.retries();
		this.urgentPauses = settings.urgentRetries();
		this.quiet = settings.quietHours();
	}

	/**
	 * When to try again.
	 * @param failures how often it failed so far, at least once
	 * @return empty if it failed often enough
	 */
	Optional<Instant> retryAt(NoticeKind kind, int failures, Instant now) {
		List<Duration> pauses = kind.prompt() ? this.urgentPauses : this.pauses;
		if (failures > pauses.size()) {
			return Optional.empty();
		}
		// The engine's timers know milliseconds.
		return Optional.of(now.plus(pauses.get(failures - 1)).truncatedTo(ChronoUnit.MILLIS));
	}

	/** The end of the quiet hours, if they hold this notice back now. */
	Optional<Instant> heldUntil(NoticeKind kind, NoticeChannel channel, Instant now) {
		if (channel != NoticeChannel.SMS || kind.urgency() == NoticeKind.Urgency.URGENT) {
			return Optional.empty();
		}
		ZonedDateTime local = now.atZone(SHANGHAI);
		LocalTime time = local.toLocalTime();
		LocalTime from = this.quiet.from();
		LocalTime to = this.quiet.to();
		boolean overMidnight = from.isAfter(to);
		boolean held = overMidnight ? !time.isBefore(from) || time.isBefore(to)
				: !time.isBefore(from) && time.isBefore(to);
		if (!held) {
			return Optional.empty();
		}
		boolean tomorrow = overMidnight && !time.isBefore(from);
		return Optional.of(local.toLocalDate().plusDays(tomorrow ? 1 : 0).atTime(to).atZone(SHANGHAI).toInstant());
	}

}
