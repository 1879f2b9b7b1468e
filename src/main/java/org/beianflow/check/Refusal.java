package org.beianflow.check;

import java.util.List;

/**
 * Says that something is not done, why, and what the person can do about it.
 * <p>
 * Thrown before anything changed, so a refusal never leaves things half done. The texts
 * are found like those of a {@link Violation}: {@code messageKey} and
 * {@code messageKey + ".remedy"}. The API turns a refusal into problem details (RFC
 * 9457).
 */
public class Refusal extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/** Why, in the coarse terms that decide the HTTP status. */
	public enum Kind {

		/** What was sent cannot be understood. */
		MALFORMED,
		/** Nobody is signed in, or the credentials are wrong. */
		UNAUTHENTICATED,
		/** This person may not do this. */
		FORBIDDEN,
		/** There is no such thing, or not for this person. */
		NOT_FOUND,
		/** It cannot be done in the present state. */
		CONFLICT,
		/** Somebody else changed it in the meantime. */
		STALE,
		/** Too large a file or too many of something. */
		TOO_LARGE,
		/** The content breaks rules; {@link Refusal#violations()} lists them all. */
		INVALID,
		/** Too many tries; later again. */
		TOO_MANY,
		/** Something this depends on does not answer. */
		UNAVAILABLE

	}

	private final Kind kind;

	private final String messageKey;

	private final transient List<Object> arguments;

	private final transient List<Violation> violations;

	public Refusal(Kind kind, String messageKey, Object... arguments) {
		this(kind, messageKey, List.of(arguments), List.of());
	}

	private Refusal(Kind kind, String messageKey, List<Object> arguments, List<Violation> violations) {
		super(messageKey + arguments + (violations.isEmpty() ? "" : " " + violations));
		this.kind = kind;
		this.messageKey = messageKey;
		this.arguments = arguments;
		this.violations = violations;
	}

	/** Refuses content, with everything that is wrong with it at once. */
	public static Refusal invalid(String messageKey, List<Violation> violations) {
		return new Refusal(Kind.INVALID, messageKey, List.of(violations.size()), List.copyOf(violations));
	}

	public Kind kind() {
		return this.kind;
	}

	public String messageKey() {
		return this.messageKey;
	}

	public List<Object> arguments() {
		return this.arguments;
	}

	public List<Violation> violations() {
		return this.violations;
	}

}
