/**
 * REST API v1: everything an applicant does, reading a filing, public look-up, and what
 * the Tasklist forms need.
 */
@ApplicationModule(displayName = "接口", allowedDependencies = { "access", "account", "audit", "check", "deadline", "fee",
		"filing", "material", "notice", "number", "privacy", "register", "review", "site", "subject", "verification" })
package org.beianflow.api;

import org.springframework.modulith.ApplicationModule;
