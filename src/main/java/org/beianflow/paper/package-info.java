/**
 * Turns HTML templates into PDF papers with embedded Chinese type.
 */
@ApplicationModule(displayName = "文书", allowedDependencies = { "check" })
package org.beianflow.paper;

import org.springframework.modulith.ApplicationModule;
