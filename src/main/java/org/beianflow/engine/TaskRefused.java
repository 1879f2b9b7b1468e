package org.beianflow.engine;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.beianflow.check.Refusal;

/**
 * A refusal of the domain on its way to somebody who works on the engine through its web
 * interfaces: the message is the sentence the person reads in Tasklist. Not one of the
 * engine's own exceptions, because the web interfaces would put an English sentence
 * before those.
 */
final class TaskRefused extends WebApplicationException {

	private static final long serialVersionUID = 1L;

	TaskRefused(String sentence, Refusal cause) {
		super(sentence, cause, Response.Status.BAD_REQUEST);
	}

	Refusal refusal() {
		return (Refusal) getCause();
	}

}
