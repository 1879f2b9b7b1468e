package org.beianflow.engine;

import java.time.Clock;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;

/**
 * Sign-in, engine and web applications without the rest: enough to try who may do what.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@ConfigurationPropertiesScan({ "org.beianflow.account", "org.beianflow.engine", "org.beianflow.privacy",
		"org.beianflow.audit" })
@ComponentScan(basePackages = { "org.beianflow.account", "org.beianflow.engine", "org.beianflow.privacy",
		"org.beianflow.audit" })
@ComponentScan(basePackages = "org.beianflow.demo", useDefaultFilters = false,
		includeFilters = @ComponentScan.Filter(type = FilterType.REGEX,
				pattern = "org\\.beianflow\\.demo\\.DemoPeople"))
class PartsApplication {

	public static void main(String[] args) {
		SpringApplication.run(PartsApplication.class, args);
	}

	@Bean
	Clock clock() {
		return Clock.systemUTC();
	}

}
