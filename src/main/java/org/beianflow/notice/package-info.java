/**
 * Telling people: notices by mail, SMS and webhook, claimed before sending and never
 * silently sent twice.
 */
@ApplicationModule(displayName = "通知", allowedDependencies = { "audit", "check", "paper", "privacy", "review" })
package org.beianflow.notice;

import org.springframework.modulith.ApplicationModule;
