package org.beianflow.review;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How reviews are run.
 *
 * @param phoneCheck whether the provider has to reach the applicant by phone before
 * approving (domain.md R19)
 */
@ConfigurationProperties("beianflow.review")
record ReviewSettings(@DefaultValue("true") boolean phoneCheck) {
}
