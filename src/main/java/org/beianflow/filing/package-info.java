/**
 * The filing: one applicant's road from draft to filing number.
 */
@ApplicationModule(displayName = "备案",
		allowedDependencies = { "access", "account", "audit", "check", "deadline", "engine", "fee", "material",
				"notice", "number", "paper", "privacy", "register", "review", "site", "subject", "verification" })
package org.beianflow.filing;

import org.springframework.modulith.ApplicationModule;
