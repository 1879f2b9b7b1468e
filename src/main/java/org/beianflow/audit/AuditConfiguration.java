package org.beianflow.audit;

import java.time.Duration;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.IntervalTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/** Lets the sealing of the audit trail run by itself. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class AuditConfiguration implements SchedulingConfigurer {

	private static final Duration AFTER_START = Duration.ofMinutes(1);

	private final AuditSettings settings;

	private final SealJob job;

	AuditConfiguration(AuditSettings settings, SealJob job) {
		this.settings = settings;
		this.job = job;
	}

	@Override
	public void configureTasks(ScheduledTaskRegistrar registrar) {
		registrar.addFixedDelayTask(new IntervalTask(this.job::seal, this.settings.sealEvery(), AFTER_START));
	}

}
