/**
 * Who files: the organizer, its certificates and the persons in charge, with the checks
 * of the field catalogue.
 */
@ApplicationModule(displayName = "主体", allowedDependencies = { "check" })
package org.beianflow.subject;

import org.springframework.modulith.ApplicationModule;
