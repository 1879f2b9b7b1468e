package org.beianflow.notice;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * The facts of one notice: checked against what its kind declares, and kept as JSON.
 *
 * @param kind what is told
 * @param values by name, in the order of the declaration: {@code String}, {@code Long},
 * {@code Instant}, {@code LocalDate}, {@code Boolean}, lists of texts, and maps from
 * label to fen
 */
record NoticeFacts(NoticeKind kind, Map<String, Object> values) {

	private static final Pattern WORD = Pattern.compile("(?!.*://)\\S{1,40}");

	private static final ObjectMapper JSON = new ObjectMapper();

	/**
	 * Checks facts as they were handed in.
	 * @throws IllegalArgumentException names everything that is missing, unknown or of a
	 * wrong type; never a value
	 */
	static NoticeFacts check(NoticeKind kind, Map<String, Object> given) {
		List<String> wrong = new ArrayList<>();
		Map<String, Object> values = new LinkedHashMap<>();
		Set<String> unknown = new TreeSet<>(given.keySet());
		for (NoticeFact fact : kind.facts()) {
			unknown.remove(fact.name());
			Object value = given.get(fact.name());
			Object kept = (value != null) ? keep(fact, value) : null;
			if (kept != null) {
				values.put(fact.name(), kept);
			}
			else if (value != null) {
				wrong.add(fact.name() + " is no " + fact.type());
			}
			else if (!fact.optional()) {
				wrong.add(fact.name() + " is missing");
			}
		}
		unknown.forEach((name) -> wrong.add(name + " is not declared"));
		if (!wrong.isEmpty()) {
			throw new IllegalArgumentException("Facts of " + kind + ": " + String.join(", ", wrong));
		}
		return new NoticeFacts(kind, values);
	}

	private static Object keep(NoticeFact fact, Object value) {
		return switch (fact.type()) {
			case TEXT -> (value instanceof String text && !text.isBlank()) ? text.strip() : null;
			case WORD -> (value instanceof String word && WORD.matcher(word).matches()) ? word : null;
			case COUNT, AMOUNT -> whole(value);
			case MOMENT -> (value instanceof Instant) ? value : null;
			case DAY -> (value instanceof LocalDate) ? value : null;
			case AMOUNTS -> amounts(value);
			case LIST -> texts(value);
			case CODE -> {
				String code = (value instanceof Enum<?> constant) ? constant.name() : value.toString();
				yield fact.codes().contains(code) ? code : null;
			}
			case FLAG -> (value instanceof Boolean) ? value : null;
		};
	}

	private static Long whole(Object value) {
		return (value instanceof Integer || value instanceof Long) ? ((Number) value).longValue() : null;
	}

	private static Map<String, Long> amounts(Object value) {
		if (!(value instanceof Map<?, ?> lines)) {
			return null;
		}
		Map<String, Long> kept = new LinkedHashMap<>();
		for (Map.Entry<?, ?> line : lines.entrySet()) {
			Long fen = whole(line.getValue());
			if (!(line.getKey() instanceof String label) || fen == null) {
				return null;
			}
			kept.put(label, fen);
		}
		return kept;
	}

	private static List<String> texts(Object value) {
		if (!(value instanceof List<?> list) || !list.stream().allMatch(String.class::isInstance)) {
			return null;
		}
		return list.stream().map((text) -> ((String) text).strip()).filter((text) -> !text.isEmpty()).toList();
	}

	String toJson() {
		Map<String, Object> plain = new LinkedHashMap<>();
		this.values.forEach((name, value) -> plain.put(name,
				(value instanceof Instant || value instanceof LocalDate) ? value.toString() : value));
		return write(plain);
	}

	/**
	 * Reads facts that were checked when they were written; the declaration may have
	 * changed since.
	 */
	static NoticeFacts fromJson(NoticeKind kind, String json) {
		Map<String, Object> plain = read(json);
		Map<String, Object> values = new LinkedHashMap<>();
		for (NoticeFact fact : kind.facts()) {
			Object value = plain.get(fact.name());
			if (value != null) {
				values.put(fact.name(), switch (fact.type()) {
					case MOMENT -> Instant.parse((String) value);
					case DAY -> LocalDate.parse((String) value);
					default -> keep(fact, value);
				});
			}
		}
		return new NoticeFacts(kind, values);
	}

	static String write(Map<String, Object> content) {
		try {
			return JSON.writeValueAsString(content);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Map<String, Object> read(String json) {
		try {
			return JSON.readValue(json, new TypeReference<LinkedHashMap<String, Object>>() {
			});
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Without values: they may name people. */
	@Override
	public String toString() {
		return "NoticeFacts[" + this.kind + "]";
	}

}
