/**
 * Pages of the applicants: from the guide and the registration to the filing number and
 * the duties after it.
 */
@ApplicationModule(displayName = "门户",
		allowedDependencies = { "access", "account", "audit", "check", "deadline", "fee", "filing", "material",
				"notice", "number", "paper", "privacy", "register", "review", "site", "subject", "verification" })
package org.beianflow.portal;

import org.springframework.modulith.ApplicationModule;
