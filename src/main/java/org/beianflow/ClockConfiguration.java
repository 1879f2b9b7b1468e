package org.beianflow;

import java.time.Clock;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/**
 * The one clock everything reads; the demo puts a movable one in its place.
 */
@Configuration(proxyBeanMethods = false)
class ClockConfiguration {

	@Bean
	@Profile("!demo")
	Clock clock() {
		return Clock.systemUTC();
	}

}
