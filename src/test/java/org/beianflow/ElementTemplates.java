package org.beianflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.beianflow.deadline.DeadlineKind;
import org.beianflow.notice.NoticeKind;
import org.beianflow.testing.Models;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;

/** The building blocks that Modeler offers, against what diagrams use and code knows. */
final class ElementTemplates {

	private static final Path FOLDER = Models.FOLDER.resolve(".camunda/element-templates");

	private static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";

	private ElementTemplates() {
	}

	static List<String> findings() throws IOException {
		List<String> findings = new ArrayList<>();
		Map<String, JsonNode> templates = read();
		offered(templates, "org.beianflow.SendNotice", NoticeKind.values(), findings);
		offered(templates, "org.beianflow.OpenDeadline", DeadlineKind.values(), findings);
		Map<String, String> byDelegate = delegates(templates);
		for (Path file : Models.diagrams().values()) {
			BpmnModelInstance model = Models.read(file);
			for (Activity activity : model.getModelElementsByType(Activity.class)) {
				String id = activity.getAttributeValueNs(CAMUNDA, "modelerTemplate");
				String version = activity.getAttributeValueNs(CAMUNDA, "modelerTemplateVersion");
				if (id != null && (!templates.containsKey(id)
						|| !templates.get(id).path("version").asText().equals(version))) {
					findings.add(activity.getId() + ": no template " + id + " in version " + version);
				}
				if (activity instanceof ServiceTask task) {
					String block = byDelegate.get(task.getCamundaDelegateExpression());
					if (block != null && !block.equals(id)) {
						findings.add(activity.getId() + ": is not made from the template " + block);
					}
				}
			}
		}
		return findings;
	}

	private static void offered(Map<String, JsonNode> templates, String id, Enum<?>[] known, List<String> findings) {
		Set<String> offered = StreamSupport.stream(templates.get(id).path("properties").spliterator(), false)
			.flatMap((property) -> StreamSupport.stream(property.path("choices").spliterator(), false))
			.map((choice) -> choice.path("value").asText())
			.collect(Collectors.toCollection(TreeSet::new));
		Set<String> names = Arrays.stream(known).map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
		if (!offered.equals(names)) {
			findings.add(id + " offers " + offered + ", the code knows " + names);
		}
	}

	private static Map<String, String> delegates(Map<String, JsonNode> templates) {
		Map<String, String> delegates = new LinkedHashMap<>();
		templates.forEach((id, template) -> template.path("properties").forEach((property) -> {
			if (property.path("binding").path("name").asText().equals("camunda:delegateExpression")) {
				delegates.put(property.path("value").asText(), id);
			}
		}));
		return delegates;
	}

	private static Map<String, JsonNode> read() throws IOException {
		Map<String, JsonNode> templates = new LinkedHashMap<>();
		try (Stream<Path> files = Files.list(FOLDER)) {
			for (Path file : files.sorted().toList()) {
				JsonNode template = new ObjectMapper().readTree(file.toFile());
				templates.put(template.path("id").asText(), template);
			}
		}
		return templates;
	}

}
