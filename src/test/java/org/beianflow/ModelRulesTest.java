package org.beianflow;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.beianflow.testing.Models;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Each rule bites: a good diagram with one thing broken is found out. */
class ModelRulesTest {

	private static final Path GOOD = Models.diagram("provider-review");

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					id="provider-review"                     | id="provider-revue"                    | process id and file name differ
					camunda:versionTag="1.0.0"               | camunda:versionTag="one"               | version tag
					camunda:historyTimeToLive="P1095D"       | camunda:historyTimeToLive="P1D"        | history time to live
					name="初审材料"                              | name="Review"                          | a Chinese name
					<bpmn:exclusiveGateway id="join_providerReview"> | <bpmn:exclusiveGateway id="join_providerReview" name="汇合"> | joins and forks have no name
					task_checkRefusal                        | Activity_0abcdef                       | a speaking English id
					task_checkRefusal                        | step_checkRefusal                      | id begins with one of [task_]
					name="初审结论？"                             | name="初审结论"                            | asks a question
					${refusalCheckOutcome == 'CONFIRMED'}    | ${providerReviewOutcome == 'CONFIRMED'} | compares one variable
					${refusalCheckOutcome == 'CONFIRMED'}    | ${refusal.isConfirmed()}               | a condition that compares one variable
					${refusalCheckOutcome == 'CONFIRMED'}    | ${refusalCheckOutcome == 'REVIEW_AGAIN'} | two flows for one answer
					camunda:asyncBefore="true"               | camunda:asyncBefore="false"            | asyncBefore
					camunda:delegateExpression="${openDeadline}" | camunda:expression="${desk.open()}" | neither class nor expression
					camunda:delegateExpression="${openDeadline}" | camunda:class="org.beianflow.Open" | has no place in a diagram
					embedded:app:forms/task.html             | embedded:app:forms/nowhere.html        | a form that exists
					camunda:dueDate="${providerReviewDueAt}" | camunda:dueDate="2026-11-23"           | a due date from a
					camunda:candidateGroups="supervisor"     | camunda:candidateGroups="boss"         | no such group
					camunda:candidateGroups="supervisor"     | camunda:priority="1"                   | candidate groups
					${reminderDueAt}                         | PT1H                                   | a timer reads one
					name="reminderDueAt"                     | name="remindedAt"                      | hands it its own reminderDueAt
					FILING_SUBMITTED                         | FILING_SUBMITED                        | unknown to the code
					name="noticeKind"                        | name="notice"                          | input noticeKind
					""")
	void aRuleBites(String good, String bad, String finding) throws IOException {
		assertThat(new ModelRules(GOOD, broken(good, bad), Models.diagrams().keySet()).findings())
			.anySatisfy((found) -> assertThat(found).contains(finding));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			task_checkRefusal | 740  | task_providerReview: lies on task_checkRefusal
			task_checkRefusal | 9000 | task_checkRefusal: leaves scope_providerReview
			task_checkRefusal | 9000 | flow_taskCheckRefusal_gatewayRefusalCheckOutcome: does not reach
			end_providerReviewed | 700 | flow_scopeProviderReview_endProviderReviewed: does not reach
			""")
	void aMovedShapeIsFound(String element, double x, String finding) {
		BpmnModelInstance model = Models.read(GOOD);
		shape(model, element).getBounds().setX(x);
		assertThat(new DrawingRules(model).findings()).anySatisfy((found) -> assertThat(found).contains(finding));
	}

	@Test
	void aMissingShapeIsFound() {
		BpmnModelInstance model = Models.read(GOOD);
		shape(model, "task_checkRefusal").getParentElement().removeChildElement(shape(model, "task_checkRefusal"));
		assertThat(new DrawingRules(model).findings()).contains("task_checkRefusal: is not drawn");
	}

	@Test
	void aLabelOnAnotherShapeIsFound() {
		BpmnModelInstance model = Models.read(GOOD);
		shape(model, "gateway_providerReviewOutcome").getBpmnLabel()
			.getBounds()
			.setX(shape(model, "task_checkRefusal").getBounds().getX());
		assertThat(new DrawingRules(model).findings())
			.contains("gateway_providerReviewOutcome: its label lies on task_checkRefusal");
	}

	private static BpmnShape shape(BpmnModelInstance model, String element) {
		return model.getModelElementsByType(BpmnShape.class)
			.stream()
			.filter((shape) -> shape.getBpmnElement().getId().equals(element))
			.findAny()
			.orElseThrow();
	}

	private static BpmnModelInstance broken(String good, String bad) throws IOException {
		String xml = Files.readString(GOOD);
		assertThat(xml).contains(good);
		return Bpmn
			.readModelFromStream(new ByteArrayInputStream(xml.replace(good, bad).getBytes(StandardCharsets.UTF_8)));
	}

}
