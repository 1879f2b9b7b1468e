package org.beianflow.verification;

/**
 * Port to the running process of a filing, in the caller's transaction. A process that
 * does not wait for it is left alone: what happened stands in the domain.
 */
public interface SmsProcess {

	/** A person has answered. */
	void personVerified(String filing, int person);

	/**
	 * Another code is wanted for a person.
	 * @return whether the process waited for it and will send one
	 */
	boolean codeWanted(String filing, int person);

	/** A person has used up the wrong tries: the verification is to end. */
	void triesUsedUp(String filing);

}
