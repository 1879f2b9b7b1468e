package org.beianflow.access.process;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;

/** Remembers every node that was entered and every flow that was taken. */
class TakenPaths extends AbstractBpmnParseListener {

	private final Set<String> taken = new TreeSet<>();

	/** What of a model nobody has taken yet. */
	Set<String> missing(BpmnModelInstance model) {
		Set<String> missing = new TreeSet<>();
		model.getModelElementsByType(FlowNode.class).forEach((node) -> missing.add(node.getId()));
		// The engine takes no flow behind an event-based gateway: the event itself
		// begins.
		model.getModelElementsByType(SequenceFlow.class)
			.stream()
			.filter((flow) -> !(flow.getSource() instanceof EventBasedGateway))
			.forEach((flow) -> missing.add(flow.getId()));
		missing.removeAll(this.taken);
		return missing;
	}

	@Override
	public void parseRootElement(Element root, List<ProcessDefinitionEntity> definitions) {
		definitions.forEach(this::watch);
	}

	private void watch(ScopeImpl scope) {
		for (ActivityImpl activity : scope.getActivities()) {
			activity.addListener(ExecutionListener.EVENTNAME_START,
					(ExecutionListener) (execution) -> this.taken.add(activity.getId()));
			activity.getOutgoingTransitions().forEach((transition) -> {
				TransitionImpl flow = (TransitionImpl) transition;
				flow.addListener(ExecutionListener.EVENTNAME_TAKE,
						(ExecutionListener) (execution) -> this.taken.add(flow.getId()));
			});
			watch(activity);
		}
	}

}
