package org.beianflow.access;

import java.time.Duration;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;
import org.springframework.util.unit.DataSize;

/**
 * How the probe works.
 *
 * @param httpPort port for {@code http}; another one only in closed networks
 * @param httpsPort port for {@code https}; another one only in closed networks
 * @param maxWindows how many windows a verification has, the first included (domain.md
 * T14)
 * @param extensionHours by how much the first window may be extended on request, once, at
 * most 24 (domain.md 8.2-10); 0 for never
 * @param dns name look-ups
 * @param http page fetches
 * @param schedule when to probe
 * @param words word lists, one word a line, {@code #} begins a comment
 */
@ConfigurationProperties("beianflow.access")
record AccessSettings(@DefaultValue("80") int httpPort, @DefaultValue("443") int httpsPort,
		@DefaultValue("3") int maxWindows, @DefaultValue("24") int extensionHours, @DefaultValue Dns dns,
		@DefaultValue Http http, @DefaultValue Schedule schedule, @DefaultValue Words words) {

	/**
	 * Name look-ups.
	 *
	 * @param resolvers {@code address} or {@code address:port}; empty: those of the
	 * system
	 * @param nameServerPort port of authoritative servers
	 * @param timeout for one answer, at most 5 s
	 */
	record Dns(@DefaultValue List<String> resolvers, @DefaultValue("53") int nameServerPort,
			@DefaultValue("3s") Duration timeout) {

		private static final Duration MOST = Duration.ofSeconds(5);

		Dns {
			timeout = (timeout.compareTo(MOST) > 0) ? MOST : timeout;
		}

	}

	/**
	 * Page fetches.
	 *
	 * @param connectTimeout for one connection
	 * @param timeLimit for one page with all redirects, at most 15 s
	 * @param sizeLimit how much of a page is read
	 * @param userAgent how the checker calls itself
	 */
	record Http(@DefaultValue("4s") Duration connectTimeout, @DefaultValue("15s") Duration timeLimit,
			@DefaultValue("1MB") DataSize sizeLimit,
			@DefaultValue("Beianflow-AccessCheck/1.0 (ICP filing access verification)") String userAgent) {

		private static final Duration MOST = Duration.ofSeconds(15);

		Http {
			timeLimit = (timeLimit.compareTo(MOST) > 0) ? MOST : timeLimit;
		}

	}

	/**
	 * When to probe.
	 *
	 * @param often distance of probes at the beginning of a window
	 * @param oftenFor how long the beginning lasts
	 * @param seldom distance of probes afterwards
	 * @param leastGap least time between a probe and the next one on request
	 * @param attemptLimit real time for one attempt on all targets, at most 20 s: a third
	 * of the time after which the engine gives a job to somebody else
	 */
	record Schedule(@DefaultValue("10m") Duration often, @DefaultValue("1h") Duration oftenFor,
			@DefaultValue("30m") Duration seldom, @DefaultValue("1m") Duration leastGap,
			@DefaultValue("20s") Duration attemptLimit) {

		private static final Duration MOST = Duration.ofSeconds(20);

		Schedule {
			attemptLimit = (attemptLimit.compareTo(MOST) > 0) ? MOST : attemptLimit;
		}

	}

	/**
	 * Word lists.
	 *
	 * @param parking phrases of parked and default pages
	 * @param construction phrases of pages under construction, which are allowed before
	 * the number is issued
	 * @param prohibited words that a person must look at
	 */
	record Words(@DefaultValue("classpath:access/parking-words.txt") Resource parking,
			@DefaultValue("classpath:access/construction-words.txt") Resource construction,
			@DefaultValue("classpath:access/prohibited-words.txt") Resource prohibited) {

	}

}
