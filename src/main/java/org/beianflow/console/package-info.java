/**
 * Pages for staff beside the Tasklist.
 */
@ApplicationModule(displayName = "工作台", allowedDependencies = { "access", "account", "audit", "check", "deadline",
		"fee", "filing", "material", "notice", "number", "register", "review", "site", "subject" })
package org.beianflow.console;

import org.springframework.modulith.ApplicationModule;
