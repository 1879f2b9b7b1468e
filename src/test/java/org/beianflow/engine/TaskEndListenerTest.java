package org.beianflow.engine;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.StaticListableBeanFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** A task that comes up after its clock has moved, in a real engine. */
class TaskEndListenerTest {

	private static final String DIAGRAM = """
			<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
				xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="test">
				<process id="review" isExecutable="true" camunda:historyTimeToLive="P1D">
					<startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="first"/>
					<userTask id="first" camunda:dueDate="${authorityReviewDueAt}"/>
					<sequenceFlow id="f2" sourceRef="first" targetRef="second"/>
					<userTask id="second" camunda:dueDate="${authorityReviewDueAt}"/>
				</process>
			</definitions>""";

	private static final String FILING = "F2026120000001";

	private static final Instant REMEMBERED = Instant.parse("2027-01-07T16:00:00Z");

	private static final Instant MOVED = Instant.parse("2027-01-11T16:00:00Z");

	private Instant end = REMEMBERED;

	private ProcessEngine engine;

	@BeforeEach
	void start() {
		TaskEnds ends = (filing, variable) -> Optional.ofNullable(this.end)
			.filter((due) -> filing.equals(FILING) && variable.equals("authorityReviewDueAt"));
		StandaloneInMemProcessEngineConfiguration configuration = new StandaloneInMemProcessEngineConfiguration();
		configuration.setJdbcUrl("jdbc:h2:mem:task-ends");
		configuration.setProcessEngineName("task-ends");
		configuration.setJobExecutorActivate(false);
		configuration.setMetricsEnabled(false);
		configuration.setCustomPreBPMNParseListeners(List.of(new StaffTaskParseListener(null,
				new StaticListableBeanFactory(Map.of("ends", ends)).getBeanProvider(TaskEnds.class), "")));
		this.engine = configuration.buildProcessEngine();
		this.engine.getRepositoryService().createDeployment().addString("review.bpmn", DIAGRAM).deploy();
	}

	@AfterEach
	void stop() {
		this.engine.close();
	}

	@Test
	void itsEndIsThatOfTheClockAndNotOfTheVariable() {
		begin(FILING);
		assertThat(task().getDueDate()).isEqualTo(Date.from(REMEMBERED));
		this.end = MOVED;
		this.engine.getTaskService().complete(task().getId());
		assertThat(task().getTaskDefinitionKey()).isEqualTo("second");
		assertThat(task().getDueDate()).isEqualTo(Date.from(MOVED));
		assertThat(this.engine.getHistoryService()
			.createHistoricTaskInstanceQuery()
			.taskId(task().getId())
			.singleResult()
			.getDueDate()).isEqualTo(Date.from(MOVED));
	}

	@Test
	void withoutAClockTheVariableSays() {
		this.end = null;
		begin(FILING);
		assertThat(task().getDueDate()).isEqualTo(Date.from(REMEMBERED));
	}

	@Test
	void aProcessWithoutAFilingKeepsItsOwn() {
		begin(null);
		assertThat(task().getDueDate()).isEqualTo(Date.from(REMEMBERED));
	}

	private void begin(String filing) {
		this.engine.getRuntimeService()
			.startProcessInstanceByKey("review", filing, Map.of("authorityReviewDueAt", Date.from(REMEMBERED)));
	}

	private Task task() {
		return this.engine.getTaskService().createTaskQuery().singleResult();
	}

}
