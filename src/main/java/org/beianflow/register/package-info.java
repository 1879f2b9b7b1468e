/**
 * The register: subject, service and access records, which live on after the filing that
 * created them.
 */
@ApplicationModule(displayName = "备案信息",
		allowedDependencies = { "audit", "check", "number", "privacy", "site", "subject" })
package org.beianflow.register;

import org.springframework.modulith.ApplicationModule;
