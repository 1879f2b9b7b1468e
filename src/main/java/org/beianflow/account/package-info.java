/**
 * Who may do what: applicants' accounts, staff roles and the one table of permissions
 * that enforcement reads.
 */
@ApplicationModule(displayName = "用户与权限", allowedDependencies = { "audit", "check", "privacy" })
package org.beianflow.account;

import org.springframework.modulith.ApplicationModule;
