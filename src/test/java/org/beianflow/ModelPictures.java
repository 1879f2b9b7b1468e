package org.beianflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import org.beianflow.testing.Chromium;
import org.beianflow.testing.Models;

/**
 * Draws the diagrams as Modeler shows them: by bpmn-js in a browser, in the typeface that
 * the application ships, so that every machine draws the same.
 */
final class ModelPictures implements AutoCloseable {

	static final Path FOLDER = Models.FOLDER.resolve("picture");

	private static final Path STATIC = Path.of("src/main/resources/static/vendor/bpmn-js");

	private static final String VIEWER = "bpmn-navigated-viewer.production.min.js";

	private static final Path FONT = Path.of("src/main/resources/fonts/NotoSansSC-Regular.ttf");

	// Never leaves the browser: every request is answered from the files above.
	private static final String ORIGIN = "http://models.invalid/";

	private static final String PAGE = """
			<!doctype html>
			<meta charset="utf-8">
			<style>
			@font-face { font-family: "Noto Sans SC"; src: url("/font.ttf"); }
			#canvas { width: 1600px; height: 1000px; }
			</style>
			<div id="canvas"></div>
			<script src="/viewer.js"></script>
			""";

	private static final String DRAW = """
			async (xml) => {
				await document.fonts.load('12px "Noto Sans SC"', '备案 Abc');
				const style = { fontFamily: '"Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif' };
				const viewer = new BpmnJS({ container: '#canvas',
					textRenderer: { defaultStyle: style, externalStyle: style } });
				try {
					const { warnings } = await viewer.importXML(xml);
					if (warnings.length) {
						throw new Error(warnings.map((warning) => warning.message).join('; '));
					}
					const pictures = [];
					for (const diagram of viewer.getDefinitions().diagrams) {
						await viewer.open(diagram);
						const { svg } = await viewer.saveSVG();
						pictures.push([diagram.plane.bpmnElement.id, svg]);
					}
					return pictures;
				}
				finally {
					viewer.destroy();
				}
			}
			""";

	private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

	private static final Pattern MOUSE = Pattern.compile("<rect class=\"djs-hit[^>]*/>");

	private static final Pattern MARKER = Pattern.compile("marker-[0-9a-z]{10,}");

	private final Chromium chromium;

	private final Page page;

	ModelPictures() {
		this.chromium = Chromium.start();
		this.page = this.chromium.browser().newPage();
		this.page.route(ORIGIN + "**", ModelPictures::answer);
		this.page.navigate(ORIGIN);
	}

	private static void answer(Route route) {
		Route.FulfillOptions answer = new Route.FulfillOptions();
		switch (route.request().url().substring(ORIGIN.length())) {
			case "" -> answer.setContentType("text/html").setBody(PAGE);
			case "viewer.js" -> answer.setContentType("text/javascript").setPath(STATIC.resolve(VIEWER));
			case "font.ttf" -> answer.setContentType("font/ttf").setPath(FONT);
			default -> answer.setStatus(404);
		}
		route.fulfill(answer);
	}

	/**
	 * The pictures of one diagram by file name: the diagram itself, and one more for each
	 * sub-process that is drawn on a page of its own.
	 */
	Map<String, String> draw(Path diagram) throws IOException {
		String process = diagram.getFileName().toString().replace(".bpmn", "");
		List<?> drawn = (List<?>) this.page.evaluate(DRAW, Files.readString(diagram));
		Map<String, String> pictures = new LinkedHashMap<>();
		for (Object one : drawn) {
			String plane = (String) ((List<?>) one).get(0);
			String svg = (String) ((List<?>) one).get(1);
			pictures.put(pictures.isEmpty() ? process + ".svg" : process + "." + plane + ".svg", tidy(svg));
		}
		return pictures;
	}

	/** Without what differs from run to run, on white, one element a line. */
	private static String tidy(String svg) {
		Map<String, String> markers = new LinkedHashMap<>();
		// The head stays as it is; what only catches the mouse goes.
		int head = svg.indexOf("<svg ");
		String tidy = MARKER.matcher(MOUSE.matcher(svg.substring(head)).replaceAll(""))
			.replaceAll((match) -> markers.computeIfAbsent(match.group(), (id) -> "marker-" + markers.size()));
		tidy = NUMBER.matcher(tidy).replaceAll((match) -> rounded(match.group()));
		tidy = tidy.replaceFirst("<svg ", "<svg style=\"background: #fff\" ");
		return svg.substring(0, head) + tidy.replace("><", ">\n<").strip() + "\n";
	}

	private static String rounded(String number) {
		double value = Math.round(Double.parseDouble(number) * 10) / 10.0;
		return (value == Math.rint(value)) ? String.valueOf((long) value) : String.valueOf(value);
	}

	/**
	 * Whether two pictures show the same: the same elements and words, and no place
	 * differs by more than two pixels, which is how far browsers measure text
	 * differently.
	 */
	static boolean same(String one, String other) {
		if (!NUMBER.matcher(one).replaceAll("#").equals(NUMBER.matcher(other).replaceAll("#"))) {
			return false;
		}
		List<Double> places = numbers(one);
		List<Double> otherPlaces = numbers(other);
		for (int i = 0; i < places.size(); i++) {
			if (Math.abs(places.get(i) - otherPlaces.get(i)) > 2) {
				return false;
			}
		}
		return true;
	}

	private static List<Double> numbers(String svg) {
		List<Double> numbers = new ArrayList<>();
		Matcher matcher = NUMBER.matcher(svg);
		while (matcher.find()) {
			numbers.add(Double.valueOf(matcher.group()));
		}
		return numbers;
	}

	@Override
	public void close() {
		this.chromium.close();
	}

}
