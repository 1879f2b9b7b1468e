package org.beianflow.check;

import java.util.List;

/**
 * One thing that is wrong with what somebody entered.
 * <p>
 * The texts live in the message bundles: {@code messageKey} says what is wrong and
 * {@code messageKey + ".remedy"} how to mend it. Both take the same arguments. Arguments
 * never carry identity numbers, phones or addresses: violations are logged and shown.
 *
 * @param path where it is, as a JSON path below the checked object, for example
 * {@code services[0].website.domains[1]}
 * @param code the code of the reason catalogue (domain.md §12), for example {@code 1015};
 * where the catalogue has none, a word in capitals
 * @param messageKey key of the text in the message bundles
 * @param arguments values for the placeholders of the text
 */
public record Violation(String path, String code, String messageKey, List<Object> arguments) {

	public Violation {
		arguments = List.copyOf(arguments);
	}

	public static Violation of(String path, String code, String messageKey, Object... arguments) {
		return new Violation(path, code, messageKey, List.of(arguments));
	}

	/** The same violation, seen from the object that contains the checked one. */
	public Violation below(String parentPath) {
		return new Violation(this.path.isEmpty() ? parentPath : parentPath + "." + this.path, this.code,
				this.messageKey, this.arguments);
	}

}
