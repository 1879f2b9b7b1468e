package org.beianflow.console;

import java.util.Set;

import org.beianflow.account.Action;
import org.beianflow.console.ConsolePage.Group;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The pages about clocks in the menu. */
@Configuration(proxyBeanMethods = false)
class DeadlinePages {

	@Bean
	ConsolePage deadlineBoardPage() {
		return new ConsolePage("/console/deadlines", "console.nav.deadlines", Group.WORK, 30,
				Set.of(Action.TASK_WORK, Action.FILING_SEARCH));
	}

	@Bean
	ConsolePage deadlineRatesPage() {
		return new ConsolePage("/console/deadline-rates", "console.nav.rates", Group.FIGURES, 30,
				Set.of(Action.METRICS_READ, Action.FILING_SEARCH));
	}

	@Bean
	ConsolePage calendarPage() {
		return new ConsolePage("/console/calendar", "console.nav.calendar", Group.OPERATION, 30,
				Set.of(Action.TASK_WORK, Action.RULES_EDIT, Action.METRICS_READ));
	}

}
