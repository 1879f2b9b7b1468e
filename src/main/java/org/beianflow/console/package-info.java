/**
 * Pages of the staff: where the work stands, one filing seen whole, clocks, calendars,
 * notices and what went wrong.
 */
@ApplicationModule(displayName = "工作台",
		allowedDependencies = { "access", "account", "audit", "check", "deadline", "engine", "fee", "filing",
				"material", "notice", "number", "paper", "privacy", "register", "review", "site", "subject" })
package org.beianflow.console;

import org.springframework.modulith.ApplicationModule;
