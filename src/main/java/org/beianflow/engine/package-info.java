/**
 * Configuration of the process engine and its web applications; no filing rules.
 */
@ApplicationModule(displayName = "流程引擎", allowedDependencies = { "account", "check" })
package org.beianflow.engine;

import org.springframework.modulith.ApplicationModule;
