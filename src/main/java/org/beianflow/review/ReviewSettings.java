package org.beianflow.review;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How reviews are run.
 *
 * @param phoneCheck whether the provider has to reach the applicant by phone before
 * approving (domain.md R19)
 * @param callGap office time between two tries that both count (T3)
 */
@ConfigurationProperties("beianflow.review")
record ReviewSettings(@DefaultValue("true") boolean phoneCheck, @DefaultValue("1h") Duration callGap) {
}
