package org.beianflow.review;

import java.time.Duration;
import java.time.LocalTime;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How reviews are run.
 *
 * @param phoneCheck whether the provider has to reach the applicant by phone before
 * approving (domain.md R19)
 * @param callGap office time between two tries that both count (T3)
 * @param officeOpens start of office hours on working days, Asia/Shanghai
 * @param officeCloses end of office hours
 */
@ConfigurationProperties("beianflow.review")
record ReviewSettings(@DefaultValue("true") boolean phoneCheck, @DefaultValue("1h") Duration callGap,
		@DefaultValue("09:00") LocalTime officeOpens, @DefaultValue("18:00") LocalTime officeCloses) {

	ReviewSettings {
		if (!officeOpens.isBefore(officeCloses)) {
			throw new IllegalArgumentException("beianflow.review.office-opens must lie before office-closes");
		}
	}

}
