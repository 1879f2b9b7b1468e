/**
 * What is filed: the website, its names, domains, content and safeguards, with the checks
 * of the field catalogue.
 */
@ApplicationModule(displayName = "互联网信息服务", allowedDependencies = { "check", "subject" })
package org.beianflow.site;

import org.springframework.modulith.ApplicationModule;
