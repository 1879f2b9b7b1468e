package org.beianflow.filing;

import java.time.ZoneId;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How filings are handled here.
 *
 * @param profile the road of filings submitted from now on
 */
@ConfigurationProperties("beianflow.filing")
public record FilingSettings(@DefaultValue("DEFAULT") FlowProfile profile) {

	/** The zone in which people count days. */
	public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

}
