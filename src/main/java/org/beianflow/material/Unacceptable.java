package org.beianflow.material;

import java.util.ArrayList;
import java.util.List;

import org.beianflow.check.Refusal;
import org.beianflow.check.Violation;

/** Why a file is not taken, everything at once, in the codes of domain.md §12. */
final class Unacceptable {

	/** 附件格式. */
	private static final String FORMAT = "1056";

	private Unacceptable() {
	}

	static Refusal because(String key, Object... arguments) {
		return Refusal.invalid("material.refused", List.of(violation(key, arguments)));
	}

	static Refusal because(List<String> keys) {
		List<Violation> violations = new ArrayList<>();
		keys.forEach((key) -> violations.add(violation(key)));
		return Refusal.invalid("material.refused", violations);
	}

	private static Violation violation(String key, Object... arguments) {
		return Violation.of("file", FORMAT, key, arguments);
	}

}
