package org.beianflow.fee;

/**
 * One line of a fee notice.
 *
 * @param description what is charged, in Chinese, as the schedule says it
 * @param amountFen amount in 分 (1/100 元), never negative
 */
public record FeeLine(String description, long amountFen) {

	public FeeLine {
		if (amountFen < 0) {
			throw new IllegalArgumentException("amountFen: " + amountFen);
		}
	}

}
