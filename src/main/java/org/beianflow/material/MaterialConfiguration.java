package org.beianflow.material;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.IntervalTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/** Chooses the virus scanner and lets the sweep run by itself. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class MaterialConfiguration {

	@Bean
	VirusScanner virusScanner(MaterialSettings settings) {
		boolean scanned = settings.clamd().host() != null && !settings.clamd().host().isBlank();
		return scanned ? new ClamdScanner(settings.clamd()) : (content) -> MaterialVersion.Scan.NOT_SCANNED;
	}

	@Bean
	SchedulingConfigurer materialSweeping(MaterialSettings settings, MaterialSweep sweep) {
		return (ScheduledTaskRegistrar registrar) -> registrar
			.addFixedDelayTask(new IntervalTask(sweep::run, settings.sweepEvery(), settings.sweepEvery()));
	}

}
