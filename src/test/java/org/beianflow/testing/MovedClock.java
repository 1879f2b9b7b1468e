package org.beianflow.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;

import org.camunda.bpm.engine.impl.util.ClockUtil;

/**
 * The clock of the tests: it stands still until a test moves it, and takes the engine's
 * clock with it.
 */
public final class MovedClock extends Clock {

	private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

	private volatile Instant now;

	public MovedClock(Instant start) {
		moveTo(start);
	}

	/** Stands at this wall time in Shanghai, for example {@code 2026-02-13T10:00}. */
	public static MovedClock at(String shanghaiWallTime) {
		return new MovedClock(LocalDateTime.parse(shanghaiWallTime).atZone(SHANGHAI).toInstant());
	}

	public void moveTo(Instant instant) {
		this.now = instant;
		ClockUtil.setCurrentTime(Date.from(instant));
	}

	public void moveTo(String shanghaiWallTime) {
		moveTo(LocalDateTime.parse(shanghaiWallTime).atZone(SHANGHAI).toInstant());
	}

	public void forward(Duration duration) {
		moveTo(this.now.plus(duration));
	}

	@Override
	public Instant instant() {
		return this.now;
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		return Clock.fixed(this.now, zone);
	}

}
