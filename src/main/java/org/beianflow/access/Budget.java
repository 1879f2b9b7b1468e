package org.beianflow.access;

import java.time.Duration;

/**
 * Real time left for an attempt. Measured by the machine's own ticks and not by the clock
 * of the application: a network call takes as long as it takes, whatever date it is.
 */
final class Budget {

	private static final Duration LEAST = Duration.ofMillis(1);

	private final long end;

	private Budget(long end) {
		this.end = end;
	}

	static Budget of(Duration duration) {
		return new Budget(System.nanoTime() + duration.toNanos());
	}

	/** A part of this budget, never more than what is left. */
	Budget part(Duration limit) {
		return new Budget(System.nanoTime() + atMost(limit).toNanos());
	}

	/** A time-out within what is left; never zero, which would mean for ever. */
	Duration atMost(Duration limit) {
		Duration left = Duration.ofNanos(this.end - System.nanoTime());
		Duration least = (left.compareTo(LEAST) < 0) ? LEAST : left;
		return (least.compareTo(limit) < 0) ? least : limit;
	}

	boolean isSpent() {
		return System.nanoTime() >= this.end;
	}

}
