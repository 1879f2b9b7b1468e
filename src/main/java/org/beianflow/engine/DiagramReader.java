package org.beianflow.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

import org.beianflow.engine.Diagram.Box;
import org.beianflow.engine.Diagram.Edge;
import org.beianflow.engine.Diagram.Point;
import org.beianflow.engine.Diagram.Shape;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.EventDefinition;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.TextAnnotation;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnDiagram;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnLabel;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnPlane;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.dc.Bounds;

/** Reads what is drawn out of a model. */
final class DiagramReader {

	private static final double MARGIN = 12;

	private DiagramReader() {
	}

	/** The pages of a model: the diagram itself first. */
	static List<Diagram> read(BpmnModelInstance model) {
		return model.getModelElementsByType(BpmnDiagram.class)
			.stream()
			.map((diagram) -> read(diagram.getBpmnPlane()))
			.toList();
	}

	private static Diagram read(BpmnPlane plane) {
		List<Shape> shapes = new ArrayList<>();
		for (BpmnShape shape : plane.getChildElementsByType(BpmnShape.class)) {
			if (shape.getBpmnElement() != null) {
				shapes.add(shape(shape));
			}
		}
		// What is large lies behind what is small.
		shapes.sort(Comparator
			.comparingDouble((Shape shape) -> shape.isFrame() ? -shape.box().width() * shape.box().height() : 0));
		List<Edge> edges = new ArrayList<>();
		for (BpmnEdge edge : plane.getChildElementsByType(BpmnEdge.class)) {
			if (edge.getBpmnElement() != null) {
				edges.add(edge(edge));
			}
		}
		List<Box> boxes = new ArrayList<>();
		shapes.forEach((shape) -> {
			boxes.add(shape.box());
			if (shape.label() != null) {
				boxes.add(shape.label());
			}
		});
		edges.forEach((edge) -> edge.points().forEach((point) -> boxes.add(new Box(point.x(), point.y(), 0, 0))));
		double left = boxes.stream().mapToDouble(Box::x).min().orElse(0) - MARGIN;
		double top = boxes.stream().mapToDouble(Box::y).min().orElse(0) - MARGIN;
		double right = boxes.stream().mapToDouble((box) -> box.x() + box.width()).max().orElse(0) + MARGIN;
		double bottom = boxes.stream().mapToDouble((box) -> box.y() + box.height()).max().orElse(0) + MARGIN;
		return new Diagram(plane.getBpmnElement().getId(), left, top, right - left, bottom - top, shapes, edges);
	}

	private static Shape shape(BpmnShape shape) {
		BaseElement element = shape.getBpmnElement();
		Collection<EventDefinition> events = element.getChildElementsByType(EventDefinition.class);
		String event = events.isEmpty() ? ""
				: events.iterator().next().getElementType().getTypeName().replace("EventDefinition", "");
		boolean expanded = Boolean.parseBoolean(shape.getAttributeValue("isExpanded"));
		return new Shape(element.getId(), element.getElementType().getTypeName(), event, name(element),
				box(shape.getBounds()), label(shape.getBpmnLabel()), expanded, interrupting(element));
	}

	private static boolean interrupting(BaseElement element) {
		if (element instanceof BoundaryEvent boundary) {
			return boundary.cancelActivity();
		}
		return !(element instanceof StartEvent start) || start.isInterrupting();
	}

	private static Edge edge(BpmnEdge edge) {
		BaseElement element = edge.getBpmnElement();
		return new Edge(element.getId(), element.getElementType().getTypeName(), name(element),
				edge.getWaypoints().stream().map((point) -> new Point(point.getX(), point.getY())).toList(),
				label(edge.getBpmnLabel()));
	}

	private static String name(BaseElement element) {
		if (element instanceof TextAnnotation annotation) {
			return (annotation.getText() != null) ? annotation.getText().getTextContent() : "";
		}
		String name = element.getAttributeValue("name");
		return (name != null) ? name : "";
	}

	private static Box label(BpmnLabel label) {
		return (label != null && label.getBounds() != null) ? box(label.getBounds()) : null;
	}

	private static Box box(Bounds bounds) {
		return new Box(bounds.getX(), bounds.getY(), bounds.getWidth(), bounds.getHeight());
	}

}
