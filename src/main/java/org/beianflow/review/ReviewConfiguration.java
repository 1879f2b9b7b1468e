package org.beianflow.review;

import java.time.DayOfWeek;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the office hours on the calendar. */
@Configuration(proxyBeanMethods = false)
class ReviewConfiguration {

	@Bean
	OfficeHours officeHours(ReviewSettings settings) {
		return new OfficeHours(settings.officeOpens(), settings.officeCloses(),
				(day) -> day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0);
	}

}
