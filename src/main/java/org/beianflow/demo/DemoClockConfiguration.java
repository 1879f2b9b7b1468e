package org.beianflow.demo;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** Puts the demo's movable clock in the place of the real one. */
@Configuration(proxyBeanMethods = false)
@Profile("demo")
class DemoClockConfiguration {

	@Bean
	DemoClock demoClock() {
		return new DemoClock();
	}

}
