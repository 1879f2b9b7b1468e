package org.beianflow.deadline;

/**
 * How long a time limit is.
 *
 * @param amount how many, at least 1
 * @param unit of what
 */
public record DeadlineLength(int amount, DeadlineUnit unit) {

	public DeadlineLength {
		if (amount < 1) {
			throw new IllegalArgumentException("A time limit of " + amount + " " + unit);
		}
	}

}
