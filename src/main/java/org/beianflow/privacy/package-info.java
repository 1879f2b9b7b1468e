/**
 * Seals personal data: field encryption with key rotation, blind indexes for equality
 * search, one key per stored file.
 */
@ApplicationModule(displayName = "个人信息保护", allowedDependencies = { "check" })
package org.beianflow.privacy;

import org.springframework.modulith.ApplicationModule;
