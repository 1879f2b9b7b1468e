package org.beianflow.filing;

import org.springframework.context.MessageSourceResolvable;

/**
 * An argument of a message that is itself a message, resolved in the reader's language.
 */
final class MessageName implements MessageSourceResolvable {

	private final String key;

	private final Object[] arguments;

	MessageName(String key, Object... arguments) {
		this.key = key;
		this.arguments = arguments.clone();
	}

	@Override
	public String[] getCodes() {
		return new String[] { this.key };
	}

	@Override
	public Object[] getArguments() {
		return this.arguments.clone();
	}

	@Override
	public String toString() {
		return this.key;
	}

}
