package org.beianflow.filing;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;

/** What changed between two versions of a form, field by field. */
public final class FormDiff {

	private FormDiff() {
	}

	/**
	 * One changed field.
	 *
	 * @param path JSON path of the field, for example {@code services[0].website.name}
	 * @param before the old value as text, null where there was none
	 * @param after the new value as text, null where there is none any more
	 */
	public record Change(String path, String before, String after) {

	}

	/** All changed leaf fields, in the order of the form. */
	public static List<Change> between(JsonNode before, JsonNode after) {
		List<Change> changes = new ArrayList<>();
		compare("", before, after, changes);
		return changes;
	}

	private static void compare(String path, JsonNode before, JsonNode after, List<Change> changes) {
		if (isContainer(before) || isContainer(after)) {
			for (String child : children(before, after)) {
				compare(join(path, child), child(before, child), child(after, child), changes);
			}
			return;
		}
		String oldText = text(before);
		String newText = text(after);
		if (oldText == null ? newText != null : !oldText.equals(newText)) {
			changes.add(new Change(path, oldText, newText));
		}
	}

	private static boolean isContainer(JsonNode node) {
		return node != null && node.isContainerNode();
	}

	private static Set<String> children(JsonNode before, JsonNode after) {
		Set<String> names = new TreeSet<>();
		for (JsonNode node : new JsonNode[] { before, after }) {
			if (node == null) {
				continue;
			}
			for (Iterator<String> fields = node.fieldNames(); fields.hasNext();) {
				names.add(fields.next());
			}
			if (node.isArray()) {
				for (int i = 0; i < node.size(); i++) {
					names.add("[" + i + "]");
				}
			}
		}
		return names;
	}

	private static JsonNode child(JsonNode node, String name) {
		if (node == null) {
			return null;
		}
		return name.startsWith("[") ? node.get(Integer.parseInt(name.substring(1, name.length() - 1))) : node.get(name);
	}

	private static String join(String path, String child) {
		return (path.isEmpty() || child.startsWith("[")) ? path + child : path + "." + child;
	}

	private static String text(JsonNode node) {
		// Nothing entered, null and an empty text are the same to a person.
		return (node == null || node.isNull() || node.asText().isEmpty()) ? null : node.asText();
	}

}
