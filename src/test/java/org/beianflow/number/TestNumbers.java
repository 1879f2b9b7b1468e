package org.beianflow.number;

import java.time.Clock;

import org.beianflow.audit.AuditTrail;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Numbers for tests of other modules that run without a Spring context. */
public final class TestNumbers {

	private TestNumbers() {
	}

	public static FilingNumbers over(JdbcClient jdbc, AuditTrail audit, Clock clock) {
		return new FilingNumbers(jdbc, audit, clock);
	}

}
