package org.beianflow.console;

import java.util.Set;

import org.beianflow.account.Action;
import org.beianflow.console.ConsolePage.Group;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The pages of the analyst and the auditor in the menu. */
@Configuration(proxyBeanMethods = false)
class FiguresAndProofMenu {

	@Bean
	ConsolePage analysisPage() {
		return new ConsolePage("/console/analysis", "console.nav.analysis", Group.FIGURES, 10,
				Set.of(Action.METRICS_READ));
	}

	@Bean
	ConsolePage auditPage() {
		return new ConsolePage("/console/audit", "console.nav.audit", Group.PROOF, 10, Set.of(Action.AUDIT_READ));
	}

}
