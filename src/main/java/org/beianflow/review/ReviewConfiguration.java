package org.beianflow.review;

import java.time.LocalTime;

import org.beianflow.deadline.WorkingCalendars;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the office hours, the same for clocks and calls, on the official calendar. */
@Configuration(proxyBeanMethods = false)
class ReviewConfiguration {

	@Bean
	OfficeHours officeHours(@Value("${beianflow.deadline.office-from:09:00}") String opens,
			@Value("${beianflow.deadline.office-until:18:00}") String closes, WorkingCalendars calendars) {
		return new OfficeHours(LocalTime.parse(opens), LocalTime.parse(closes),
				(day) -> calendars.current().isWorkingDay(day));
	}

}
