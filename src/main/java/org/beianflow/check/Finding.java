package org.beianflow.check;

import java.util.List;

/**
 * What a check can tell the reviewer without deciding anything.
 * <p>
 * Other than a {@link Violation} a finding never blocks a submission. What no source at
 * hand can answer is {@link State#UNCHECKED} and asks the reviewer; it is never green
 * (ruling 25). Texts are found like those of a violation; arguments carry no personal
 * data.
 *
 * @param path where it is, as a JSON path below the checked object
 * @param state what the check saw
 * @param messageKey key of the text in the message bundles
 * @param arguments values for the placeholders of the text
 */
public record Finding(String path, State state, String messageKey, List<Object> arguments) {

	/** What a check saw. */
	public enum State {

		/** Checked and in order. */
		PASS,
		/** Checked; a person should look at it. */
		WARN,
		/** Checked and wrong, although it does not block the submission. */
		FAIL,
		/** 未核查: nothing at hand can tell; a person must find out. */
		UNCHECKED

	}

	public Finding {
		arguments = List.copyOf(arguments);
	}

	public static Finding of(String path, State state, String messageKey, Object... arguments) {
		return new Finding(path, state, messageKey, List.of(arguments));
	}

	/** The same finding, judged differently. */
	public Finding as(State judged) {
		return new Finding(this.path, judged, this.messageKey, this.arguments);
	}

	/** The same finding, seen from the object that contains the checked one. */
	public Finding below(String parentPath) {
		return new Finding(this.path.isEmpty() ? parentPath : parentPath + "." + this.path, this.state, this.messageKey,
				this.arguments);
	}

}
