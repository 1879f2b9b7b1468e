/**
 * Required materials, uploads by version, and the stores they lie in.
 */
@ApplicationModule(displayName = "材料", allowedDependencies = { "audit", "check", "privacy" })
package org.beianflow.material;

import org.springframework.modulith.ApplicationModule;
