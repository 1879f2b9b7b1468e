package org.beianflow.fee;

import java.util.List;

/**
 * What the schedule charges for a filing. The state filing itself is free (domain.md I2):
 * this is the provider's service fee, and where it comes to nothing the payment stage is
 * skipped.
 *
 * @param lines the lines in the order of the schedule; empty where nothing is charged
 */
public record FeeAssessment(List<FeeLine> lines) {

	/** Nothing is charged. */
	public static final FeeAssessment FREE = new FeeAssessment(List.of());

	public FeeAssessment {
		lines = List.copyOf(lines);
	}

	/** The sum in 分. */
	public long totalFen() {
		return this.lines.stream().mapToLong(FeeLine::amountFen).sum();
	}

	public boolean isFree() {
		return totalFen() == 0;
	}

}
