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

}
