/**
 * Filing numbers: their form, and issuing them once and never again.
 */
@ApplicationModule(displayName = "备案号", allowedDependencies = { "audit", "check", "site", "subject" })
package org.beianflow.number;

import org.springframework.modulith.ApplicationModule;
