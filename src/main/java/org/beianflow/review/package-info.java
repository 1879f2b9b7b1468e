/**
 * Decisions of reviewers: return items from the reason catalogue, verdicts, notes and
 * call logs.
 */
@ApplicationModule(displayName = "审核", allowedDependencies = { "audit", "check", "deadline" })
package org.beianflow.review;

import org.springframework.modulith.ApplicationModule;
