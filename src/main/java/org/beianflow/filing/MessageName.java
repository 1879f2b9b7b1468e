package org.beianflow.filing;

import org.springframework.context.MessageSourceResolvable;

/**
 * An argument of a message that is itself a message, resolved in the reader's language.
 */
record MessageName(String key) implements MessageSourceResolvable {

	@Override
	public String[] getCodes() {
		return new String[] { this.key };
	}

}
