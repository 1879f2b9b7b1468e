package org.beianflow.filing;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How filings are handled here.
 *
 * @param profile the road of filings submitted from now on
 * @param maxReturns how often 初审 may return a filing; after that its supervisor decides
 * (domain.md §8.2)
 * @param draftRetention how long the content of a filing is kept that expired, or was
 * given up as a draft (domain.md §16: 90 days; 个人信息保护法 art. 19, 47)
 * @param endedRetention how long the content of a filing is kept that was submitted and
 * ended refused, not accepted, withdrawn or given up (domain.md §16: three years; the
 * time to complain about a refusal, T27, lies within)
 * @param mobileOfOneSubject whether a mobile may stand for persons in charge of one
 * subject only (domain.md §6.2); one person may stand for several
 * @param digest when staff are told of the work of the day
 */
@ConfigurationProperties("beianflow.filing")
public record FilingSettings(@DefaultValue("DEFAULT") FlowProfile profile, @DefaultValue("5") int maxReturns,
		@DefaultValue("90d") Duration draftRetention, @DefaultValue("1095d") Duration endedRetention,
		@DefaultValue("true") boolean mobileOfOneSubject, @DefaultValue Digest digest) {

	/**
	 * The morning digest.
	 *
	 * @param enabled whether there is one
	 * @param from time of day in Asia/Shanghai from when it is sent
	 * @param until after this time a digest that was missed is left out
	 */
	public record Digest(@DefaultValue("true") boolean enabled, @DefaultValue("08:30") LocalTime from,
			@DefaultValue("12:00") LocalTime until) {

	}

	/** The zone in which people count days. */
	public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

}
