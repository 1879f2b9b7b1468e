package org.beianflow.testing;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.camunda.community.process_test_coverage.core.model.DefaultCollector;
import org.camunda.community.process_test_coverage.core.model.Event;
import org.camunda.community.process_test_coverage.core.model.Run;
import org.camunda.community.process_test_coverage.core.model.Suite;
import org.camunda.community.process_test_coverage.engine.platform7.ExecutionContextModelProvider;
import org.camunda.community.process_test_coverage.engine.platform7.ProcessCoverageConfigurator;
import org.camunda.community.process_test_coverage.engine.platform7.ProcessEngineAdapter;
import org.camunda.community.process_test_coverage.report.CoverageReportUtil;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Records which nodes and flows the tests of a class take, and fails the class while one
 * of the diagrams it {@link Traces} has a node or flow that was not taken. The report to
 * look at is in {@code target/process-test-coverage}.
 * <p>
 * Register it as a static extension; hand it the configuration of the engine before that
 * is built, and the engine once it is.
 */
public final class PathCoverage implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

	private final DefaultCollector collector = new DefaultCollector(new ExecutionContextModelProvider());

	private Suite suite;

	/** Makes an engine under construction tell what it takes. */
	public static void prepare(ProcessEngineConfigurationImpl configuration) {
		ProcessCoverageConfigurator.initializeProcessCoverageExtensions(configuration);
	}

	/** Listens to an engine that was {@link #prepare prepared}. */
	public void listenTo(ProcessEngine engine) {
		new ProcessEngineAdapter(engine, this.collector).initializeListeners();
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		String name = context.getRequiredTestClass().getName();
		this.suite = this.collector.createSuite(new Suite(name, context.getDisplayName()));
		this.collector.activateSuite(name);
		startRun(name);
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		startRun(context.getRequiredTestMethod().getName());
	}

	private void startRun(String name) {
		if (this.suite.getRun(name) == null) {
			this.collector.createRun(new Run(name, name), this.suite.getId());
		}
		this.collector.activateRun(name);
	}

	@Override
	public void afterAll(ExtensionContext context) {
		if (this.collector.getModels().isEmpty()) {
			return;
		}
		CoverageReportUtil.createReport(this.collector, CoverageReportUtil.TARGET_DIR_ROOT);
		Traces traces = context.getRequiredTestClass().getAnnotation(Traces.class);
		if (traces == null || System.getProperty("test", "").contains("#")) {
			return;
		}
		for (String process : traces.value()) {
			assertThat(missing(process))
				.as("nodes and flows of %s that no test of %s takes", process,
						context.getRequiredTestClass().getSimpleName())
				.isEmpty();
		}
	}

	/** Nodes and flows of a diagram that were not taken so far. */
	public Set<String> missing(String process) {
		Set<String> taken = this.suite.getEvents(process)
			.stream()
			.map(Event::getDefinitionKey)
			.collect(Collectors.toSet());
		Set<String> missing = new TreeSet<>(elements(process));
		missing.removeAll(taken);
		return missing;
	}

	private static Collection<String> elements(String process) {
		BpmnModelInstance model = Models.read(Models.diagram(process));
		return List.of(FlowNode.class, SequenceFlow.class)
			.stream()
			.flatMap((type) -> model.getModelElementsByType(type).stream())
			.map((ModelElementInstance element) -> element.getAttributeValue("id"))
			.toList();
	}

}
