/**
 * Pages for applicants and the public.
 */
@ApplicationModule(displayName = "申请人门户", allowedDependencies = { "access", "account", "audit", "check", "deadline",
		"fee", "filing", "material", "notice", "number", "register", "review", "site", "subject" })
package org.beianflow.portal;

import org.springframework.modulith.ApplicationModule;
