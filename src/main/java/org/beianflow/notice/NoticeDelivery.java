package org.beianflow.notice;

/**
 * What carries a notice out: one delivery per notice, retried by the engine until the
 * notice is settled. Implemented where the engine is.
 */
public interface NoticeDelivery {

	/**
	 * Starts a delivery in the running transaction.
	 * @param notice the notice's id
	 * @param filing the case number, by which the delivery is found
	 * @param province six digits, the tenant of a task that may come of it
	 * @return the delivery's id
	 */
	String start(long notice, String filing, String province);

	/**
	 * Goes on with a delivery that waits for a person, because a notice is to be sent
	 * again.
	 * @param delivery the delivery's id
	 * @return whether it was waiting; if not, a new one must be started
	 */
	boolean resume(String delivery);

}
