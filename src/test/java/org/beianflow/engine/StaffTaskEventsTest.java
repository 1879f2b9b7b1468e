package org.beianflow.engine;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.beianflow.account.CurrentActor;
import org.beianflow.account.StaffDirectory;
import org.beianflow.check.Refusal;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.variable.Variables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parts.Browserless;
import parts.PartsApplication;
import parts.PartsTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What the domain has to say about staff tasks reaches every diagram, and no client gets
 * past it.
 */
@PartsTest
class StaffTaskEventsTest {

	private static final Instant DUE = Instant.parse("2026-12-01T16:00:00Z");

	@Autowired
	ProcessEngine engine;

	@Autowired
	ActingStaff acting;

	@Autowired
	StaffDirectory staff;

	@Autowired
	Scripted domain;

	@LocalServerPort
	int port;

	private String instance;

	private String task;

	@BeforeEach
	void start() {
		this.domain.cover = null;
		this.domain.events.clear();
		this.domain.refuse = false;
		this.instance = PartsApplication.start(this.engine.getRuntimeService(), "provider-review", "F2026110000123",
				"110000", DUE);
		this.task = this.engine.getTaskService()
			.createTaskQuery()
			.processInstanceId(this.instance)
			.singleResult()
			.getId();
	}

	@AfterEach
	void clear() {
		this.engine.getIdentityService().clearAuthentication();
		this.engine.getRuntimeService()
			.createProcessInstanceQuery()
			.list()
			.forEach((left) -> this.engine.getRuntimeService().deleteProcessInstance(left.getId(), "end of test"));
	}

	@Test
	void theDomainHearsOfEveryEventWithItsFacts() {
		claim("worker.bj");
		this.acting.as(worker(), () -> {
			this.engine.getTaskService().complete(this.task);
			return null;
		});
		assertThat(this.domain.events).extracting(Event::name).containsExactly("created", "assigned", "completing");
		TaskFacts created = this.domain.events.get(0).facts();
		assertThat(created.taskKey()).isEqualTo("task_providerReview");
		assertThat(created.processKey()).isEqualTo("provider-review");
		assertThat(created.filing()).isEqualTo("F2026110000123");
		assertThat(created.province()).isEqualTo("110000");
		assertThat(created.candidateGroups()).isEqualTo(Set.of("case-worker"));
		assertThat(created.dueAt()).isEqualTo(DUE);
		assertThat(this.domain.events.get(1).facts().actingStaff()).isEqualTo("worker.bj");
		assertThat(this.domain.events.get(2).facts().assignee()).isEqualTo("worker.bj");
	}

	@Test
	void theDomainHearsOfTasksWhoseRoadWasLeft() {
		this.engine.getRuntimeService().deleteProcessInstance(this.instance, "withdrawn");
		assertThat(this.domain.events).extracting(Event::name).containsExactly("created", "cancelled");
	}

	@ParameterizedTest
	@ValueSource(strings = { "complete", "submit-form" })
	void whatAClientSendsOnCompletionIsNotBelieved(String how) {
		Browserless worker = Browserless.staff(this.port, "worker.bj");
		worker.get("/camunda/app/tasklist/default/");
		String path = "/camunda/api/engine/engine/default/task/" + this.task;
		assertThat(worker.post(path + "/claim", "{\"userId\":\"worker.bj\"}").statusCode()).isEqualTo(204);
		assertThat(worker.post(path + "/" + how, FORGED).statusCode()).isIn(200, 204);
		assertOutcome();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/engine-rest/task/", "/engine-rest/engine/default/task/" })
	void neitherIsItByTheEnginesApi(String api) {
		Browserless worker = Browserless.staff(this.port, "worker.bj");
		String csrf = worker.cookie("BF-XSRF");
		String path = api + this.task;
		assertThat(worker.post(path + "/claim", "{\"userId\":\"worker.bj\"}", "X-BF-XSRF", csrf).statusCode())
			.isEqualTo(204);
		// Other spellings of the same path are no way round either.
		worker.post(path + "/%63omplete", FORGED, "X-BF-XSRF", csrf);
		worker.post(path + "/complete/", FORGED, "X-BF-XSRF", csrf);
		if (this.engine.getTaskService().createTaskQuery().taskId(this.task).count() == 1) {
			assertThat(worker.post(path + "/complete", FORGED, "X-BF-XSRF", csrf).statusCode()).isIn(200, 204);
		}
		assertOutcome();
	}

	@Test
	void aRefusalUndoesTheCompletionAndIsReadAsItIsMeant() {
		Browserless worker = Browserless.staff(this.port, "worker.bj");
		worker.get("/camunda/app/tasklist/default/");
		String path = "/camunda/api/engine/engine/default/task/" + this.task;
		worker.post(path + "/claim", "{\"userId\":\"worker.bj\"}");
		this.domain.refuse = true;
		HttpResponse<String> answer = worker.post(path + "/complete", "{}", "Accept-Language", "zh-CN");
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).contains("您的角色不能进行此操作。如工作需要")
			.doesNotContain("ENGINE-")
			.doesNotContain("Cannot complete");
		assertThat(this.engine.getTaskService().createTaskQuery().taskId(this.task).count()).isEqualTo(1);
	}

	@Test
	void ourOwnApiGetsTheRefusalItself() {
		claim("worker.bj");
		this.domain.refuse = true;
		assertThatThrownBy(() -> this.acting.as(worker(), () -> {
			this.engine.getTaskService().complete(this.task);
			return null;
		})).isInstanceOfSatisfying(Refusal.class,
				(refusal) -> assertThat(refusal.messageKey()).isEqualTo("account.forbidden"));
	}

	@Test
	void aTaskIsClaimedBeforeItIsCompleted() {
		assertThatThrownBy(() -> this.acting.as(worker(), () -> {
			this.engine.getTaskService().complete(this.task);
			return null;
		})).isInstanceOfSatisfying(Refusal.class,
				(refusal) -> assertThat(refusal.messageKey()).isEqualTo("account.task.claimFirst"));
	}

	@Test
	void aCaseWorkerPutsBackButGivesToNobody() {
		claim("worker.bj");
		assertThatThrownBy(() -> assign("worker.bj", "supervisor")).isInstanceOf(Refusal.class)
			.hasMessageContaining("account.task.reassign");
		assign("worker.bj", null);
		assertThat(assignee()).isNull();
	}

	@Test
	void aSupervisorGivesOnlyToWhoCouldHaveTakenIt() {
		assign("supervisor", "worker.bj");
		assertThat(assignee()).isEqualTo("worker.bj");
		for (String stranger : List.of("worker.sh", "finance", "reviewer.bj", "nobody")) {
			assertThatThrownBy(() -> assign("supervisor", stranger)).as(stranger).isInstanceOf(Refusal.class);
		}
		assertThat(assignee()).isEqualTo("worker.bj");
	}

	@Test
	void theDomainGivesATaskAsItComesUpWhoeverActs() {
		this.domain.cover = "worker.bj";
		String started = this.acting.as(worker(), () -> {
			this.engine.getIdentityService().clearAuthentication();
			return PartsApplication.start(this.engine.getRuntimeService(), "provider-review", "F2026110000124",
					"110000", DUE);
		});
		assertThat(
				this.engine.getTaskService().createTaskQuery().processInstanceId(started).singleResult().getAssignee())
			.isEqualTo("worker.bj");
		assertThat(this.domain.events).extracting(Event::name).endsWith("created", "assigned");
	}

	@Test
	void aFormOfTheApplicationLiesInOurWebRoot() {
		assertThat(this.engine.getFormService().getTaskFormData(this.task).getFormKey())
			.isEqualTo("embedded:/forms/parts.html");
	}

	private static final String FORGED = "{\"variables\":{\"outcome\":{\"value\":\"FORGED\"},"
			+ "\"dueAt\":{\"value\":\"2099-01-01T00:00:00.000+0000\",\"type\":\"Date\"},"
			+ "\"province\":{\"value\":\"310000\"}}}";

	private void assertOutcome() {
		Map<String, Object> variables = this.engine.getRuntimeService().getVariables(this.instance);
		assertThat(variables).containsEntry("outcome", "PASSED")
			.containsEntry("province", "110000")
			.containsEntry("dueAt", Date.from(DUE));
	}

	private CurrentActor worker() {
		return this.staff.find("worker.bj").orElseThrow().asActor();
	}

	private void claim(String id) {
		this.acting.as(this.staff.find(id).orElseThrow().asActor(), () -> {
			this.engine.getTaskService().claim(this.task, id);
			return null;
		});
	}

	private void assign(String acting, String assignee) {
		this.acting.as(this.staff.find(acting).orElseThrow().asActor(), () -> {
			this.engine.getTaskService().setAssignee(this.task, assignee);
			return null;
		});
	}

	private String assignee() {
		return this.engine.getTaskService().createTaskQuery().taskId(this.task).singleResult().getAssignee();
	}

	private record Event(String name, TaskFacts facts) {

	}

	/** Stands in for the domain. */
	static class Scripted implements StaffTasks {

		private final List<Event> events = new ArrayList<>();

		private boolean refuse;

		/** Who gets what comes up. */
		private String cover;

		@Override
		public Optional<String> created(TaskFacts task) {
			this.events.add(new Event("created", task));
			return Optional.ofNullable(this.cover);
		}

		@Override
		public boolean standsIn(TaskFacts task) {
			return this.cover != null && this.cover.equals(task.assignee());
		}

		@Override
		public void assigned(TaskFacts task) {
			this.events.add(new Event("assigned", task));
		}

		@Override
		public Map<String, Object> completing(TaskFacts task) {
			if (this.refuse) {
				throw new Refusal(Refusal.Kind.FORBIDDEN, "account.forbidden");
			}
			this.events.add(new Event("completing", task));
			return Variables.createVariables().putValue("outcome", "PASSED");
		}

		@Override
		public void cancelled(TaskFacts task) {
			this.events.add(new Event("cancelled", task));
		}

	}

	@TestConfiguration
	static class Domain {

		@Bean
		Scripted scripted() {
			return new Scripted();
		}

	}

}
