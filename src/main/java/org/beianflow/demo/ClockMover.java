package org.beianflow.demo;

import java.time.Duration;
import java.time.Instant;

import jakarta.annotation.PostConstruct;
import org.beianflow.engine.EngineClock;

import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Moves the demo's clock: application and engine together, remembered over restarts.
 */
@Component
@Profile("demo")
class ClockMover {

	private final DemoClock clock;

	private final EngineClock engineClock;

	private final JdbcClient jdbc;

	ClockMover(DemoClock clock, EngineClock engineClock, JdbcClient jdbc) {
		this.clock = clock;
		this.engineClock = engineClock;
		this.jdbc = jdbc;
	}

	@PostConstruct
	void restore() {
		this.jdbc.sql("select offset_seconds from bf_demo_clock where id = 1")
			.query(Long.class)
			.optional()
			.ifPresent((seconds) -> apply(Duration.ofSeconds(seconds)));
	}

	/** Shifts the clock for good: this far from real time. */
	@Transactional
	void remember(Duration offset) {
		int rows = this.jdbc.sql("update bf_demo_clock set offset_seconds = ? where id = 1")
			.param(offset.toSeconds())
			.update();
		if (rows == 0) {
			this.jdbc.sql("insert into bf_demo_clock (id, offset_seconds) values (1, ?)")
				.param(offset.toSeconds())
				.update();
		}
		apply(Duration.ofSeconds(offset.toSeconds()));
	}

	/** Stands at this instant for the moment, without remembering it. */
	void visit(Instant instant) {
		apply(Duration.between(this.clock.realInstant(), instant));
	}

	/** How far the clock is from real time. */
	Duration offset() {
		return this.clock.offset();
	}

	private void apply(Duration offset) {
		this.clock.offset(offset);
		this.engineClock.runAhead(offset);
	}

}
