package org.beianflow.filing;

import java.time.Duration;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.IntervalTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/**
 * Lets absences begin and end by themselves, the morning digest go out and the content of
 * ended filings go.
 */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class AbsenceWatch implements SchedulingConfigurer {

	private static final Duration EVERY = Duration.ofMinutes(1);

	private static final Duration EVERY_HOUR = Duration.ofHours(1);

	private final Absences absences;

	private final MorningDigest digest;

	private final FilingRetention retention;

	AbsenceWatch(Absences absences, MorningDigest digest, FilingRetention retention) {
		this.absences = absences;
		this.digest = digest;
		this.retention = retention;
	}

	@Override
	public void configureTasks(ScheduledTaskRegistrar registrar) {
		registrar.addFixedDelayTask(new IntervalTask(this.absences::keep, EVERY, EVERY));
		registrar.addFixedDelayTask(new IntervalTask(this.digest::keep, EVERY, EVERY));
		registrar.addFixedDelayTask(new IntervalTask(this.retention::keep, EVERY_HOUR, EVERY));
	}

}
