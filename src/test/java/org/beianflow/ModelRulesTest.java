package org.beianflow;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.beianflow.testing.Models;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Each rule bites: a good diagram with one thing broken is found out. */
class ModelRulesTest {

	private static final Path GOOD = Models.diagram("provider-review");

	static Stream<Arguments> breakages() {
		return Stream.of(
				arguments("id=\"provider-review\"", "id=\"provider-revue\"", "process id and file name differ"),
				arguments("camunda:versionTag=\"1.1.0\"", "camunda:versionTag=\"one\"", "version tag"),
				arguments("camunda:historyTimeToLive=\"P1095D\"", "camunda:historyTimeToLive=\"P1D\"",
						"history time to live"),
				arguments("name=\"初审材料\"", "name=\"Review\"", "a Chinese name"),
				arguments("<bpmn:exclusiveGateway id=\"join_providerReview\">",
						"<bpmn:exclusiveGateway id=\"join_providerReview\" name=\"汇合\">",
						"joins and forks have no name"),
				arguments("task_checkRefusal", "Activity_0abcdef", "a speaking English id"),
				arguments("task_checkRefusal", "step_checkRefusal", "id begins with one of [task_]"),
				arguments("name=\"初审结论？\"", "name=\"初审结论\"", "asks a question"),
				arguments("${refusalCheckOutcome == 'CONFIRMED'}", "${providerReviewOutcome == 'CONFIRMED'}",
						"compares one variable"),
				arguments("${refusalCheckOutcome == 'CONFIRMED'}", "${refusal.isConfirmed()}",
						"a condition that compares one variable"),
				arguments("${refusalCheckOutcome == 'CONFIRMED'}", "${refusalCheckOutcome == 'REVIEW_AGAIN'}",
						"two flows for one answer"),
				arguments("camunda:asyncBefore=\"true\"", "camunda:asyncBefore=\"false\"", "asyncBefore"),
				arguments("camunda:delegateExpression=\"${openDeadline}\"", "camunda:expression=\"${desk.open()}\"",
						"neither class nor expression"),
				arguments("camunda:delegateExpression=\"${openDeadline}\"", "camunda:class=\"org.beianflow.Open\"",
						"has no place in a diagram"),
				arguments("embedded:app:forms/task.html", "embedded:app:forms/nowhere.html", "a form that exists"),
				arguments("camunda:dueDate=\"${providerReviewDueAt}\"", "camunda:dueDate=\"2026-11-23\"",
						"a due date from a"),
				arguments("camunda:candidateGroups=\"supervisor\"", "camunda:candidateGroups=\"boss\"",
						"no such group"),
				arguments("camunda:candidateGroups=\"supervisor\"", "camunda:priority=\"1\"", "candidate groups"),
				arguments("${reminderDueAt}", "PT1H", "a timer reads one"),
				arguments("name=\"reminderDueAt\"", "name=\"remindedAt\"", "hands it its own reminderDueAt"),
				arguments("FILING_SUBMITTED", "FILING_SUBMITED", "unknown to the code"),
				arguments("name=\"noticeKind\"", "name=\"notice\"", "input noticeKind"),
				arguments("<bpmn:terminateEventDefinition id=\"end_providerReviewReturned_terminate\" />",
						"<!-- gone -->", "ends the wait but not its reminders"));
	}

	@ParameterizedTest
	@MethodSource("breakages")
	void aRuleBites(String good, String bad, String finding) throws IOException {
		assertThat(new ModelRules(GOOD, broken(good, bad), Models.diagrams().keySet()).findings())
			.anySatisfy((found) -> assertThat(found).contains(finding));
	}

	static Stream<Arguments> moves() {
		return Stream.of(arguments("task_checkRefusal", 740, "task_providerReview: lies on task_checkRefusal"),
				arguments("task_checkRefusal", 9000, "task_checkRefusal: leaves scope_providerReview"),
				arguments("task_checkRefusal", 9000,
						"flow_taskCheckRefusal_gatewayRefusalCheckOutcome: does not reach"),
				arguments("end_providerReviewed", 700, "flow_scopeProviderReview_endProviderReviewed: does not reach"));
	}

	@ParameterizedTest
	@MethodSource("moves")
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
