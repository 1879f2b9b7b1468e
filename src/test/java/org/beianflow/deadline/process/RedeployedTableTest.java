package org.beianflow.deadline.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

import org.beianflow.deadline.DeadlineKind;
import org.beianflow.deadline.DeadlineLength;
import org.beianflow.deadline.DeadlineUnit;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.StaticListableBeanFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** A table that an analyst deploys holds at once, without a restart. */
class RedeployedTableTest {

	private ProcessEngine engine;

	private DecisionTableRules rules;

	@BeforeEach
	void start() throws IOException {
		this.engine = new StandaloneInMemProcessEngineConfiguration().setProcessEngineName(UUID.randomUUID().toString())
			.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID())
			.setJobExecutorActivate(false)
			.buildProcessEngine();
		this.rules = new DecisionTableRules(
				new StaticListableBeanFactory(Map.of("decisions", this.engine.getDecisionService()))
					.getBeanProvider(DecisionService.class));
		deploy("deadline-length.dmn", shipped("deadline-length.dmn"));
		deploy("reminder-ladder.dmn", shipped("reminder-ladder.dmn"));
	}

	@AfterEach
	void stop() {
		this.engine.close();
	}

	@Test
	void theLatestTableHolds() throws IOException {
		assertThat(length()).isEqualTo(new DeadlineLength(45, DeadlineUnit.CALENDAR_DAYS));
		assertThat(this.rules.ladder(DeadlineKind.AUTHORITY_REVIEW)).hasSize(6);
		deploy("deadline-length.dmn",
				shipped("deadline-length.dmn").replaceFirst("<text>45</text>", "<text>60</text>"));
		assertThat(length()).isEqualTo(new DeadlineLength(60, DeadlineUnit.CALENDAR_DAYS));
	}

	private DeadlineLength length() {
		return this.rules.length(DeadlineKind.DRAFT_IDLE, "110000");
	}

	private void deploy(String name, String table) {
		this.engine.getRepositoryService().createDeployment().addString(name, table).deploy();
	}

	private static String shipped(String name) throws IOException {
		try (InputStream in = RedeployedTableTest.class.getResourceAsStream("/bpmn/deadline/" + name)) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
