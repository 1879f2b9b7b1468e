package org.beianflow.engine;

import java.util.List;

/**
 * One drawn page of a process diagram, as it stands in the model that runs: what is drawn
 * and where, in the model's own coordinates.
 *
 * @param element id of what the page shows: the process, its collaboration or a
 * sub-process that is drawn on a page of its own
 * @param left smallest x
 * @param top smallest y
 * @param width width of everything drawn
 * @param height height of everything drawn
 * @param shapes what has a place; frames before what stands in them
 * @param edges what leads from one to the other
 */
public record Diagram(String element, double left, double top, double width, double height, List<Shape> shapes,
		List<Edge> edges) {

	public Diagram {
		shapes = List.copyOf(shapes);
		edges = List.copyOf(edges);
	}

	/**
	 * Something with a place.
	 *
	 * @param id its id in the model
	 * @param type its BPMN element, for example {@code userTask}
	 * @param event what an event is about, for example {@code timer}; empty otherwise
	 * @param name its name; may be empty
	 * @param box where it stands
	 * @param label where its name stands; null where that is within
	 * @param expanded whether what is in it is drawn in it
	 * @param interrupting false for boundary and start events that let the work go on
	 */
	public record Shape(String id, String type, String event, String name, Box box, Box label, boolean expanded,
			boolean interrupting) {

		/** Whether it is a circle. */
		public boolean isEvent() {
			return this.type.endsWith("Event");
		}

		/** Whether it is a diamond. */
		public boolean isGateway() {
			return this.type.endsWith("Gateway");
		}

		/** Whether other shapes stand in it. */
		public boolean isFrame() {
			return this.type.equals("participant") || this.type.equals("lane")
					|| (this.type.equals("subProcess") && this.expanded);
		}

	}

	/**
	 * Something that leads from one to the other.
	 *
	 * @param id its id in the model
	 * @param type its BPMN element, for example {@code sequenceFlow}
	 * @param name its name; may be empty
	 * @param points the corners of its line
	 * @param label where its name stands; may be null
	 */
	public record Edge(String id, String type, String name, List<Point> points, Box label) {

		public Edge {
			points = List.copyOf(points);
		}

	}

	/** A corner. */
	public record Point(double x, double y) {

	}

	/** A place. */
	public record Box(double x, double y, double width, double height) {

	}

}
