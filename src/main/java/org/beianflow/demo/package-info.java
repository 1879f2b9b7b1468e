/**
 * Demo people, demo filings, a movable clock, and a small site and name answers to verify
 * against; only in the demo profile.
 */
@ApplicationModule(displayName = "演示",
		allowedDependencies = { "access", "account", "audit", "check", "deadline", "fee", "filing", "material",
				"notice", "number", "register", "review", "site", "subject", "engine", "verification", "console" })
package org.beianflow.demo;

import org.springframework.modulith.ApplicationModule;
