package org.beianflow.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DeploymentBuilder;

import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Deploys the models: those inside the application, and in their place those of a folder
 * an analyst edits. A model keeps its name ({@code bpmn/filing/website-filing.bpmn})
 * wherever it comes from, so only what changed becomes a new version; running filings
 * stay on theirs.
 */
final class Models {

	private static final String ROOT = "bpmn/";

	private final Path folder;

	Models(Path folder) {
		this.folder = folder;
	}

	/** Deploys what changed since the last start. */
	void deploy(RepositoryService repository) {
		SortedMap<String, Resource> models = find();
		if (models.isEmpty()) {
			return;
		}
		DeploymentBuilder deployment = repository.createDeployment()
			.name("beianflow")
			.source("beianflow")
			.enableDuplicateFiltering(true);
		models.forEach((name, model) -> {
			try {
				deployment.addInputStream(name, model.getInputStream());
			}
			catch (IOException ex) {
				throw new UncheckedIOException("cannot read the model " + name, ex);
			}
		});
		deployment.deploy();
	}

	/** The models by name. */
	SortedMap<String, Resource> find() {
		SortedMap<String, Resource> models = new TreeMap<>();
		try {
			PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver();
			for (String ending : new String[] { "bpmn", "dmn" }) {
				for (Resource model : resolver.getResources("classpath*:" + ROOT + "**/*." + ending)) {
					String url = model.getURL().toString();
					models.putIfAbsent(url.substring(url.lastIndexOf("/" + ROOT) + 1), model);
				}
			}
			if (Files.isDirectory(this.folder)) {
				try (Stream<Path> files = Files.walk(this.folder)) {
					files.filter(Models::isModel)
						.forEach((file) -> models.put(ROOT + this.folder.relativize(file).toString().replace('\\', '/'),
								new FileSystemResource(file)));
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("cannot look for models", ex);
		}
		return models;
	}

	private static boolean isModel(Path file) {
		String name = file.getFileName().toString();
		return Files.isRegularFile(file) && (name.endsWith(".bpmn") || name.endsWith(".dmn"));
	}

}
