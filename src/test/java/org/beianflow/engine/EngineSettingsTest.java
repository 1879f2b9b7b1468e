package org.beianflow.engine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.history.HistoryLevel;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.value.ObjectValue;
import org.junit.jupiter.api.Test;
import parts.PartsTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The settings that hold the engine up and closed, read back from the running engine. */
@PartsTest
@TestPropertySource(properties = { "camunda.bpm.job-execution.enabled=true",
		"spring.datasource.url=jdbc:h2:mem:settings;DB_CLOSE_DELAY=-1" })
class EngineSettingsTest {

	@Autowired
	ProcessEngine engine;

	@Autowired
	DataSource dataSource;

	@Autowired
	Environment environment;

	@Test
	void jobsAreFetchedByDueDateAndLockedForAMinute() {
		ProcessEngineConfigurationImpl configuration = configuration();
		JobExecutor executor = configuration.getJobExecutor();
		assertThat(executor.getLockTimeInMillis()).isEqualTo(60_000);
		assertThat(executor.getWaitTimeInMillis()).isEqualTo(1_000);
		assertThat(executor.getMaxWait()).isEqualTo(5_000);
		assertThat(executor.getMaxJobsPerAcquisition()).isEqualTo(16);
		assertThat(executor.getBackoffTimeInMillis()).isEqualTo(25);
		assertThat(executor.getMaxBackoff()).isEqualTo(400);
		assertThat(configuration.isJobExecutorPreferTimerJobs()).isTrue();
		assertThat(configuration.isJobExecutorAcquireByDueDate()).isTrue();
		assertThat(configuration.isEnsureJobDueDateNotNull()).isTrue();
		assertThat(configuration.getFailedJobRetryTimeCycle()).isEqualTo("PT1M,PT5M,PT30M,PT2H,PT6H");
	}

	@Test
	void thePoolHoldsAConnectionForEachJobAndEverySecondRequest() {
		int jobs = number("camunda.bpm.job-execution.max-pool-size");
		assertThat(jobs).isEqualTo(4);
		assertThat(number("spring.datasource.hikari.maximum-pool-size"))
			.isEqualTo(jobs + number("server.tomcat.threads.max") / 2);
	}

	private int number(String setting) {
		return this.environment.getRequiredProperty(setting, Integer.class);
	}

	@Test
	void nothingOfTheEngineRunsThatNobodyUses() {
		ProcessEngineConfigurationImpl configuration = configuration();
		assertThat(configuration.isCmmnEnabled()).isFalse();
		assertThat(configuration.isStandaloneTasksEnabled()).isFalse();
		assertThat(configuration.isTaskMetricsEnabled()).isFalse();
		assertThat(configuration.getHistoryLevel()).isEqualTo(HistoryLevel.HISTORY_LEVEL_ACTIVITY);
		assertThat(configuration.getHistoryTimeToLive()).isEqualTo("P1095D");
		assertThat(configuration.getHistoryCleanupBatchWindowStartTime()).isEqualTo("01:30+0800");
		assertThat(configuration.getHistoryCleanupBatchWindowEndTime()).isEqualTo("05:30+0800");
	}

	@Test
	void theEngineIsClosedWhereItCouldBeOpen() {
		ProcessEngineConfigurationImpl configuration = configuration();
		assertThat(configuration.isAuthorizationEnabled()).isTrue();
		assertThat(configuration.isTenantCheckEnabled()).isTrue();
		assertThat(configuration.getQueryMaxResultsLimit()).isEqualTo(2_000);
		assertThat(configuration.isJavaSerializationFormatEnabled()).isFalse();
		assertThat(configuration.isEnableXxeProcessing()).isFalse();
		assertThat(configuration.isEnableExpressionsInAdhocQueries()).isFalse();
		assertThat(configuration.isEnableExpressionsInStoredQueries()).isTrue();
		assertThat(configuration.isEnablePasswordPolicy()).isTrue();
		assertThat(configuration.getResourceAuthorizationProvider()).isInstanceOf(NoTaskGrants.class);
		assertThat(configuration.getPasswordManager().encrypt("a long password")).startsWith("{bcrypt}");
		assertThat(configuration.getDatabaseSchemaUpdate()).isEqualTo(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE);
	}

	@Test
	void javaObjectsAreNotAcceptedAsVariables() {
		ObjectValue object = Variables.serializedObjectValue("rO0ABXQAAWE=")
			.serializationDataFormat(Variables.SerializationDataFormats.JAVA)
			.objectTypeName("java.lang.String")
			.create();
		assertThatThrownBy(() -> this.engine.getRuntimeService()
			.startProcessInstanceByKey("provider-review",
					Variables.createVariables().putValue("dueAt", null).putValueTyped("object", object)))
			.hasMessageContaining("Java serialization format is prohibited");
	}

	@Test
	void futureTimersAreFoundThroughAnIndex() throws Exception {
		List<String> columns = new ArrayList<>();
		try (Connection connection = this.dataSource.getConnection();
				ResultSet index = connection.getMetaData().getIndexInfo(null, "PUBLIC", "ACT_RU_JOB", false, false)) {
			while (index.next()) {
				if ("BF_IDX_ACT_RU_JOB_DUE".equals(index.getString("INDEX_NAME"))) {
					columns.add(index.getString("COLUMN_NAME"));
				}
			}
		}
		assertThat(columns).containsExactly("TYPE_", "DUEDATE_");
	}

	private ProcessEngineConfigurationImpl configuration() {
		return (ProcessEngineConfigurationImpl) this.engine.getProcessEngineConfiguration();
	}

}
