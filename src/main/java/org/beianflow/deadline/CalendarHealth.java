package org.beianflow.deadline;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Says how far the official calendar reaches. The State Council publishes a year in
 * November, so a calendar that ends before the longest limit is the rule each winter and
 * never a reason to report DOWN (ruling 22).
 */
@Component("calendar")
class CalendarHealth implements HealthIndicator {

	private final CalendarReach reach;

	CalendarHealth(CalendarReach reach, MeterRegistry metrics) {
		this.reach = reach;
		Gauge.builder("beianflow.calendar.short", reach, (each) -> each.now().daysShort())
			.description("Days by which the official calendar ends before the longest open limit")
			.baseUnit("days")
			.register(metrics);
	}

	@Override
	public Health health() {
		CalendarReach.Reach now = this.reach.now();
		return Health.up()
			.withDetail("officialUntil", String.valueOf(now.officialUntil()))
			.withDetail("longestDeadline", String.valueOf(now.longest()))
			.withDetail("daysShort", now.daysShort())
			.build();
	}

}
