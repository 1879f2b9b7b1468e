/**
 * Whether the persons in charge answer under the numbers they are named with: a code by
 * SMS, entered by each of them.
 */
@ApplicationModule(displayName = "短信核验", allowedDependencies = { "audit", "check", "deadline", "notice", "privacy" })
package org.beianflow.verification;

import org.springframework.modulith.ApplicationModule;
