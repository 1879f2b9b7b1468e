package org.beianflow.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.beianflow.engine.Diagram;
import org.beianflow.engine.Positions;
import org.beianflow.engine.Positions.Mark;
import org.beianflow.engine.Positions.Position;
import org.beianflow.engine.Positions.Step;

import org.springframework.stereotype.Component;

/**
 * Where a filing stands in the diagrams: its own process and those it is in, drawn and as
 * a list.
 */
@Component
class FilingPlaces {

	/** The process of a filing; the others are called by it or follow it. */
	private static final String MAIN = "website-filing";

	/** Every message runs one of these; only one that needs a person is shown. */
	private static final String MESSAGE = "notice-delivery";

	/** Wider than this is shown whole first. */
	private static final double WIDE = 1500;

	private static final Set<String> PASSED_UNSEEN = Set.of("exclusiveGateway", "parallelGateway", "eventBasedGateway",
			"multiInstanceBody");

	private final Positions positions;

	FilingPlaces(Positions positions) {
		this.positions = positions;
	}

	/**
	 * A process with its pages.
	 *
	 * @param id to link to
	 * @param title its name
	 * @param version the version it runs on
	 * @param here what it stands at, in words; empty if it has ended
	 * @param tone the worst of its marks
	 * @param pages its drawn pages
	 * @param steps what was reached, in order
	 */
	record Place(String id, String title, int version, List<Here> here, String tone, List<Page> pages,
			List<StepLine> steps) {

	}

	/** An element the filing stands at. */
	record Here(String anchor, String name, Mark mark, Instant since) {

	}

	/** A drawn page. */
	record Page(String id, String title, String svg, boolean wide) {

	}

	/** A line of the list that says the same as the diagram. */
	record StepLine(String name, Mark mark, Instant from, Instant to) {

	}

	/** The filing's own process first, then those it stands in. */
	List<Place> of(String reference, Words words) {
		List<Position> all = this.positions.of(reference);
		List<Position> shown = new ArrayList<>();
		all.stream()
			.filter((position) -> position.process().equals(MAIN))
			.reduce((first, second) -> second)
			.ifPresent(shown::add);
		all.stream()
			.filter((position) -> position.running() && !position.process().equals(MAIN))
			.filter((position) -> !position.process().equals(MESSAGE) || needsSomebody(position))
			.forEach(shown::add);
		List<Place> places = new ArrayList<>();
		for (Position position : shown) {
			places.add(place(position, "place" + places.size(), words));
		}
		return places;
	}

	private static boolean needsSomebody(Position position) {
		return position.steps().stream().anyMatch((step) -> step.to() == null && step.type().equals("userTask"))
				|| worst(position).compareTo(Mark.OVERDUE) >= 0;
	}

	private static Mark worst(Position position) {
		return position.marks().values().stream().max(Mark::compareTo).orElse(Mark.DONE);
	}

	private static Place place(Position position, String id, Words words) {
		String title = title(position.process(), position.name(), words);
		List<StepLine> steps = new ArrayList<>();
		List<Here> here = new ArrayList<>();
		Set<String> drawn = position.diagrams()
			.stream()
			.flatMap((diagram) -> diagram.shapes().stream())
			.map(Diagram.Shape::id)
			.collect(Collectors.toSet());
		for (Step step : position.steps()) {
			String name = FilingDiagram.name(step.element(), step.name(), words);
			if (!name.isEmpty() && !PASSED_UNSEEN.contains(step.type())) {
				steps.add(new StepLine(name, step.mark(), step.from(), step.to()));
				if (step.to() == null && drawn.contains(step.element()) && !step.type().equals("subProcess")) {
					here.add(new Here(id + "-" + step.element(), name, step.mark(), step.from()));
				}
			}
		}
		String tone = switch (worst(position)) {
			case DONE -> "done";
			case ACTIVE -> "run";
			case OVERDUE, STOPPED -> "bad";
		};
		return new Place(id, title, position.version(), here, position.running() ? tone : "done",
				pages(position, id, title, words), steps);
	}

	static String title(String key, String name, Words words) {
		String translated = words.textOr("console.process." + key, null);
		return (translated != null && words.english()) ? translated : name;
	}

	/** The diagram, and of its further pages those the filing stands in. */
	private static List<Page> pages(Position position, String id, String title, Words words) {
		List<Page> pages = new ArrayList<>();
		for (Diagram diagram : position.diagrams()) {
			boolean stands = diagram.shapes()
				.stream()
				.anyMatch((shape) -> position.marks().getOrDefault(shape.id(), Mark.DONE) != Mark.DONE);
			if (pages.isEmpty() || stands) {
				String page = id + ((pages.isEmpty()) ? "" : "-" + pages.size());
				String name = pages.isEmpty() ? title : frame(position, diagram, title, words);
				pages.add(
						new Page(page, name,
								FilingDiagram.draw(diagram, position.marks(), pages.isEmpty() ? id : page,
										words.text("console.filing.diagram.title", name), words),
								diagram.width() > WIDE));
			}
		}
		return pages;
	}

	private static String frame(Position position, Diagram diagram, String title, Words words) {
		return position.diagrams()
			.stream()
			.flatMap((page) -> page.shapes().stream())
			.filter((shape) -> shape.id().equals(diagram.element()))
			.map((shape) -> title + " › " + FilingDiagram.name(shape.id(), shape.name(), words))
			.findFirst()
			.orElse(title);
	}

}
