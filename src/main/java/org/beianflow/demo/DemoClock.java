package org.beianflow.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The demo's clock: real time plus an offset that anyone may enlarge, so that 20 working
 * days can be watched.
 */
final class DemoClock extends Clock {

	private final Clock real = Clock.systemUTC();

	private volatile Duration offset = Duration.ZERO;

	Duration offset() {
		return this.offset;
	}

	void offset(Duration offset) {
		this.offset = offset;
	}

	Instant realInstant() {
		return this.real.instant();
	}

	@Override
	public Instant instant() {
		return this.real.instant().plus(this.offset);
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		return Clock.offset(this.real.withZone(zone), this.offset);
	}

}
