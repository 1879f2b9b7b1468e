package org.beianflow.testing;

import java.util.Map;
import java.util.UUID;

import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/**
 * A bare engine in memory for each test, into which an analyst deploys decision tables.
 */
public final class DecisionTables implements BeforeEachCallback, AfterEachCallback {

	private ProcessEngine engine;

	@Override
	public void beforeEach(ExtensionContext context) {
		this.engine = new StandaloneInMemProcessEngineConfiguration().setProcessEngineName(UUID.randomUUID().toString())
			.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID())
			.setJobExecutorActivate(false)
			.buildProcessEngine();
	}

	@Override
	public void afterEach(ExtensionContext context) {
		this.engine.close();
	}

	/** The service as rules ask for it. */
	public ObjectProvider<DecisionService> service() {
		return new StaticListableBeanFactory(Map.of("decisions", this.engine.getDecisionService()))
			.getBeanProvider(DecisionService.class);
	}

	/** Deploys a table; from now on it holds. */
	public void deploy(String name, String table) {
		this.engine.getRepositoryService().createDeployment().addString(name, table).deploy();
	}

}
