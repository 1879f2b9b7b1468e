package org.beianflow.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;

/** The models as they lie in {@code bpmn/}. */
public final class Models {

	/** The folder of the models, relative to the project. */
	public static final Path FOLDER = Path.of("bpmn");

	private Models() {
	}

	/** Every diagram by its process id, which is its file name. */
	public static SortedMap<String, Path> diagrams() {
		return files(".bpmn");
	}

	/** Every decision table by its file name. */
	public static SortedMap<String, Path> decisions() {
		return files(".dmn");
	}

	/** The file of one diagram. */
	public static Path diagram(String process) {
		Path file = diagrams().get(process);
		if (file == null) {
			throw new IllegalArgumentException("no diagram " + process + " in bpmn/: " + diagrams().keySet());
		}
		return file;
	}

	/** One diagram, read. */
	public static BpmnModelInstance read(Path file) {
		return Bpmn.readModelFromFile(file.toFile());
	}

	private static SortedMap<String, Path> files(String suffix) {
		try (Stream<Path> found = Files.walk(FOLDER)) {
			List<Path> paths = found.filter((path) -> path.toString().endsWith(suffix)).sorted().toList();
			SortedMap<String, Path> files = new TreeMap<>();
			for (Path path : paths) {
				String name = path.getFileName().toString();
				Path twin = files.put(name.substring(0, name.length() - suffix.length()), path);
				if (twin != null) {
					throw new IllegalStateException("two models of the same name: " + twin + " and " + path);
				}
			}
			return files;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
