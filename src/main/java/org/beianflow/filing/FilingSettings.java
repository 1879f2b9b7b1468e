package org.beianflow.filing;

import java.time.ZoneId;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How filings are handled here.
 *
 * @param profile the road of filings submitted from now on
 * @param maxRounds after how many returns by 初审 the supervisor decides
 * @param smsVerificationAvailable whether the stage of verification by SMS is installed;
 * where it is not, a filing whose profile wants it records it as not enabled
 */
@ConfigurationProperties("beianflow.filing")
public record FilingSettings(@DefaultValue("DEFAULT") FlowProfile profile, @DefaultValue("5") int maxRounds,
		@DefaultValue("false") boolean smsVerificationAvailable) {

	/** The zone in which people count days. */
	public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

}
