package org.beianflow.filing;

import java.time.ZoneId;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How filings are handled here.
 *
 * @param profile the road of filings submitted from now on
 * @param maxReturns how often 初审 may return a filing; after that its supervisor decides
 * (domain.md §8.2)
 */
@ConfigurationProperties("beianflow.filing")
public record FilingSettings(@DefaultValue("DEFAULT") FlowProfile profile, @DefaultValue("5") int maxReturns) {

	/** The zone in which people count days. */
	public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

}
