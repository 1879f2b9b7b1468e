package org.beianflow.deadline;

/** Runs the batches of a change in force; implemented where the processes live. */
public interface ClockChangeProcess {

	/** Starts moving; called in the transaction that puts the change into force. */
	void begin(long change);

}
