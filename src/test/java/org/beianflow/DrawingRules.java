package org.beianflow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.beianflow.testing.Models;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Lane;
import org.camunda.bpm.model.bpmn.instance.Participant;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnPlane;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.dc.Bounds;
import org.camunda.bpm.model.bpmn.instance.di.Waypoint;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/** What is drawn: everything, and nothing on top of anything else. */
final class DrawingRules {

	private final BpmnModelInstance model;

	private final Map<BaseElement, BpmnShape> shapes = new LinkedHashMap<>();

	private final Map<BaseElement, BpmnEdge> edges = new HashMap<>();

	private final List<String> findings = new ArrayList<>();

	DrawingRules(Path file) {
		this(Models.read(file));
	}

	DrawingRules(BpmnModelInstance model) {
		this.model = model;
		model.getModelElementsByType(BpmnShape.class)
			.forEach((shape) -> this.shapes.put(shape.getBpmnElement(), shape));
		model.getModelElementsByType(BpmnEdge.class).forEach((edge) -> this.edges.put(edge.getBpmnElement(), edge));
	}

	List<String> findings() {
		everythingIsDrawn();
		nothingOverlaps();
		childrenLieInside();
		flowsTouchWhatTheyJoin();
		labelsAreReadable();
		return this.findings;
	}

	private void everythingIsDrawn() {
		for (BaseElement element : this.model.getModelElementsByType(BaseElement.class)) {
			boolean shaped = element instanceof FlowNode || element instanceof Lane || element instanceof Participant;
			if (shaped && !this.shapes.containsKey(element)) {
				found(element, "is not drawn");
			}
		}
		for (SequenceFlow flow : this.model.getModelElementsByType(SequenceFlow.class)) {
			BpmnEdge edge = this.edges.get(flow);
			if (edge == null || edge.getWaypoints().size() < 2) {
				found(flow, "is not drawn");
			}
		}
		this.shapes.forEach((element, shape) -> {
			if (element == null) {
				this.findings.add(shape.getId() + ": draws nothing");
			}
		});
	}

	private void nothingOverlaps() {
		List<FlowNode> nodes = this.shapes.keySet()
			.stream()
			.filter(FlowNode.class::isInstance)
			.map(FlowNode.class::cast)
			.toList();
		for (int i = 0; i < nodes.size(); i++) {
			for (int j = i + 1; j < nodes.size(); j++) {
				FlowNode one = nodes.get(i);
				FlowNode other = nodes.get(j);
				boolean siblings = one.getParentElement().equals(other.getParentElement());
				if (siblings && !attached(one, other) && !attached(other, one)
						&& overlap(bounds(one), bounds(other), 0)) {
					found(one, "lies on " + other.getId());
				}
			}
		}
	}

	private static boolean attached(FlowNode event, FlowNode host) {
		return event instanceof BoundaryEvent boundary && host.equals(boundary.getAttachedTo());
	}

	private void childrenLieInside() {
		for (SubProcess scope : this.model.getModelElementsByType(SubProcess.class)) {
			if (!this.shapes.containsKey(scope) || !this.shapes.get(scope).isExpanded()) {
				continue;
			}
			for (FlowNode child : scope.getChildElementsByType(FlowNode.class)) {
				if (this.shapes.containsKey(child) && !(child instanceof BoundaryEvent)
						&& !contains(bounds(scope), bounds(child))) {
					found(child, "leaves " + scope.getId());
				}
			}
		}
		for (Lane lane : this.model.getModelElementsByType(Lane.class)) {
			for (FlowNode node : lane.getFlowNodeRefs()) {
				if (this.shapes.containsKey(node) && !(node instanceof BoundaryEvent)
						&& !contains(bounds(lane), bounds(node))) {
					found(node, "leaves its lane " + lane.getId());
				}
			}
		}
	}

	private void flowsTouchWhatTheyJoin() {
		for (SequenceFlow flow : this.model.getModelElementsByType(SequenceFlow.class)) {
			BpmnEdge edge = this.edges.get(flow);
			if (edge == null || !this.shapes.containsKey(flow.getSource())
					|| !this.shapes.containsKey(flow.getTarget())) {
				continue;
			}
			List<Waypoint> points = List.copyOf(edge.getWaypoints());
			if (!touches(points.get(0), bounds(flow.getSource()))
					|| !touches(points.get(points.size() - 1), bounds(flow.getTarget()))) {
				found(flow, "does not reach from " + flow.getSource().getId() + " to " + flow.getTarget().getId());
			}
		}
	}

	private void labelsAreReadable() {
		for (BpmnPlane plane : this.model.getModelElementsByType(BpmnPlane.class)) {
			List<BpmnShape> drawn = List.copyOf(plane.getChildElementsByType(BpmnShape.class));
			Map<BaseElement, Bounds> labels = new LinkedHashMap<>();
			drawn.stream()
				.filter((shape) -> shape.getBpmnLabel() != null && shape.getBpmnLabel().getBounds() != null)
				.forEach((shape) -> labels.put(shape.getBpmnElement(), shape.getBpmnLabel().getBounds()));
			plane.getChildElementsByType(BpmnEdge.class)
				.stream()
				.filter((edge) -> edge.getBpmnLabel() != null && edge.getBpmnLabel().getBounds() != null)
				.forEach((edge) -> labels.put(edge.getBpmnElement(), edge.getBpmnLabel().getBounds()));
			labels.forEach((element, label) -> {
				for (BpmnShape shape : drawn) {
					boolean frame = shape.getBpmnElement() instanceof SubProcess
							|| !(shape.getBpmnElement() instanceof FlowNode);
					// A gateway's label may nestle into the corner beside its diamond.
					boolean own = shape.getBpmnElement().equals(element);
					if (!frame && !own && overlap(label, shape.getBounds(), 2)) {
						found(element, "its label lies on " + shape.getBpmnElement().getId());
					}
				}
				labels.forEach((other, otherLabel) -> {
					if (element.getId().compareTo(other.getId()) < 0 && overlap(label, otherLabel, 3)) {
						found(element, "its label lies on that of " + other.getId());
					}
				});
			});
		}
	}

	private Bounds bounds(BaseElement element) {
		return this.shapes.get(element).getBounds();
	}

	private static boolean overlap(Bounds one, Bounds other, double tolerance) {
		return one.getX() + tolerance < other.getX() + other.getWidth()
				&& other.getX() + tolerance < one.getX() + one.getWidth()
				&& one.getY() + tolerance < other.getY() + other.getHeight()
				&& other.getY() + tolerance < one.getY() + one.getHeight();
	}

	private static boolean contains(Bounds outer, Bounds inner) {
		return inner.getX() >= outer.getX() && inner.getY() >= outer.getY()
				&& inner.getX() + inner.getWidth() <= outer.getX() + outer.getWidth()
				&& inner.getY() + inner.getHeight() <= outer.getY() + outer.getHeight();
	}

	private static boolean touches(Waypoint point, Bounds bounds) {
		double slack = 2;
		return point.getX() >= bounds.getX() - slack && point.getX() <= bounds.getX() + bounds.getWidth() + slack
				&& point.getY() >= bounds.getY() - slack && point.getY() <= bounds.getY() + bounds.getHeight() + slack;
	}

	private void found(ModelElementInstance element, String what) {
		this.findings.add(element.getAttributeValue("id") + ": " + what);
	}

}
