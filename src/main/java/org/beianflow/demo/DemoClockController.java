package org.beianflow.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.beianflow.account.Action;
import org.beianflow.account.CurrentActors;
import org.beianflow.account.Permissions;
import org.beianflow.account.Scope;
import org.beianflow.check.Refusal;

import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Moves the demo's clock forward, so that anyone can watch 20 working days pass. */
@RestController
@Profile("demo")
@RequestMapping("/api/v1/demo/clock")
@Tag(name = "演示", description = "只在演示模式下存在")
class DemoClockController {

	private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

	private static final Duration MOST = Duration.ofDays(366);

	private final ClockMover mover;

	private final DemoClock clock;

	private final Permissions permissions;

	private final CurrentActors actors;

	DemoClockController(ClockMover mover, DemoClock clock, Permissions permissions, CurrentActors actors) {
		this.mover = mover;
		this.clock = clock;
		this.permissions = permissions;
		this.actors = actors;
	}

	/** What the clock shows. */
	record Time(Instant now, String shanghai, Duration ahead) {

	}

	/**
	 * How far, or where to.
	 *
	 * @param forward a duration, for example {@code P1D} or {@code PT6H}
	 * @param to a wall time in Shanghai, for example {@code 2026-12-18T10:00}
	 */
	record Move(String forward, String to) {

	}

	@GetMapping
	@Operation(summary = "演示时钟")
	Time read() {
		Instant now = this.clock.instant();
		return new Time(now, LocalDateTime.ofInstant(now, SHANGHAI).withNano(0).toString(), this.mover.offset());
	}

	@PostMapping
	@Operation(summary = "拨快演示时钟", description = "应用和流程引擎一起前进，到期的定时器随即触发；不能往回拨。")
	Time move(@RequestBody Move move) {
		this.permissions.require(this.actors.current(), Action.DEMO_CLOCK, Scope.NONE);
		Duration step = step(move);
		if (step.isNegative()) {
			throw new Refusal(Refusal.Kind.MALFORMED, "demo.clock.backward");
		}
		if (this.mover.offset().plus(step).compareTo(MOST) > 0) {
			throw new Refusal(Refusal.Kind.MALFORMED, "demo.clock.far", MOST.toDays());
		}
		this.mover.remember(this.mover.offset().plus(step));
		return read();
	}

	private Duration step(Move move) {
		try {
			if (move.forward() != null) {
				return Duration.parse(move.forward());
			}
			if (move.to() != null) {
				return Duration.between(this.clock.instant(),
						LocalDateTime.parse(move.to()).atZone(SHANGHAI).toInstant());
			}
		}
		catch (DateTimeParseException ex) {
			// Said below.
		}
		throw new Refusal(Refusal.Kind.MALFORMED, "demo.clock.unreadable");
	}

}
