/**
 * Who did what and when, in one hash chain per filing that nobody can change unseen.
 */
@ApplicationModule(displayName = "审计", allowedDependencies = { "check" })
package org.beianflow.audit;

import org.springframework.modulith.ApplicationModule;
