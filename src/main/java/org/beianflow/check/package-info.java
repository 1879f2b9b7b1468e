/**
 * What a check finds: a violation names the field, what is wrong with it and how to mend
 * it; a refusal says why a step is not done.
 */
@ApplicationModule(displayName = "核查", allowedDependencies = {})
package org.beianflow.check;

import org.springframework.modulith.ApplicationModule;
