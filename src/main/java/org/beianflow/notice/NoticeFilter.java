package org.beianflow.notice;

import java.time.Instant;
import java.util.Set;

/**
 * Which of the outgoing notices. An empty set and null mean: whatever it is.
 *
 * @param states what became of them
 * @param kinds what is told
 * @param channels on which way
 * @param filing of one filing
 * @param provinces six-digit codes of the filings' provinces
 * @param from written down at or after this
 * @param to written down before this
 */
public record NoticeFilter(Set<NoticeState> states, Set<NoticeKind> kinds, Set<NoticeChannel> channels, String filing,
		Set<String> provinces, Instant from, Instant to) {

	/** All there are. */
	public static final NoticeFilter ALL = new NoticeFilter(Set.of(), Set.of(), Set.of(), null, Set.of(), null, null);

	public NoticeFilter {
		states = Set.copyOf(states);
		kinds = Set.copyOf(kinds);
		channels = Set.copyOf(channels);
		provinces = Set.copyOf(provinces);
	}

	/** The same, but only in these states. */
	public NoticeFilter in(Set<NoticeState> wanted) {
		return new NoticeFilter(wanted, this.kinds, this.channels, this.filing, this.provinces, this.from, this.to);
	}

}
