package org.beianflow.filing.process;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.beianflow.deadline.DeadlineKind;
import org.beianflow.deadline.DeadlineTimers.Move;
import org.beianflow.filing.StaffTasksStore;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.support.StaticListableBeanFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyCollection;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.Mockito.mock;

/** Timers and tasks in a real engine, moved few and many at once. */
class EngineTimersTest {

	private static final String DIAGRAM = """
			<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
				xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
				xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="test">
				<process id="review" isExecutable="true" camunda:historyTimeToLive="P1D">
					<startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="fork"/>
					<parallelGateway id="fork"/>
					<sequenceFlow id="f2" sourceRef="fork" targetRef="task"/>
					<userTask id="task" camunda:dueDate="${authorityReviewDueAt}" camunda:candidateGroups="reviewer"/>
					<sequenceFlow id="f3" sourceRef="fork" targetRef="other"/>
					<userTask id="other" camunda:dueDate="${otherDueAt}"/>
					<sequenceFlow id="f4" sourceRef="fork" targetRef="timer_authorityReview"/>
					<intermediateCatchEvent id="timer_authorityReview"><timerEventDefinition>
						<timeDate>${authorityReviewDueAt}</timeDate></timerEventDefinition></intermediateCatchEvent>
					<sequenceFlow id="f5" sourceRef="fork" targetRef="timer_authorityReviewReminder"/>
					<intermediateCatchEvent id="timer_authorityReviewReminder"><timerEventDefinition>
						<timeDate>${authorityReviewReminderDueAt}</timeDate></timerEventDefinition>
					</intermediateCatchEvent>
					<sequenceFlow id="f6" sourceRef="fork" targetRef="timer_accessVerification"/>
					<intermediateCatchEvent id="timer_accessVerification"><timerEventDefinition>
						<timeDate>${otherDueAt}</timeDate></timerEventDefinition></intermediateCatchEvent>
				</process>
			</definitions>""";

	private static final DeadlineKind REVIEW = DeadlineKind.AUTHORITY_REVIEW;

	private static final Instant DUE = Instant.parse("2027-01-07T16:00:00Z");

	private static final Instant REMINDER = Instant.parse("2027-01-05T01:00:00Z");

	private static final Instant OTHER = Instant.parse("2027-01-20T16:00:00Z");

	private static final Duration LATER = Duration.ofDays(4);

	private final Set<String> shown = new TreeSet<>();

	private final StaffTasksStore lists = mock(StaffTasksStore.class);

	private ProcessEngine engine;

	private EngineTimers timers;

	@BeforeEach
	void start() {
		StandaloneInMemProcessEngineConfiguration configuration = new StandaloneInMemProcessEngineConfiguration();
		configuration.setJdbcUrl("jdbc:h2:mem:engine-timers");
		configuration.setProcessEngineName("engine-timers");
		configuration.setJobExecutorActivate(false);
		configuration.setMetricsEnabled(false);
		this.engine = configuration.buildProcessEngine();
		this.engine.getRepositoryService().createDeployment().addString("review.bpmn", DIAGRAM).deploy();
		willAnswer((call) -> this.shown.addAll(call.<Collection<String>>getArgument(0))).given(this.lists)
			.dueChanged(anyCollection(), any());
		this.timers = new EngineTimers(this.engine.getRuntimeService(), this.engine.getTaskService(),
				this.engine.getManagementService(), this.engine.getHistoryService(), this.engine.getRepositoryService(),
				new StaticListableBeanFactory(Map.of("lists", this.lists)).getBeanProvider(StaffTasksStore.class));
	}

	@AfterEach
	void stop() {
		this.engine.close();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 20, 21, 45 })
	void fewAndManyMoveEverythingThatWaits(int moved) {
		IntStream.range(0, moved + 1).forEach(EngineTimersTest.this::begin);
		this.timers.moved(IntStream.range(0, moved)
			.mapToObj((i) -> new Move(filing(i), REVIEW, due(i).plus(LATER), REMINDER.plus(LATER)))
			.toList());
		for (int i = 0; i < moved; i++) {
			assertThat(jobs(i)).containsOnly(Map.entry("timer_authorityReview", due(i).plus(LATER)),
					Map.entry("timer_authorityReviewReminder", REMINDER.plus(LATER)),
					Map.entry("timer_accessVerification", OTHER));
			assertThat(task(i, "task").getDueDate().toInstant()).isEqualTo(due(i).plus(LATER));
			assertThat(variables(i)).as("for what is created later")
				.containsEntry("authorityReviewDueAt", Date.from(due(i).plus(LATER)))
				.containsEntry("authorityReviewReminderDueAt", Date.from(REMINDER.plus(LATER)))
				.containsEntry("otherDueAt", Date.from(OTHER));
			assertThat(task(i, "other").getDueDate().toInstant()).isEqualTo(OTHER);
		}
		assertThat(jobs(moved)).as("another filing stays")
			.containsEntry("timer_authorityReview", due(moved))
			.containsEntry("timer_authorityReviewReminder", REMINDER);
		assertThat(task(moved, "task").getDueDate().toInstant()).isEqualTo(due(moved));
		assertThat(this.shown).isEqualTo(IntStream.range(0, moved)
			.mapToObj((i) -> task(i, "task").getId())
			.collect(Collectors.toCollection(TreeSet::new)));
	}

	@Test
	void aFurtherWindowMovesTheTimerOfTheWindow() {
		begin(1);
		this.timers.moved(filing(1), DeadlineKind.ACCESS_RETRY, OTHER.plus(LATER), REMINDER);
		assertThat(jobs(1)).containsEntry("timer_accessVerification", OTHER.plus(LATER))
			.containsEntry("timer_authorityReview", due(1));
	}

	@Test
	void whatHasEndedIsLeftAlone() {
		this.timers.moved(List.of(new Move(filing(7), REVIEW, DUE, REMINDER)));
		assertThat(this.shown).isEmpty();
	}

	private void begin(int i) {
		this.engine.getRuntimeService()
			.startProcessInstanceByKey("review", filing(i), Map.of("authorityReviewDueAt", Date.from(due(i)),
					"authorityReviewReminderDueAt", Date.from(REMINDER), "otherDueAt", Date.from(OTHER)));
	}

	private Map<String, Object> variables(int i) {
		return this.engine.getRuntimeService().getVariables(instance(i));
	}

	private String instance(int i) {
		return this.engine.getRuntimeService()
			.createProcessInstanceQuery()
			.processInstanceBusinessKey(filing(i))
			.singleResult()
			.getId();
	}

	private Map<String, Instant> jobs(int i) {
		return this.engine.getManagementService()
			.createJobQuery()
			.processInstanceId(instance(i))
			.list()
			.stream()
			.collect(Collectors.toMap(this::activity, (job) -> job.getDuedate().toInstant()));
	}

	private String activity(Job job) {
		return this.engine.getManagementService()
			.createJobDefinitionQuery()
			.jobDefinitionId(job.getJobDefinitionId())
			.singleResult()
			.getActivityId();
	}

	private Task task(int i, String key) {
		return this.engine.getTaskService()
			.createTaskQuery()
			.processInstanceBusinessKey(filing(i))
			.taskDefinitionKey(key)
			.singleResult();
	}

	private static Instant due(int i) {
		return DUE.plus(Duration.ofDays(i % 3));
	}

	private static String filing(int i) {
		return "F20261200%05d".formatted(i);
	}

}
