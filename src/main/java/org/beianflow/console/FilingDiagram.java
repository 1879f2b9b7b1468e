package org.beianflow.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.beianflow.engine.Diagram;
import org.beianflow.engine.Diagram.Box;
import org.beianflow.engine.Diagram.Edge;
import org.beianflow.engine.Diagram.Point;
import org.beianflow.engine.Diagram.Shape;
import org.beianflow.engine.Positions.Mark;

import org.springframework.web.util.HtmlUtils;

/**
 * Draws a page of a process diagram as SVG, with what became of each element marked by
 * colour and by a sign. Colours and strokes stand in the style sheet.
 * <p>
 * The names in the models are Chinese. In English an element is called by its id, which
 * is English by the models' own rule: {@code task_sendToAuthority} is "Send to
 * authority".
 */
final class FilingDiagram {

	private static final double LINE = 15;

	private static final Set<String> PREFIXES = Set.of("task", "call", "scope", "start", "end", "timer", "catch",
			"message", "gateway", "join", "fork", "error", "event", "lane", "participant", "throw", "split");

	private final Words words;

	private final StringBuilder svg = new StringBuilder();

	private final String prefix;

	private FilingDiagram(String prefix, Words words) {
		this.prefix = prefix;
		this.words = words;
	}

	/**
	 * The page as SVG.
	 * @param prefix what ids begin with that another page of the same document may have,
	 * too
	 * @param title what it shows, for those who do not see it
	 */
	static String draw(Diagram diagram, Map<String, Mark> marks, String prefix, String title, Words words) {
		FilingDiagram drawing = new FilingDiagram(prefix, words);
		drawing.all(diagram, marks, title);
		return drawing.svg.toString();
	}

	/** What an element is called in the reader's language. */
	static String name(String id, String name, Words words) {
		if (name == null || name.isBlank()) {
			return "";
		}
		String translated = words.textOr("console.diagram." + id, null);
		if (translated != null) {
			return translated;
		}
		return words.english() ? english(id) : name.strip();
	}

	private static String english(String id) {
		String[] parts = id.split("_");
		if (parts[0].equals("flow") && parts.length > 2) {
			String value = parts[parts.length - 1];
			return switch (value) {
				case "true" -> "Yes";
				case "false" -> "No";
				default -> sentence(value);
			};
		}
		int from = (parts.length > 1 && PREFIXES.contains(parts[0])) ? 1 : 0;
		int to = (parts.length > from + 1 && parts[parts.length - 1].equals("boundary")) ? parts.length - 1
				: parts.length;
		return sentence(String.join(" ", List.of(parts).subList(from, to)));
	}

	private static String sentence(String camelCase) {
		String text = camelCase.replace('-', ' ')
			.replaceAll("([a-z0-9])([A-Z])", "$1 $2")
			.toLowerCase(Locale.ENGLISH)
			.replaceAll("\\bsms\\b", "SMS")
			.strip();
		return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
	}

	private void all(Diagram diagram, Map<String, Mark> marks, String title) {
		this.svg.append("<svg class=\"diagram\" role=\"img\" xmlns=\"http://www.w3.org/2000/svg\" width=\"")
			.append(n(diagram.width()))
			.append("\" height=\"")
			.append(n(diagram.height()))
			.append("\" viewBox=\"")
			.append(n(diagram.left()))
			.append(' ')
			.append(n(diagram.top()))
			.append(' ')
			.append(n(diagram.width()))
			.append(' ')
			.append(n(diagram.height()))
			.append("\" aria-label=\"")
			.append(HtmlUtils.htmlEscape(title))
			.append("\">");
		String arrow = this.prefix + "-arrow";
		this.svg.append("<defs><marker id=\"")
			.append(arrow)
			.append("\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"7\" markerHeight=\"7\""
					+ " orient=\"auto-start-reverse\"><path class=\"tip\" d=\"M0 1 10 5 0 9z\"/></marker></defs>");
		diagram.shapes().stream().filter(Shape::isFrame).forEach((shape) -> shape(shape, marks));
		diagram.edges().forEach((edge) -> edge(edge, arrow));
		diagram.shapes().stream().filter((shape) -> !shape.isFrame()).forEach((shape) -> shape(shape, marks));
		diagram.shapes()
			.stream()
			.filter((shape) -> marks.containsKey(shape.id()))
			.forEach((shape) -> badge(shape, marks.get(shape.id())));
		this.svg.append("</svg>");
	}

	private void edge(Edge edge, String arrow) {
		StringBuilder path = new StringBuilder();
		for (Point point : edge.points()) {
			path.append(path.isEmpty() ? "M" : "L").append(n(point.x())).append(' ').append(n(point.y()));
		}
		boolean flow = edge.type().equals("sequenceFlow");
		this.svg.append("<path class=\"edge").append(flow ? "" : " loose").append("\" d=\"").append(path).append('"');
		if (flow) {
			this.svg.append(" marker-end=\"url(#").append(arrow).append(")\"");
		}
		this.svg.append("/>");
		String name = name(edge.id(), edge.name(), this.words);
		if (!name.isEmpty()) {
			Box box = edge.label();
			if (box == null) {
				Point middle = edge.points().get(edge.points().size() / 2);
				box = new Box(middle.x() - 20, middle.y() - 18, 40, 14);
			}
			below(name, box, "flow");
		}
	}

	private void shape(Shape shape, Map<String, Mark> marks) {
		Mark mark = marks.get(shape.id());
		String name = name(shape.id(), shape.name(), this.words);
		this.svg.append("<g class=\"shape ").append(kind(shape));
		if (mark != null) {
			this.svg.append(" is-").append(mark.name().toLowerCase(Locale.ROOT));
		}
		if (mark != null && mark != Mark.DONE) {
			this.svg.append("\" id=\"").append(this.prefix).append('-').append(shape.id());
		}
		this.svg.append("\">");
		if (!name.isEmpty() || mark != null) {
			String told = (mark != null) ? this.words.text("console.filing.mark." + mark) : "";
			this.svg.append("<title>")
				.append(HtmlUtils.htmlEscape((name + (told.isEmpty() ? "" : " – " + told)).strip()))
				.append("</title>");
		}
		if (shape.isEvent()) {
			event(shape, name);
		}
		else if (shape.isGateway()) {
			gateway(shape, name);
		}
		else {
			box(shape, name);
		}
		this.svg.append("</g>");
	}

	private static String kind(Shape shape) {
		if (shape.isFrame()) {
			return "frame " + shape.type();
		}
		return shape.isEvent() ? "event" : shape.isGateway() ? "gateway" : "step";
	}

	private void event(Shape shape, String name) {
		Box box = shape.box();
		double r = box.width() / 2;
		double x = box.x() + r;
		double y = box.y() + box.height() / 2;
		String loose = shape.interrupting() ? "" : " loose";
		circle(x, y, r, "body" + (shape.type().equals("endEvent") ? " thick" : "") + loose);
		if (shape.type().equals("boundaryEvent") || shape.type().startsWith("intermediate")) {
			circle(x, y, r - 4, "line" + loose);
		}
		symbol(shape.event(), shape.type().equals("endEvent") || shape.type().equals("intermediateThrowEvent"), x, y);
		if (!name.isEmpty()) {
			Box label = (shape.label() != null) ? shape.label() : new Box(x - 45, box.y() + box.height() + 4, 90, LINE);
			below(name, label, "beside");
		}
	}

	private void circle(double x, double y, double r, String kind) {
		this.svg.append("<circle class=\"")
			.append(kind)
			.append("\" cx=\"")
			.append(n(x))
			.append("\" cy=\"")
			.append(n(y))
			.append("\" r=\"")
			.append(n(r))
			.append("\"/>");
	}

	/** The picture in an event: a clock, a letter, a flash. */
	private void symbol(String event, boolean thrown, double x, double y) {
		switch (event) {
			case "timer" -> {
				circle(x, y, 9, "line");
				path("M0 0 0 -6M0 0 4 2", x, y, "line");
			}
			case "message" -> path("M-8 -5.500 8 -5.500 8 5.500 -8 5.500zM-8 -5.500 0 1 8 -5.500", x, y,
					thrown ? "line full" : "line");
			case "error" -> path("M-7 7 -2.500 -5 2 1 7 -7 2.500 6 -2 0z", x, y, thrown ? "full" : "line");
			case "terminate" -> circle(x, y, 9, "full");
			case "signal" -> path("M0 -8 8 6 -8 6z", x, y, thrown ? "full" : "line");
			case "escalation" -> path("M0 -8 6 8 0 1 -6 8z", x, y, thrown ? "full" : "line");
			case "conditional" -> path("M-6 -8 6 -8 6 8 -6 8zM-4 -4 4 -4M-4 0 4 0M-4 4 4 4", x, y, "line");
			default -> {
				// A plain circle.
			}
		}
	}

	private void path(String d, double x, double y, String kind) {
		this.svg.append("<path class=\"")
			.append(kind)
			.append("\" transform=\"translate(")
			.append(n(x))
			.append(' ')
			.append(n(y))
			.append(")\" d=\"")
			.append(d)
			.append("\"/>");
	}

	private void gateway(Shape shape, String name) {
		Box box = shape.box();
		double x = box.x() + box.width() / 2;
		double y = box.y() + box.height() / 2;
		double h = box.width() / 2;
		path("M0 " + n(-h) + " " + n(h) + " 0 0 " + n(h) + " " + n(-h) + " 0z", x, y, "body");
		switch (shape.type()) {
			case "exclusiveGateway" -> path("M-7 -7 7 7M7 -7 -7 7", x, y, "line thick");
			case "parallelGateway" -> path("M-9 0 9 0M0 -9 0 9", x, y, "line thick");
			case "eventBasedGateway" -> {
				circle(x, y, 12, "line");
				path("M0 -7 6.700 -2.200 4.100 5.700 -4.100 5.700 -6.700 -2.200z", x, y, "line");
			}
			default -> circle(x, y, 9, "line thick");
		}
		if (!name.isEmpty()) {
			Box label = (shape.label() != null) ? shape.label() : new Box(x - 45, box.y() - LINE - 4, 90, LINE);
			below(name, label, "beside");
		}
	}

	private void box(Shape shape, String name) {
		Box box = shape.box();
		boolean lane = shape.type().equals("participant") || shape.type().equals("lane");
		this.svg.append("<rect class=\"body")
			.append(shape.type().equals("callActivity") ? " thick" : "")
			.append("\" x=\"")
			.append(n(box.x()))
			.append("\" y=\"")
			.append(n(box.y()))
			.append("\" width=\"")
			.append(n(box.width()))
			.append("\" height=\"")
			.append(n(box.height()))
			.append(lane ? "\"/>" : "\" rx=\"8\"/>");
		if (lane) {
			// The name of a lane runs up its left edge.
			this.svg.append("<text class=\"lane-name\" transform=\"translate(")
				.append(n(box.x() + 20))
				.append(' ')
				.append(n(box.y() + box.height() / 2))
				.append(") rotate(-90)\" text-anchor=\"middle\">")
				.append(HtmlUtils.htmlEscape(name))
				.append("</text>");
			return;
		}
		if (shape.isFrame()) {
			text(List.of(name), box.x() + box.width() / 2, box.y() + 18, "inside", "middle");
			return;
		}
		type(shape.type(), box);
		List<String> lines = wrap(name, box.width() - 14);
		double first = box.y() + box.height() / 2 - (lines.size() - 1) * LINE / 2 + 4;
		text(lines, box.x() + box.width() / 2, first, "inside", "middle");
		if (shape.type().equals("callActivity") || shape.type().equals("subProcess")) {
			path("M-6 -6 6 -6 6 6 -6 6zM-3.500 0 3.500 0M0 -3.500 0 3.500", box.x() + box.width() / 2,
					box.y() + box.height() - 9, "line");
		}
	}

	/** Whose work a step is: a person's, the system's, a table's. */
	private void type(String type, Box box) {
		double x = box.x() + 13;
		double y = box.y() + 13;
		switch (type) {
			case "userTask" -> {
				circle(x, y - 3, 3.2, "line");
				path("M-6 7C-6 1 6 1 6 7z", x, y, "line");
			}
			case "serviceTask", "scriptTask" -> {
				circle(x, y, 2.4, "line");
				path("M0 -7 0 -4.500M0 7 0 4.500M-7 0 -4.500 0M7 0 4.500 0M-5 -5 -3.200 -3.200M5 5 3.200 3.200"
						+ "M5 -5 3.200 -3.200M-5 5 -3.200 3.200", x, y, "line");
			}
			case "businessRuleTask" -> path("M-7 -5 7 -5 7 5 -7 5zM-7 -2 7 -2M-2 -5 -2 5", x, y, "line");
			case "receiveTask", "sendTask" ->
				path("M-7 -4.500 7 -4.500 7 4.500 -7 4.500zM-7 -4.500 0 1 7 -4.500", x, y, "line");
			default -> {
				// No sign for the others.
			}
		}
	}

	private void below(String name, Box box, String kind) {
		double width = Math.max(box.width() + 4, 88);
		List<String> lines = wrap(name, width);
		text(lines, box.x() + box.width() / 2, box.y() + 11, kind, "middle");
	}

	private void text(List<String> lines, double x, double y, String kind, String anchor) {
		this.svg.append("<text class=\"").append(kind).append("\" text-anchor=\"").append(anchor).append("\">");
		double at = y;
		for (String line : lines) {
			this.svg.append("<tspan x=\"")
				.append(n(x))
				.append("\" y=\"")
				.append(n(at))
				.append("\">")
				.append(HtmlUtils.htmlEscape(line))
				.append("</tspan>");
			at += LINE;
		}
		this.svg.append("</text>");
	}

	/** Breaks between any two Chinese characters, and between words otherwise. */
	static List<String> wrap(String text, double width) {
		List<String> lines = new ArrayList<>();
		StringBuilder line = new StringBuilder();
		for (String word : text.split("(?<=[\\u2E80-\\uFFEF])|(?=[\\u2E80-\\uFFEF])|(?<=\\s)")) {
			if (!line.isEmpty() && measure(line + word.strip()) > width) {
				lines.add(line.toString().strip());
				line.setLength(0);
			}
			line.append(word);
		}
		if (!line.toString().isBlank()) {
			lines.add(line.toString().strip());
		}
		return lines;
	}

	private static double measure(CharSequence text) {
		return text.chars().mapToDouble((character) -> (character >= 0x2E80) ? 12 : 6.4).sum();
	}

	/** The sign of a mark, at the upper right of its element. */
	private void badge(Shape shape, Mark mark) {
		Box box = shape.box();
		double corner = shape.isGateway() ? 0.75 : shape.isEvent() ? 0.85 : 1;
		double x = box.x() + box.width() * corner;
		double y = box.y() + box.height() * (1 - corner);
		this.svg.append("<g class=\"badge is-").append(mark.name().toLowerCase(Locale.ROOT)).append("\">");
		circle(x, y, 9, "disc");
		path(switch (mark) {
			case DONE -> "M-4 0 -1 3.500 4.500 -3.500";
			case ACTIVE -> "M-3 -4.500 5 0 -3 4.500z";
			case OVERDUE -> "M0 -5 0 1.500M0 4.500 0 5";
			case STOPPED -> "M-3.500 -3.500 3.500 3.500M3.500 -3.500 -3.500 3.500";
		}, x, y, "sign");
		this.svg.append("</g>");
	}

	private static String n(double value) {
		double rounded = Math.round(value * 10) / 10.0;
		return (rounded == Math.rint(rounded)) ? String.valueOf((long) rounded) : String.valueOf(rounded);
	}

}
