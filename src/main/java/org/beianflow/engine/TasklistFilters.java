package org.beianflow.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.TaskQuery;

/**
 * The four lists everybody finds in Tasklist. They are made once; after that they belong
 * to the administrators, who alone may edit filters.
 */
final class TasklistFilters {

	private static final String ME = "${currentUser()}";

	private static final String MY_GROUPS = "${currentUserGroups()}";

	private final FilterService filters;

	private final TaskService tasks;

	TasklistFilters(ProcessEngine engine) {
		this.filters = engine.getFilterService();
		this.tasks = engine.getTaskService();
	}

	void ensure() {
		ensure("我的待办", 10, "我已领取、尚未办结的任务", this.tasks.createTaskQuery().taskAssigneeExpression(ME));
		ensure("组内待办", 20, "本组可以领取的任务", this.tasks.createTaskQuery().taskCandidateGroupInExpression(MY_GROUPS));
		ensure("今日到期", 30, "今天 24:00 前到期、尚未超期的任务",
				mineOrMyGroups().dueAfterExpression("${now()}").dueBeforeExpression("${shanghaiDays.afterToday()}"));
		ensure("已超期", 40, "已经过了期限的任务", mineOrMyGroups().dueBeforeExpression("${now()}"));
	}

	private TaskQuery mineOrMyGroups() {
		return this.tasks.createTaskQuery()
			.or()
			.taskAssigneeExpression(ME)
			.taskCandidateGroupInExpression(MY_GROUPS)
			.endOr();
	}

	private void ensure(String name, int priority, String description, TaskQuery query) {
		if (this.filters.createTaskFilterQuery().filterName(name).count() > 0) {
			return;
		}
		Map<String, Object> properties = new LinkedHashMap<>();
		properties.put("description", description);
		properties.put("priority", priority);
		properties.put("color", "#1458a8");
		properties.put("refresh", true);
		properties.put("showUndefinedVariable", false);
		properties.put("variables", List.of());
		Filter filter = this.filters.newTaskFilter(name);
		filter.setQuery(query.orderByDueDate().asc());
		filter.setProperties(properties);
		this.filters.saveFilter(filter);
	}

}
