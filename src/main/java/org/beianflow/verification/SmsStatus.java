package org.beianflow.verification;

import java.time.Instant;
import java.util.List;

/**
 * Where the verification of a filing stands.
 *
 * @param state whether it runs, and how it ended
 * @param openedAt when it began (UTC)
 * @param endedAt when it ended; null while it runs
 * @param persons who has to answer, in the order of the form
 */
public record SmsStatus(State state, Instant openedAt, Instant endedAt, List<Person> persons) {

	public SmsStatus {
		persons = List.copyOf(persons);
	}

	/** Whether it runs, and how it ended. */
	public enum State {

		OPEN, VERIFIED, FAILED

	}

	/** Where a person stands. */
	public enum PersonState {

		/** Has not answered yet. */
		WAITING,
		/** Has answered. */
		VERIFIED,
		/** Has used up the wrong tries. */
		BLOCKED

	}

	/** What became of the last code. */
	public enum CodeState {

		/** None was sent so far. */
		NONE,
		/** On its way; or it is not known whether it left. */
		UNDERWAY,
		/** The gateway took it. */
		SENT,
		/** The gateway did not take it. */
		FAILED

	}

	/**
	 * A person who has to answer.
	 *
	 * @param position from 0
	 * @param path where the form names them
	 * @param name masked
	 * @param mobile masked
	 * @param state where they stand
	 * @param code what became of the last code
	 * @param codeSentAt when the last code was sent; null before
	 * @param resendsLeft how many more codes may be asked for
	 * @param resendFrom from when another may be asked for; null before the first
	 * @param verifiedAt when they answered; null before
	 */
	public record Person(int position, String path, String name, String mobile, PersonState state, CodeState code,
			Instant codeSentAt, int resendsLeft, Instant resendFrom, Instant verifiedAt) {

	}

	/** Those who have not answered. */
	public List<Person> missing() {
		return this.persons.stream().filter((person) -> person.state() != PersonState.VERIFIED).toList();
	}

}
