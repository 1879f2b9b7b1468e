package org.beianflow.filing;

/** Running numbers that are distinct under any number of writers; gaps are allowed. */
public interface Counters {

	/**
	 * The next number of this counter, beginning at 1. Taken in a transaction of its own,
	 * so that nobody waits for a long one.
	 */
	long next(String counter);

}
