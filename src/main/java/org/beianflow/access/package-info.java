/**
 * Where the site is hosted, and proof that its domain really leads there.
 */
@ApplicationModule(displayName = "接入核验", allowedDependencies = { "audit", "check", "deadline", "site", "subject" })
package org.beianflow.access;

import org.springframework.modulith.ApplicationModule;
