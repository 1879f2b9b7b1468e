package org.beianflow.engine;

import org.camunda.bpm.engine.delegate.Expression;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.el.FixedValue;
import org.camunda.bpm.engine.impl.form.FormDefinition;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.impl.util.xml.Element;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Gives every staff task of every diagram, also of one an analyst deploys later, the
 * listeners that ask the domain, and every task with an end the end its clock has now. A
 * staff task is a user task with candidate groups.
 */
final class StaffTaskParseListener extends AbstractBpmnParseListener {

	private static final String APPLICATION_FORM = "embedded:app:";

	private final StaffTaskListener listener;

	private final ObjectProvider<TaskEnds> ends;

	private final String contextPath;

	StaffTaskParseListener(StaffTaskListener listener, ObjectProvider<TaskEnds> ends, String contextPath) {
		this.listener = listener;
		this.ends = ends;
		this.contextPath = contextPath;
	}

	@Override
	public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
		TaskDefinition task = ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
		// First of all: those who are told of the task are told its end.
		Expression end = task.getDueDateExpression();
		if (end != null && !end.isLiteralText()) {
			task.addBuiltInTaskListener(TaskListener.EVENTNAME_CREATE,
					new TaskEndListener(this.ends, end.getExpressionText().replaceAll("[${}]", "").strip()));
		}
		if (task.getCandidateGroupIdExpressions().isEmpty()) {
			return;
		}
		task.addBuiltInTaskListener(TaskListener.EVENTNAME_CREATE, this.listener);
		task.addBuiltInTaskListener(TaskListener.EVENTNAME_ASSIGNMENT, this.listener);
		task.addBuiltInTaskListener(TaskListener.EVENTNAME_COMPLETE, this.listener);
		task.addBuiltInTaskListener(TaskListener.EVENTNAME_DELETE, this.listener);
		resolveForm(task.getFormDefinition());
	}

	/**
	 * Tasklist asks a registered process application where its forms lie. We have none,
	 * because a model deployed from Modeler would not belong to it; the forms lie in our
	 * own web root.
	 */
	private void resolveForm(FormDefinition form) {
		Expression key = form.getFormKey();
		if (key != null && key.getExpressionText().startsWith(APPLICATION_FORM)) {
			String path = key.getExpressionText().substring(APPLICATION_FORM.length());
			form.setFormKey(new FixedValue("embedded:" + this.contextPath + "/" + path));
		}
	}

}
