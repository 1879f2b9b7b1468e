package org.beianflow.console;

import java.util.Set;

import org.beianflow.account.Action;
import org.beianflow.console.ConsolePage.Group;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The pages of the console itself; other modules add theirs as beans. */
@Configuration(proxyBeanMethods = false)
class ConsoleMenu {

	@Bean
	ConsolePage overviewPage() {
		return new ConsolePage("/console", "console.nav.overview", Group.WORK, 10,
				Set.of(Action.FILING_SEARCH, Action.METRICS_READ));
	}

	@Bean
	ConsolePage noticesPage() {
		return new ConsolePage("/console/notices", "console.nav.notices", Group.OPERATION, 10,
				Set.of(Action.NOTICE_LIST));
	}

	@Bean
	ConsolePage incidentsPage() {
		return new ConsolePage("/console/incidents", "console.nav.incidents", Group.OPERATION, 20,
				Set.of(Action.INCIDENT_READ));
	}

}
