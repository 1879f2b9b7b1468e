package org.beianflow.fee;

/**
 * The fee of a filing is settled: paid in full or waived. Published inside the
 * transaction that did it.
 *
 * @param filing reference of the filing
 * @param by how it was settled
 */
public record FeePaid(String filing, By by) {

	/** How a fee was settled. */
	public enum By {

		/** The gateway reported the payment. */
		ONLINE,
		/** Finance confirmed a transfer; its task moves the process on. */
		TRANSFER,
		/** Staff waived it. */
		WAIVER

	}

}
