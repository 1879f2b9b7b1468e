package org.beianflow.engine;

import org.beianflow.check.Refusal;
import org.camunda.bpm.engine.BadUserRequestException;

/**
 * A refusal of the domain on its way through the engine's web interfaces: the message is
 * the sentence the person reads in Tasklist.
 */
final class TaskRefused extends BadUserRequestException {

	private static final long serialVersionUID = 1L;

	TaskRefused(String sentence, Refusal cause) {
		super(sentence, cause);
	}

	Refusal refusal() {
		return (Refusal) getCause();
	}

}
