package org.beianflow.engine;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;

import org.springframework.stereotype.Component;

/**
 * Days as the people here count them, for the stored filters of Tasklist. Public, because
 * the engine's expressions call only methods of public classes.
 */
@Component
public class ShanghaiDays {

	private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

	private final Clock clock;

	ShanghaiDays(Clock clock) {
		this.clock = clock;
	}

	/**
	 * The first second after today. A day's deadline ends at the next day's 00:00, which
	 * still belongs to today, and the engine's "before" leaves the instant itself out.
	 */
	public Date afterToday() {
		LocalDate today = LocalDate.ofInstant(this.clock.instant(), SHANGHAI);
		return Date.from(today.plusDays(1).atStartOfDay(SHANGHAI).plusSeconds(1).toInstant());
	}

}
