package org.beianflow.filing;

import java.time.Duration;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.IntervalTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/** Lets absences begin and end by themselves. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class AbsenceWatch implements SchedulingConfigurer {

	private static final Duration EVERY = Duration.ofMinutes(1);

	private final Absences absences;

	AbsenceWatch(Absences absences) {
		this.absences = absences;
	}

	@Override
	public void configureTasks(ScheduledTaskRegistrar registrar) {
		registrar.addFixedDelayTask(new IntervalTask(this.absences::keep, EVERY, EVERY));
	}

}
