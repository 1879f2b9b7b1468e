package org.beianflow.engine;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.beianflow.account.StaffDirectory;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import parts.Browserless;
import parts.PartsApplication;
import parts.PartsTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Nobody lists or opens the tasks of another province, of another audience or of an
 * applicant: asked through the engine, through Tasklist's API and through the engine's
 * API.
 */
@PartsTest
class WhoSeesWhichTasksTest {

	private static final Instant DUE = Instant.parse("2026-12-01T16:00:00Z");

	@Autowired
	ProcessEngine engine;

	@Autowired
	ActingStaff acting;

	@Autowired
	StaffDirectory staff;

	@Autowired
	ObjectMapper json;

	@LocalServerPort
	int port;

	private String reviewInBeijing;

	private String reviewInShanghai;

	private String authorityInBeijing;

	private String feeInBeijing;

	private String applicantsTask;

	@BeforeEach
	void tasks() {
		this.reviewInBeijing = task("provider-review", "110000");
		this.reviewInShanghai = task("provider-review", "310000");
		this.authorityInBeijing = task("authority-review", "110000");
		this.feeInBeijing = task("fee-payment", "110000");
		this.applicantsTask = task("website-filing", "110000");
	}

	@AfterEach
	void clear() {
		this.engine.getIdentityService().clearAuthentication();
		this.engine.getRuntimeService()
			.createProcessInstanceQuery()
			.rootProcessInstances()
			.list()
			.forEach((instance) -> this.engine.getRuntimeService()
				.deleteProcessInstance(instance.getId(), "end of test"));
	}

	@Test
	void aCaseWorkerSeesTheReviewsOfTheOwnProvinceAndNothingElse() {
		assertThat(visibleTo("worker.bj")).containsExactly(this.reviewInBeijing);
		assertThat(visibleTo("worker.sh")).containsExactly(this.reviewInShanghai);
		assertThat(visibleTo("reviewer.bj")).containsExactly(this.authorityInBeijing);
		assertThat(visibleTo("chief.bj")).containsExactly(this.authorityInBeijing);
		assertThat(visibleTo("finance")).containsExactly(this.feeInBeijing);
		assertThat(visibleTo("supervisor")).containsExactlyInAnyOrder(this.reviewInBeijing, this.reviewInShanghai);
	}

	@Test
	void whoWorksOnNoFilingSeesNoTask() {
		assertThat(visibleTo("admin")).isEmpty();
		assertThat(visibleTo("auditor")).isEmpty();
		assertThat(visibleTo("analyst")).isEmpty();
		assertThat(visibleTo("operator")).isEmpty();
		assertThat(visibleTo("cloud")).isEmpty();
	}

	@Test
	void nobodySeesTheTasksOfApplicants() {
		for (String id : List.of("worker.bj", "supervisor", "finance", "reviewer.bj", "chief.bj", "inspector", "admin",
				"operator", "analyst", "auditor", "cloud")) {
			assertThat(visibleTo(id)).as(id).doesNotContain(this.applicantsTask);
		}
	}

	@Test
	void takingOrCompletingWhatOneCannotSeeFails() {
		for (String task : List.of(this.reviewInShanghai, this.authorityInBeijing, this.feeInBeijing,
				this.applicantsTask)) {
			as("worker.bj");
			assertThatThrownBy(() -> this.engine.getTaskService().claim(task, "worker.bj")).satisfiesAnyOf(
					(ex) -> assertThat(ex).isInstanceOf(AuthorizationException.class),
					(ex) -> assertThat(ex).hasMessageContaining("no authenticated tenant"));
			assertThatThrownBy(() -> this.engine.getTaskService().complete(task)).satisfiesAnyOf(
					(ex) -> assertThat(ex).isInstanceOf(AuthorizationException.class),
					(ex) -> assertThat(ex).hasMessageContaining("no authenticated tenant"));
		}
	}

	@Test
	void theApiOfTasklistSaysTheSame() throws Exception {
		Browserless worker = Browserless.staff(this.port, "worker.bj");
		worker.get("/camunda/app/tasklist/default/");
		String api = "/camunda/api/engine/engine/default";
		HttpResponse<String> list = worker.post(api + "/task?firstResult=0&maxResults=50", "{}");
		assertThat(ids(list)).containsExactly(this.reviewInBeijing);
		closed(worker, api);
	}

	@Test
	void theApiOfTheEngineSaysTheSame() throws Exception {
		Browserless worker = Browserless.staff(this.port, "worker.bj");
		HttpResponse<String> list = worker.get("/engine-rest/task?maxResults=50");
		assertThat(ids(list)).containsExactly(this.reviewInBeijing);
		closed(worker, "/engine-rest");
	}

	@Test
	void tasklistsOwnListsShowTheSame() throws Exception {
		Browserless worker = Browserless.staff(this.port, "worker.bj");
		worker.get("/camunda/app/tasklist/default/");
		assertThat(listed(worker, "组内待办")).containsExactly(this.reviewInBeijing);
		assertThat(listed(worker, "我的待办")).isEmpty();
		worker.post("/camunda/api/engine/engine/default/task/" + this.reviewInBeijing + "/claim",
				"{\"userId\":\"worker.bj\"}");
		assertThat(listed(worker, "组内待办")).isEmpty();
		assertThat(listed(worker, "我的待办")).containsExactly(this.reviewInBeijing);
	}

	@Test
	void noGrantIsWrittenForASingleTask() {
		as("worker.bj");
		this.engine.getTaskService().claim(this.reviewInBeijing, "worker.bj");
		this.engine.getIdentityService().clearAuthentication();
		assertThat(
				this.engine.getAuthorizationService().createAuthorizationQuery().resourceType(Resources.TASK).count())
			.isZero();
		assertThat(this.engine.getAuthorizationService()
			.createAuthorizationQuery()
			.resourceType(Resources.HISTORIC_TASK)
			.count()).isZero();
	}

	@Test
	void whatIsCalledBelongsToTheProvinceOfItsCaller() {
		this.engine.getTaskService().complete(this.applicantsTask);
		Task called = this.engine.getTaskService()
			.createTaskQuery()
			.processInstanceBusinessKey("F-website-filing-110000")
			.singleResult();
		assertThat(called.getTaskDefinitionKey()).isEqualTo("task_providerReview");
		assertThat(called.getTenantId()).isEqualTo("110000");
		assertThat(visibleTo("worker.bj")).contains(called.getId());
		assertThat(visibleTo("worker.sh")).doesNotContain(called.getId());
	}

	private void closed(Browserless worker, String api) {
		for (String task : List.of(this.reviewInShanghai, this.authorityInBeijing, this.feeInBeijing,
				this.applicantsTask)) {
			assertThat(worker.get(api + "/task/" + task).statusCode()).as(task).isIn(403, 404);
			assertThat(worker.get(api + "/task/" + task + "/form-variables").statusCode()).isGreaterThanOrEqualTo(400);
			String csrf = worker.cookie("BF-XSRF");
			assertThat(worker.post(api + "/task/" + task + "/claim", "{\"userId\":\"worker.bj\"}", "X-BF-XSRF", csrf)
				.statusCode()).isGreaterThanOrEqualTo(400);
			assertThat(worker.post(api + "/task/" + task + "/complete", "{}", "X-BF-XSRF", csrf).statusCode())
				.isGreaterThanOrEqualTo(400);
			assertThat(this.engine.getTaskService().createTaskQuery().taskId(task).singleResult().getAssignee())
				.isNull();
		}
	}

	private List<String> listed(Browserless worker, String filter) throws Exception {
		String id = this.engine.getFilterService().createFilterQuery().filterName(filter).singleResult().getId();
		return ids(worker.get("/camunda/api/engine/engine/default/filter/" + id + "/list?firstResult=0&maxResults=15"));
	}

	private List<String> ids(HttpResponse<String> list) throws Exception {
		assertThat(list.statusCode()).as(list.body()).isEqualTo(200);
		return this.json.readTree(list.body()).findValuesAsText("id");
	}

	private List<String> visibleTo(String id) {
		as(id);
		TaskQuery query = this.engine.getTaskService().createTaskQuery();
		List<String> visible = query.listPage(0, 100).stream().map(Task::getId).toList();
		this.engine.getIdentityService().clearAuthentication();
		return visible;
	}

	private void as(String id) {
		this.acting.authenticate(this.staff.find(id).orElseThrow().asActor());
	}

	private String task(String process, String province) {
		String instance = PartsApplication.start(this.engine.getRuntimeService(), process,
				"F-" + process + "-" + province, province, DUE);
		return this.engine.getTaskService().createTaskQuery().processInstanceId(instance).singleResult().getId();
	}

}
