/**
 * Working days, legal and agreed time limits, their reminders, and how they stop and
 * move.
 */
@ApplicationModule(displayName = "期限", allowedDependencies = { "audit", "check" })
package org.beianflow.deadline;

import org.springframework.modulith.ApplicationModule;
