package org.beianflow.portal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.beianflow.filing.FilingForm;

/** A form as a tree in which single fields are read and written by their path. */
final class FormTree {

	private static final Pattern STEP = Pattern.compile("([A-Za-z]+)|\\[(\\d+)]");

	private final ObjectMapper json;

	private final ObjectNode root;

	private FormTree(ObjectMapper json, ObjectNode root) {
		this.json = json;
		this.root = root;
	}

	static FormTree of(FilingForm form, ObjectMapper json) {
		return new FormTree(json, json.valueToTree(form));
	}

	ObjectNode root() {
		return this.root;
	}

	FilingForm form() {
		try {
			return this.json.treeToValue(this.root, FilingForm.class);
		}
		catch (JsonProcessingException ex) {
			// The message of the library quotes what was entered.
			throw new IllegalStateException("a form of this page cannot be read as a form");
		}
	}

	/** The node at a path, or null. */
	JsonNode at(String path) {
		JsonNode node = this.root;
		Matcher steps = STEP.matcher(path);
		while (steps.find() && node != null) {
			node = (steps.group(1) != null) ? node.get(steps.group(1)) : node.get(Integer.parseInt(steps.group(2)));
		}
		return (node == null || node.isNull()) ? null : node;
	}

	/** The value at a path as text, empty for none; several values one a line. */
	String text(String path) {
		return String.join("\n", texts(path));
	}

	List<String> texts(String path) {
		JsonNode node = at(path);
		if (node == null) {
			return List.of();
		}
		if (!node.isArray()) {
			return List.of(node.asText());
		}
		List<String> texts = new ArrayList<>();
		node.forEach((child) -> texts.add(child.isNull() ? "" : child.asText()));
		return texts;
	}

	/** Writes a text; empty or null removes the field. */
	void set(String path, String text) {
		String value = (text != null) ? text.strip() : "";
		put(path, value.isEmpty() ? null : this.root.textNode(value));
	}

	void set(String path, boolean value) {
		put(path, this.root.booleanNode(value));
	}

	void set(String path, List<String> texts) {
		ArrayNode array = this.root.arrayNode();
		texts.forEach(array::add);
		put(path, array);
	}

	void put(String path, JsonNode value) {
		List<String> names = new ArrayList<>();
		Matcher steps = STEP.matcher(path);
		while (steps.find()) {
			names.add(steps.group());
		}
		JsonNode node = this.root;
		for (int i = 0; i < names.size() - 1; i++) {
			JsonNode child = child(node, names.get(i));
			if (child == null || child.isNull()) {
				if (value == null) {
					return;
				}
				child = names.get(i + 1).startsWith("[") ? this.root.arrayNode() : this.root.objectNode();
				attach(node, names.get(i), child);
			}
			node = child;
		}
		attach(node, names.get(names.size() - 1), value);
	}

	private static JsonNode child(JsonNode node, String name) {
		return name.startsWith("[") ? node.get(index(name)) : node.get(name);
	}

	private static void attach(JsonNode node, String name, JsonNode value) {
		if (node instanceof ObjectNode object) {
			if (value == null) {
				object.remove(name);
			}
			else {
				object.set(name, value);
			}
		}
		else if (node instanceof ArrayNode array) {
			int index = index(name);
			while (array.size() <= index) {
				array.addNull();
			}
			array.set(index, value);
		}
	}

	private static int index(String name) {
		return Integer.parseInt(name.substring(1, name.length() - 1));
	}

}
